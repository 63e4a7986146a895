package cn.qingzheng.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.index.SearchRequest.Order;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.WrittenForm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What officers meet day by day: decisions, pages that say the same, pages that changed, what is new. */
class DailySearchTest {
  private static final HandFolding FOLDING = new HandFolding(false);
  private static final HandSegmentation WORDS = new HandSegmentation("包过");
  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

  @TempDir Path dir;
  private final Map<String, Standings.Standing> standings = new HashMap<>();
  private final List<String> moves = new ArrayList<>();
  private EvidenceIndex index;

  @BeforeEach
  void open() {
    index = EvidenceIndex.open(dir, FOLDING, WORDS, this::since);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private Standings.Moves since(long version) {
    List<String> after = moves.subList((int) Math.max(0, version), moves.size());
    return new Standings.Moves(
        moves.size(), after.stream().distinct().collect(Collectors.toMap(f -> f, standings::get)));
  }

  private void decide(String fingerprint, FindingState state, String caseId) {
    standings.put(fingerprint, new Standings.Standing(state, Optional.of(caseId).filter(c -> !c.isEmpty())));
    moves.add(fingerprint);
  }

  private static Pages guarantee(String id, String text) {
    return Pages.page(id, "http://" + id + ".example/", text).found("guarantee", "包过", "包过", WrittenForm.LITERAL, Severity.HIGH);
  }

  private void put(Pages... pages) {
    for (Pages page : pages) {
      index.put(page.build());
    }
    index.commit();
  }

  private List<String> found(String query) {
    return index.search(SearchRequest.of(query)).hits().stream().map(h -> h.source().captureId()).sorted().toList();
  }

  private Map<String, Long> counts(SearchField field, SearchRequest request) {
    return index.search(request).facets().stream().filter(f -> f.field() == field).flatMap(f -> f.values().stream())
        .collect(Collectors.toMap(SearchResult.ValueCount::value, SearchResult.ValueCount::count));
  }

  @Test
  void a_decision_shows_in_filters_and_counts_at_once() {
    put(guarantee("a", "包过"), guarantee("b", "包过班"), Pages.page("c", "http://c.example/", "包过是骗局"));
    decide("f-a", FindingState.CANDIDATE, "AJ-1");
    decide("f-b", FindingState.CANDIDATE, "AJ-2");
    assertEquals(List.of("a", "b"), found("状态:候选"));
    decide("f-a", FindingState.CONFIRMED, "AJ-1");
    assertEquals(List.of("a"), found("包过 状态:已确认"));
    assertEquals(List.of("b"), found("状态:候选"));
    assertEquals(List.of("c"), found("-状态:候选,已确认"));
    assertEquals(Map.of("CONFIRMED", 1L, "CANDIDATE", 1L), counts(SearchField.STATE, new SearchRequest(
        "", Map.of(SearchField.STATE, Set.of("CONFIRMED")), 0, 9, Order.NEWEST)), "the other choices stay");
    SearchHit a = index.search(SearchRequest.of("案件:aj-1")).hits().getFirst();
    assertEquals(Set.of(FindingState.CONFIRMED), a.verdict().states());
    assertEquals(List.of("AJ-1"), a.verdict().cases());
  }

  @Test
  void a_case_that_was_merged_is_found_by_its_new_number_only() {
    put(guarantee("a", "包过"), guarantee("b", "包过班"));
    decide("f-a", FindingState.CANDIDATE, "AJ-1");
    decide("f-b", FindingState.CANDIDATE, "AJ-2");
    assertEquals(Map.of("AJ-1", 1L, "AJ-2", 1L), counts(SearchField.CASE, SearchRequest.of("")));
    decide("f-b", FindingState.CANDIDATE, "AJ-1");
    assertEquals(List.of("a", "b"), found("案件:AJ-1"));
    assertEquals(List.of(), found("案件:AJ-2"));
    assertEquals(Map.of("AJ-1", 2L), counts(SearchField.CASE, SearchRequest.of("")));
  }

  @Test
  void pages_that_say_the_same_are_one_hit_that_tells_how_many_there_are() {
    for (int i = 0; i < 250; i++) {
      index.put(Pages.page("copy" + i, "http://h" + i + ".example/", "包过" + i).like("g1").build());
    }
    put(Pages.page("other", "http://o.example/", "考试内容很长，不谈包过"), Pages.page("deaf", "http://d.example/", "无关").like("g1"));
    SearchRequest folded = new SearchRequest("包过", Map.of(), 0, 20, Order.RELEVANCE, true, false);
    SearchResult result = index.search(folded);
    assertEquals(251, result.total());
    assertEquals(2, result.hits().size());
    assertFalse(result.more());
    SearchHit.Others copies = result.hits().stream().map(SearchHit::others).filter(o -> o.folded() > 0).findFirst().orElseThrow();
    assertEquals(249, copies.folded(), "the one that does not answer the search is not counted");
    assertEquals(250, index.search(new SearchRequest(
        "包过", Map.of(SearchField.COPIES, Set.of(copies.copies().orElseThrow())), 0, 1, Order.NEWEST)).total());
    assertEquals(1, index.search(folded.slice(1, 20)).hits().size());
  }

  @Test
  void nearly_the_same_words_of_another_body_are_a_hit_of_their_own() {
    put(Pages.page("a", "http://a.example/", "包过班").by("甲校").like("g"), Pages.page("b", "http://b.example/", "包过班。").by("乙校").like("g"),
        Pages.page("c", "http://c.example/", "包过班！").by("甲校").like("g"));
    SearchResult folded = index.search(new SearchRequest("包过", Map.of(), 0, 20, Order.OLDEST, true, false));
    assertEquals(List.of(1L, 0L), folded.hits().stream().map(h -> h.others().folded()).sorted(java.util.Comparator.reverseOrder()).toList());
  }

  @Test
  void what_a_page_said_before_it_changed_is_told_as_such() {
    put(Pages.page("old", "http://a.example/", "包过").at("2026-11-20T00:00:00Z"));
    assertFalse(index.search(SearchRequest.of("包过")).hits().getFirst().others().newer());
    put(Pages.page("new", "http://a.example/", "欢迎报名").at("2026-11-21T00:00:00Z"));
    assertTrue(index.search(SearchRequest.of("包过")).hits().getFirst().others().newer());
    assertFalse(index.search(SearchRequest.of("欢迎")).hits().getFirst().others().newer());
  }

  @Test
  void only_addresses_that_did_not_answer_before_are_new() {
    SearchRequest guarantee = SearchRequest.of("包过");
    put(Pages.page("a1", "http://a.example/", "包过，今日 1 人报名"), Pages.page("b1", "http://b.example/", "欢迎"));
    SearchMark mark = index.mark(NOON);
    assertEquals(0, index.newcomers(guarantee, mark, 100).size());
    put(Pages.page("a2", "http://a.example/", "包过，今日 2 人报名"), Pages.page("a3", "http://a.example/", "包过，今日 1 人报名"));
    assertEquals(0, index.newcomers(guarantee, mark, 100).size(), "it answered before, whatever else changed");
    put(Pages.page("b2", "http://b.example/", "包过"), Pages.page("c1", "http://c.example/", "包过").at("2026-11-01T00:00:00Z"));
    assertEquals(2, index.newcomers(guarantee, mark, 100).size(), "one that changed, one that entered late");
    assertEquals(1, index.newcomers(guarantee, mark, 1).size());
    assertEquals(0, index.newcomers(guarantee, index.mark(NOON), 100).size());
  }

  @Test
  void numbers_outlive_a_restart_and_an_index_built_anew_goes_by_time() {
    put(Pages.page("a", "http://a.example/", "包过").at("2026-11-20T00:00:00Z"));
    SearchMark mark = SearchMark.read(index.mark(NOON).text()).orElseThrow();
    index.close();
    index = EvidenceIndex.open(dir, FOLDING, WORDS, Standings.none());
    put(Pages.page("a again", "http://a.example/", "包过").at("2026-11-22T00:00:00Z"));
    assertEquals(0, index.newcomers(SearchRequest.of("包过"), mark, 100).size());
    put(Pages.page("b", "http://b.example/", "包过").at("2026-11-20T00:00:00Z"));
    assertEquals(1, index.newcomers(SearchRequest.of("包过"), mark, 100).size());
    index.deleteAll();
    put(Pages.page("a", "http://a.example/", "包过").at("2026-11-20T00:00:00Z"),
        Pages.page("late", "http://l.example/", "包过").at("2026-11-22T00:00:00Z"));
    assertEquals(1, index.newcomers(SearchRequest.of("包过"), mark, 100).size());
    assertEquals(Optional.empty(), SearchMark.read("x/y"));
  }

  @Test
  void every_hit_is_given_out_in_order_up_to_a_limit() {
    for (int i = 10; i < 70; i++) {
      index.put(Pages.page("c" + i, "http://h" + i + ".example/", "包过" + i).at("2026-11-20T00:00:" + (i % 60 < 10 ? "0" : "") + i % 60 + "Z").build());
    }
    index.commit();
    List<String> given = new ArrayList<>();
    assertEquals(60, index.each(new SearchRequest("包过", Map.of(), 0, 1, Order.OLDEST), 45, h -> given.add(h.source().captureId())));
    assertEquals(45, given.size());
    assertEquals(List.of("c60", "c61"), given.subList(0, 2));
  }

  @Test
  void regions_and_bodies_are_counted_and_the_gravest_comes_first() {
    put(Pages.page("a", "http://a.example/", "不承诺包过").by("明德学校").in("370200"),
        guarantee("b", "包过").by("前程教育").in("370100"), guarantee("c", "包过吗").by("前程教育").in("370100"));
    assertEquals(Map.of("370100", 2L, "370200", 1L), counts(SearchField.REGION, SearchRequest.of("")));
    assertEquals(Map.of("前程教育", 2L, "明德学校", 1L), counts(SearchField.INSTITUTION, SearchRequest.of("")));
    assertEquals(List.of("b", "c"), found("机构:前程 地区:370100"), "a part of the name will do");
    assertEquals("a", index.search(new SearchRequest("", Map.of(), 0, 9, Order.GRAVEST)).hits().getLast().source().captureId());
  }
}
