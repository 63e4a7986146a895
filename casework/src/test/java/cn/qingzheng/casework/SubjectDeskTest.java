package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.PromoterStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SubjectDeskTest {
  private static final String CODE = "91370200MA3QMPX01X";

  @TempDir Path folder;
  @Parameter Engine engine;
  private Casebook book;
  private SubjectDesk desk;
  private int captures;

  @BeforeEach
  void open() {
    book = engine.place(folder).open(Sample.CLOCK);
    book.startRun("r1");
    desk = new SubjectDesk(book);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private void page(String url, String name, Optional<String> code, String text) {
    Sample s = Sample.page(url).capture("c" + ++captures, Sample.NOON.plusSeconds(captures)).text(text).hit("guarantee", "包过", "包过" + url);
    book.record("r1", by(s, name, code).page(), s.result(), s.fingerprint());
  }

  private static Sample by(Sample s, String name, Optional<String> code) {
    return code.isPresent() ? s.by(name, code.get(), PromoterStatus.UNAPPROVED, Optional.empty()) : s.by(name, PromoterStatus.UNAPPROVED);
  }

  private long id(String name) {
    return desk.subjects(name).stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow().id();
  }

  private List<String> names(String caseOf) {
    return book.cases().stream().filter(k -> k.subject().name().equals(caseOf)).map(k -> k.id() + "/" + k.tally().findings()).toList();
  }

  @Test
  void the_same_number_on_pages_of_two_is_a_hint_with_its_reason_and_nothing_more() {
    page("https://a.example/", "甲校", Optional.empty(), "咨询电话 138-0000-1234，鲁ICP备20261234号-1");
    page("https://b.example/", "乙店", Optional.empty(), "加微信：rongxiaoman88，电话13800001234");
    page("https://c.example/", "丙站", Optional.empty(), "鲁ICP备20261234号-7 微信号：RongXiaoMan88");
    List<SubjectSuggestion> all = desk.suggestions();
    assertEquals(3, all.size());
    assertTrue(
        all.stream().anyMatch(s -> s.reasons().equals(List.of("电话相同 138****1234：https://a.example/ 与 https://b.example/"))), all::toString);
    assertTrue(all.stream().flatMap(s -> s.reasons().stream()).anyMatch(r -> r.startsWith("ICP备案号相同 鲁ICP备20261234：")), all::toString);
    assertEquals(3, desk.subjects("").size());
  }

  @Test
  void a_number_that_many_share_and_a_platforms_own_say_nothing() {
    for (int i = 0; i < 6; i++) {
      page("https://s" + i + ".example/", "学校" + i, Optional.empty(), "建站热线 13900005678");
    }
    assertEquals(List.of(), desk.suggestions());
  }

  @Test
  void who_is_merged_by_a_person_is_one_with_one_case_and_what_comes_later_goes_there() {
    page("https://a.example/", "甲校", Optional.of(CODE), "");
    page("https://b.example/", "乙店", Optional.empty(), "");
    long a = id("甲校");
    long b = id("乙店");
    assertThrows(Refusal.class, () -> desk.merge(b, a, "张", ""));
    assertEquals(a, desk.merge(b, a, "张", "同一经营者"), "who has the code stays");
    page("https://b.example/2", "乙店", Optional.empty(), "");
    assertEquals(List.of("2026-000001/3"), names("甲校"));
    assertEquals(1, desk.subjects("").size());
    assertThrows(Refusal.class, () -> desk.merge(b, a, "张", "再来"));
    AuditEntry last = book.audit(0, 100).stream().filter(e -> e.what().equals("合并主体")).reduce((x, y) -> y).orElseThrow();
    assertEquals("张", last.who());
    assertEquals("同一经营者", last.why());
  }

  @Test
  void a_split_gives_back_what_is_the_others_also_what_came_after_the_merge() {
    page("https://a.example/", "甲校", Optional.of(CODE), "电话13800001234");
    page("https://b.example/", "乙店", Optional.empty(), "电话13800001234");
    long a = id("甲校");
    long b = id("乙店");
    desk.merge(a, b, "张", "同一经营者");
    page("https://b.example/2", "乙店", Optional.empty(), "电话13800001234");
    desk.split(a, b, "李", "查明是两家");
    assertEquals(List.of("2026-000001/1"), names("甲校"));
    assertEquals(1, names("乙店").size());
    assertTrue(names("乙店").get(0).endsWith("/2"), names("乙店").toString());
    assertEquals(List.of(), desk.suggestions(), "the same clue is no news");
    page("https://b.example/3", "乙店", Optional.empty(), "电话13800001234");
    assertEquals(List.of(), desk.suggestions());
    assertEquals(b, id("乙店"));
  }

  @Test
  void what_a_person_split_is_not_merged_by_the_credit_code_again() {
    page("https://a.example/", "甲校", Optional.empty(), "");
    long a = id("甲校");
    page("https://c.example/", CODE, Optional.of(CODE), "");
    long coded = id(CODE);
    assertNotEquals(a, coded);
    desk.split(a, coded, "李", "不是一家");
    page("https://c.example/", "甲校", Optional.of(CODE), "");
    assertEquals(a, id("甲校"));
    assertEquals(2, desk.subjects("").size());
  }

  @Test
  void two_with_codes_of_their_own_are_two() {
    page("https://a.example/", "甲校", Optional.of(CODE), "电话13800001234");
    page("https://b.example/", "乙校", Optional.of("91370200MA3PJZX02Y"), "电话13800001234");
    assertEquals(List.of(false), desk.suggestions().stream().map(SubjectSuggestion::mergeable).toList());
    assertThrows(Refusal.class, () -> desk.merge(id("甲校"), id("乙校"), "张", "同一经营者"));
  }
}
