package cn.qingzheng.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceIndexTest {
  private static final HandFolding FOLDING = new HandFolding(false);
  private static final HandSegmentation WORDS = new HandSegmentation("包过", "培训", "证书", "书包", "过大");

  @TempDir Path dir;
  private EvidenceIndex index;

  @BeforeEach
  void open() {
    index = EvidenceIndex.open(dir.resolve("index"), FOLDING, WORDS, Standings.none());
  }

  @AfterEach
  void close() {
    index.close();
  }

  private void put(Pages... pages) {
    for (Pages page : pages) {
      index.put(page.build());
    }
    index.commit();
  }

  private SearchResult search(String query) {
    return index.search(SearchRequest.of(query));
  }

  private List<String> found(String query) {
    return search(query).hits().stream().map(h -> h.source().captureId()).sorted().toList();
  }

  private List<String> marked(String query) {
    return search(query).hits().stream()
        .flatMap(h -> h.snippet().stream())
        .filter(Piece::marked)
        .map(Piece::text)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"包过", "包過", "包 過", "包\u200b过", "包·过", "包　过", "包.-.过"})
  void a_term_is_found_and_marked_exactly_as_it_was_written(String written) {
    put(Pages.page("c1", "http://a.example/", "考试" + written + "，不过退费"));
    assertEquals(List.of(written), marked("包过"));
    assertEquals(List.of(written), marked("包過"));
    assertEquals(List.of(new Span(2, 2 + written.length())), search("包过").hits().getFirst().marks());
  }

  @Test
  void who_sees_a_region_finds_and_counts_its_pages_only() {
    put(
        Pages.page("ra", "http://a.example/", "考试包过甲").in("370211"), Pages.page("rb", "http://b.example/", "考试包过乙").in("371402"),
        Pages.page("rc", "http://c.example/", "考试包过丙"));
    assertEquals(3, index.search(SearchRequest.of("包过")).total());
    EvidenceIndex east = index.within(() -> new Regions("3702", false));
    SearchResult seen = east.search(SearchRequest.of("包过"));
    assertEquals(1, seen.total());
    assertEquals("a.example", seen.hits().get(0).source().host());
    assertTrue(seen.facets().stream().allMatch(f -> f.values().stream().mapToLong(v -> v.count()).sum() <= 1 || f.field() == SearchField.TERM), seen.facets()::toString);
    assertEquals(2, index.within(() -> new Regions("3702", true)).search(SearchRequest.of("")).total());
    assertEquals(0, east.search(SearchRequest.of("域名:b.example")).total());
    String hidden = index.search(SearchRequest.of("域名:b.example")).hits().get(0).source().captureId();
    assertTrue(east.marks(hidden, "包过").isEmpty() && !index.marks(hidden, "包过").isEmpty());
    east.close();
    assertEquals(3, index.search(SearchRequest.of("地区:370211 OR 地区:371402 OR 地区:未分配")).total());
  }

  @Test
  void what_the_analysis_understood_is_found_where_something_else_is_written() {
    put(Pages.page("c1", "http://a.example/", "考试堡過，baoguo 也行")
        .found("guarantee", "包过", "堡過", WrittenForm.HOMOPHONE, Severity.HIGH)
        .found("guarantee", "包过", "baoguo", WrittenForm.PINYIN, Severity.HIGH));
    assertEquals(List.of("堡過", "baoguo"), marked("包过"));
    assertEquals(List.of("堡過"), marked("堡过"));
    assertEquals(List.of("過"), marked("过"));
  }

  @Test
  void segmentation_hides_nothing() {
    put(Pages.page("c1", "http://a.example/", "书包过大"), Pages.page("c2", "http://b.example/", "证书包过"));
    assertEquals(List.of("c1", "c2"), found("包过"));
  }

  @Test
  void a_page_where_the_term_is_a_word_comes_first() {
    put(Pages.page("c1", "http://a.example/", "书包过大的孩子"), Pages.page("c2", "http://b.example/", "证书包过的承诺"));
    assertEquals("c2", search("包过").hits().getFirst().source().captureId());
  }

  @Test
  void every_stretch_of_every_text_is_found() {
    Random random = new Random(20261123);
    String letters = "包过過培训证書书内部 ·\nabA12，𠮷";
    int[] points = letters.codePoints().toArray();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = random.ints(30, 0, points.length).mapToObj(n -> Character.toString(points[n]))
          .collect(Collectors.joining());
      texts.add(text);
      put(Pages.page("c" + i, "http://a.example/" + i, text));
    }
    for (int i = 0; i < texts.size(); i++) {
      for (String stretch : texts.get(i).split("[^\\p{IsHan}]+")) {
        for (int from = 0; from < stretch.length() && !stretch.isEmpty(); from = stretch.offsetByCodePoints(from, 1)) {
          int to = stretch.offsetByCodePoints(from, Math.min(3, stretch.codePointCount(from, stretch.length())));
          String part = stretch.substring(from, to);
          SearchResult result = index.search(new SearchRequest(part, Map.of(), 0, 200, SearchRequest.Order.NEWEST));
          String capture = "c" + i;
          assertTrue(
              result.hits().stream().anyMatch(h -> h.source().captureId().equals(capture)),
              () -> part + " should be found in " + capture);
        }
      }
    }
  }

  @Test
  void nothing_is_found_across_two_blocks() {
    put(Pages.page("c1", "http://a.example/", "全包\n过时"));
    assertEquals(List.of(), found("包过"));
  }

  @Test
  void words_phrases_exclusion_and_alternatives() {
    put(Pages.page("a", "http://a.example/1", "培训包过，证书到手"),
        Pages.page("b", "http://a.example/2", "培训课程"),
        Pages.page("c", "http://a.example/3", "证书查询 内部渠道"));
    assertEquals(List.of("a"), found("培训 包过"));
    assertEquals(List.of("b"), found("培训 -包过"));
    assertEquals(List.of("b", "c"), found("-包过"));
    assertEquals(List.of("a", "c"), found("包过 OR 内部"));
    assertEquals(List.of("a", "c"), found("证书 包过 或 内部"));
    assertEquals(List.of("c"), found("“查询 内部”"));
    assertEquals(List.of(), found("\"内部 查询\""));
    assertEquals(List.of("a", "b", "c"), found(""));
    assertEquals(List.of("b", "c"), found("课程 OR -包过"));
  }

  private void threePages() {
    put(Pages.page("a", "http://www.lanhai-edu.example/1", "培训包过").titled("蓝海培训").by("蓝海培训学校")
            .at("2026-11-02T17:00:00Z").found("guarantee", "包过", "包过", WrittenForm.LITERAL, Severity.HIGH),
        Pages.page("b", "http://shop.example/2", "包 过 班").on("快购").at("2026-10-31T15:59:59Z")
            .found("guarantee", "包过", "包 过", WrittenForm.SEPARATED, Severity.MEDIUM),
        Pages.page("c", "http://news.example/3", "警惕包过骗局").at("2026-11-20T02:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "域名:lanhai-edu.example|a", "host:WWW.lanhai-edu.example|a", "域名：shop.example|b",
      "规则:guarantee|ab", "结论:高风险|a", "outcome:review|b", "-结论:高风险|bc", "结论:高风险,待复核|ab",
      "严重:高|a", "severity:MEDIUM|b", "写法:夹空格或符号|b", "form:literal|a", "平台:快购|b", "标题:蓝海|a", "主体:蓝海培训|a",
      "蓝海培训学校|a", "法条:“《广告法》第二十四条第一项”|ab", "词语:包过|ab", "网址:shop.example/2|b",
      "时间:2026-11|ac", "时间:2026-11..|ac", "时间:..2026-10|b", "时间:2026-11-03|a", "时间:2026年10月31日|b",
      "时间:2026-11-01..2026-11-19|a", "时间:2026|abc", "date:2025|''", "月份:2026-10|b", "结论: 高风险|a"})
  void fields_narrow_the_search(String query, String expected) {
    threePages();
    assertEquals(expected, String.join("", found(query)));
    assertEquals(List.of(), search(query).hints());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"包过|abc|引号没有成对", "包过 OR|abc|后面没有词", "OR 包过|abc|前面没有词", "- 包过|abc|紧跟", "包过 ★★|abc|没有可以查找",
      "结论:不知道 包过|abc|可用：未见疑点", "时间:去年冬天 包过|abc|看不懂时间", "时间:2026-13|abc|看不懂时间", "时间:2026-12..2026-01|abc|看不懂时间",
      "价格:100|''|没有字段“价格”", "域名:|abc|没有值", "\"\"|abc|空的引号", "NOT|abc|后面没有词", "“”“|abc|引号"})
  void odd_queries_get_a_sensible_answer_and_a_hint(String query, String expected, String hint) {
    threePages();
    SearchResult result = search(query);
    assertEquals(expected, String.join("", found(query)));
    assertTrue(result.hints().stream().anyMatch(h -> h.contains(hint)), () -> result.hints().toString());
  }

  @Test
  void no_query_whatever_throws() {
    threePages();
    Random random = new Random(7);
    String[] parts = {"\"", "“", "”", "-", "－", " ", "OR", "NOT", ":", "：", "域名", "时间", "..", "包过", "(", ")", "*", "~",
        "\\", "/", "\u0000", "\uD800", "𠮷", "标题", "^", "[", "2026-", "「", "，", "\n", "AND"};
    for (int i = 0; i < 3000; i++) {
      String query = random.ints(1 + random.nextInt(8), 0, parts.length).mapToObj(n -> parts[n])
          .collect(Collectors.joining());
      SearchResult result = search(query);
      assertTrue(result.total() <= 3, query);
    }
    assertEquals(2, search("包过 ".repeat(3000)).hints().size(), "too long, too many");
    assertEquals(0, search("过".repeat(1999)).total());
  }

  @Test
  void facets_count_and_a_filter_keeps_the_other_choices_of_its_field() {
    threePages();
    SearchRequest high = new SearchRequest(
        "包过", Map.of(SearchField.OUTCOME, Set.of("HIGH_RISK")), 0, 20, SearchRequest.Order.RELEVANCE);
    SearchResult result = index.search(high);
    assertEquals(1, result.total());
    assertEquals(Map.of("HIGH_RISK", 1L, "REVIEW", 1L, "CLEAR", 1L), counts(result, SearchField.OUTCOME));
    assertEquals(Map.of("LITERAL", 1L), counts(result, SearchField.FORM));
    assertEquals(Map.of("www.lanhai-edu.example", 1L), counts(result, SearchField.HOST));
    assertEquals(Map.of("2026-11", 2L, "2026-10", 1L), counts(search("包过"), SearchField.MONTH));
    assertEquals("高风险", SearchField.OUTCOME.display("HIGH_RISK"));
    SearchRequest either = new SearchRequest(
        "", Map.of(SearchField.OUTCOME, Set.of("HIGH_RISK", "REVIEW")), 0, 20, SearchRequest.Order.NEWEST);
    assertEquals(List.of("a", "b"), index.search(either).hits().stream().map(h -> h.source().captureId()).toList());
    SearchRequest unknown =
        new SearchRequest("", Map.of(SearchField.CASE, Set.of("x\u0000\"<b>")), 0, 20, SearchRequest.Order.NEWEST);
    assertEquals(0, index.search(unknown).total());
    SearchRequest empty = new SearchRequest("", Map.of(SearchField.CASE, Set.of("")), 0, 20, SearchRequest.Order.NEWEST);
    assertEquals(3, index.search(empty).total());
  }

  private static Map<String, Long> counts(SearchResult result, SearchField field) {
    return result.facets().stream()
        .filter(f -> f.field() == field)
        .flatMap(f -> f.values().stream())
        .collect(Collectors.toMap(SearchResult.ValueCount::value, SearchResult.ValueCount::count));
  }

  @Test
  void a_search_without_words_marks_the_proposed_findings() {
    threePages();
    assertEquals(List.of("包 过"), marked("平台:快购"));
  }

  @Test
  void who_promises_comes_before_who_denies() {
    put(Pages.page("denies", "http://a.example/", "不承诺包过"),
        Pages.page("promises", "http://b.example/", "学校签约包过班")
            .found("guarantee", "包过", "包过", WrittenForm.LITERAL, Severity.HIGH));
    assertEquals("promises", search("包过").hits().getFirst().source().captureId());
  }

  @Test
  void what_is_equally_relevant_comes_newest_first() {
    threePages();
    assertEquals(List.of("c", "a", "b"), search("").hits().stream().map(h -> h.source().captureId()).toList());
    assertEquals(List.of("c", "a"), search("时间:2026-11").hits().stream().map(h -> h.source().captureId()).toList());
  }

  @Test
  void pages_come_in_slices() {
    for (int i = 0; i < 25; i++) {
      index.put(Pages.page("c" + i, "http://a.example/" + i, "包过" + i).at("2026-11-01T00:00:%02dZ".formatted(i)).build());
    }
    index.commit();
    SearchResult third = index.search(new SearchRequest("包过", Map.of(), 20, 10, SearchRequest.Order.NEWEST));
    assertEquals(25, third.total());
    assertEquals(List.of("c4", "c3", "c2", "c1", "c0"), third.hits().stream().map(h -> h.source().captureId()).toList());
    SearchResult deep = index.search(new SearchRequest("", Map.of(), 9_990, 200, SearchRequest.Order.NEWEST));
    assertEquals(List.of(), deep.hits());
  }

  @Test
  void the_same_page_seen_again_replaces_itself_and_a_changed_one_stays_beside() {
    put(Pages.page("c1", "http://a.example/", "包过"));
    put(Pages.page("c2", "http://a.example/", "包过"));
    assertEquals(List.of("c2"), found("包过"));
    put(Pages.page("c3", "http://a.example/", "包过，已改"));
    assertEquals(List.of("c2", "c3"), found("包过"));
    index.deleteCapture("c2");
    index.commit();
    assertEquals(List.of("c3"), found("包过"));
    index.deleteAll();
    index.commit();
    assertEquals(0, index.size());
  }

  @Test
  void mark_up_of_a_hostile_page_stays_text() {
    String evil = "<script>x()</script>包过<img src=x onerror=alert(2)>";
    put(Pages.page("c1", "http://a.example/?q=%3Cb%3E", evil).titled("<b>包过</b>"));
    SearchHit hit = search("包过").hits().getFirst();
    assertEquals(evil, text(hit.snippet()));
    assertEquals("<b>包过</b>", text(hit.title()));
    assertEquals(List.of("包过"), marked("包过"));
  }

  private static String text(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  @Test
  void snippets_show_the_places_of_a_long_text_and_keep_characters_whole() {
    put(Pages.page("c1", "http://a.example/", "𠮷".repeat(500) + "包过" + "𠮷".repeat(500) + "保证包過" + "𠮷".repeat(9)));
    List<Piece> snippet = search("包过").hits().getFirst().snippet();
    assertEquals(List.of("包过", "包過"), marked("包过"));
    String shown = text(snippet);
    assertTrue(shown.length() < 300, shown);
    assertEquals(new String(shown.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8), shown);
    assertTrue(shown.startsWith("… "), shown);
  }

  @Test
  void personal_data_is_masked_and_offsets_stay() {
    put(Pages.page("c1", "http://a.example/", "电话13812345678，微信号：abc12345，联系人：张三丰 考证包过 400-000-1234"));
    SearchHit hit = search("包过").hits().getFirst();
    String text = text(hit.snippet());
    assertFalse(text.contains("12345678") || text.contains("abc12345") || text.contains("三丰"), text);
    assertEquals(0, search("13812345678").total());
    assertEquals(1, search("400-000-1234").total());
    assertEquals(List.of("包过"), marked("包过"));
  }

  @Test
  void marks_of_one_capture_are_told_for_the_page_view() {
    threePages();
    assertEquals(List.of(new Span(0, 3)), index.marks("b", "包过 -骗局"));
    assertEquals(List.of(), index.marks("b", "骗局"));
    assertEquals(List.of(), index.marks("unknown", "包过"));
  }

  @Test
  void an_empty_index_answers() {
    assertEquals(0, search("包过").total());
    assertEquals(List.of(), search("包过").facets());
    assertEquals(List.of(), index.marks("c1", "包过"));
  }

  @Test
  void what_is_not_committed_is_not_seen() {
    index.put(Pages.page("c1", "http://a.example/", "包过").build());
    assertEquals(0, search("包过").total());
  }

  @Test
  void a_second_writer_is_told_in_chinese_and_a_reader_sees_later_commits() {
    IndexUnavailableException held = assertThrows(
        IndexUnavailableException.class, () -> EvidenceIndex.open(dir.resolve("index"), FOLDING, WORDS, Standings.none()).close());
    assertTrue(held.getMessage().contains("正被另一个程序写入"), held.getMessage());
    try (EvidenceIndex reader = EvidenceIndex.openReadOnly(dir.resolve("index"), FOLDING, Standings.none())) {
      assertEquals(0, reader.search(SearchRequest.of("包过")).total());
      put(Pages.page("c1", "http://a.example/", "包过"));
      assertEquals(1, reader.search(SearchRequest.of("包过")).total());
      assertThrows(IllegalStateException.class, reader::commit);
    }
  }

  @Test
  void a_missing_or_damaged_index_says_what_to_do() throws IOException {
    IndexUnavailableException none = assertThrows(
        IndexUnavailableException.class, () -> EvidenceIndex.openReadOnly(dir.resolve("none"), FOLDING, Standings.none()));
    assertTrue(none.getMessage().contains("还没有索引") && none.getMessage().contains("reindex"), none.getMessage());
    put(Pages.page("c1", "http://a.example/", "包过"));
    index.close();
    try (var files = Files.list(dir.resolve("index"))) {
      for (Path segments : files.filter(f -> f.getFileName().toString().startsWith("segments_")).toList()) {
        Files.writeString(segments, "damaged");
      }
    }
    IndexUnavailableException damaged = assertThrows(
        IndexUnavailableException.class, () -> EvidenceIndex.open(dir.resolve("index"), FOLDING, WORDS, Standings.none()));
    assertTrue(damaged.getMessage().contains("损坏"), damaged.getMessage());
    index = EvidenceIndex.open(dir.resolve("other"), FOLDING, WORDS, Standings.none());
  }

  @Test
  void an_index_of_another_layout_is_not_read_as_ours() throws IOException {
    Path other = dir.resolve("foreign");
    try (FSDirectory folder = FSDirectory.open(other);
        IndexWriter writer = new IndexWriter(folder, new IndexWriterConfig())) {
      writer.commit();
    }
    IndexUnavailableException foreign = assertThrows(
        IndexUnavailableException.class, () -> EvidenceIndex.openReadOnly(other, FOLDING, Standings.none()));
    assertTrue(foreign.getMessage().contains("版本不符") && foreign.getMessage().contains("reindex"), foreign.getMessage());
  }
}
