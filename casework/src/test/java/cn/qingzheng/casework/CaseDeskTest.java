package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
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
class CaseDeskTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private Casebook book;
  private CaseDesk desk;

  @BeforeEach
  void open() {
    book = SampleBook.fill(engine.place(folder));
    desk = new CaseDesk(book);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private List<String> names(QueueFilter filter) {
    return desk.list(filter, 50, 0).stream().map(i -> i.file().subject().name()).toList();
  }

  private static QueueFilter undecided() {
    return QueueFilter.of(QueueFilter.Stage.UNDECIDED);
  }

  @Test
  void the_worst_come_first_and_of_these_the_oldest() {
    List<QueueItem> all = desk.list(undecided(), 50, 0);
    assertEquals(desk.count(undecided()), all.size());
    assertEquals(all.stream().map(i -> i.file().id()).toList(), desk.ids(undecided(), 50));
    for (int i = 1; i < all.size(); i++) {
      int worse = all.get(i - 1).worst().compareTo(all.get(i).worst());
      assertTrue(worse > 0 || worse == 0 && !all.get(i - 1).since().isAfter(all.get(i).since()), all::toString);
    }
    // Twelve pages an hour apart on the platform, the others of noon.
    assertEquals("堃喆考证服务部", all.get(0).file().subject().name());
    assertEquals(Sample.NOON.minus(Duration.ofHours(12)), all.get(0).since());
    assertEquals(List.of("guarantee"), all.get(0).rules());
    assertEquals(all.get(1).file().id(), desk.list(undecided(), 1, 1).get(0).file().id());
  }

  @Test
  void a_filter_takes_what_it_says() {
    assertEquals(List.of("堃喆考证服务部", "镕信教育专营店"), names(undecided().platform(Optional.of("流云商城"))));
    assertEquals(List.of("启明职业培训学校"), names(undecided().rule(Optional.of("reserved-words"))));
    assertTrue(names(undecided().region(Optional.of("3702"))).contains("启明职业培训学校"));
    assertTrue(names(undecided().region(Optional.of(""))).contains("镕信教育专营店"));
    assertEquals(List.of(), names(undecided().region(Optional.of("3714"))));
    assertEquals(2, desk.platforms().get(0).count());
    assertEquals(List.of("guarantee", "reserved-words"), desk.rules().stream().map(CaseDesk.Value::value).toList());
    assertEquals(List.of("", "370200"), desk.regions().stream().map(CaseDesk.Value::value).sorted().toList());
  }

  @Test
  void what_was_decided_since_the_list_was_made_is_left_alone_and_named() {
    CaseDesk.Stamp seen = desk.stamp();
    String qiming = SampleBook.caseOf(book, "启明职业培训学校");
    String shop = SampleBook.caseOf(book, "镕信教育专营店");
    String finding = book.findings(FindingFilter.all().inCase(qiming)).get(0).finding().fingerprint();
    book.dismiss(finding, "张三", "误判");
    CaseDesk.Done done = desk.confirm(List.of(qiming, shop, "2026-999999"), seen, "李四", "");
    assertEquals(List.of(shop), done.done());
    assertTrue(done.skipped().get(qiming).startsWith("您打开列表之后已由张三 排除问题"), done::toString);
    assertEquals("没有案件 2026-999999：请检查案件编号", done.skipped().get("2026-999999"));
    assertEquals(CaseState.CANDIDATE, book.caseFile(qiming).orElseThrow().state());
    assertEquals(CaseState.CONFIRMED, book.caseFile(shop).orElseThrow().state());
    assertEquals(List.of(qiming), desk.confirm(List.of(qiming), desk.stamp(), "李四", "").done());
    assertEquals(List.of("启明职业培训学校", "镕信教育专营店"), names(QueueFilter.of(QueueFilter.Stage.UNWRITTEN)).stream().sorted().toList());
  }

  @Test
  void a_case_that_grew_is_not_confirmed_unseen() {
    CaseDesk.Stamp seen = desk.stamp();
    SampleBook.record(
        book,
        Sample.page("https://item.liuyun.example/goods/detail?id=2000").capture("late", Sample.NOON.plusSeconds(60)).title("新上架")
            .by("镕信教育专营店", cn.qingzheng.model.PromoterStatus.UNAPPROVED).listed("流云商城", "镕信教育专营店").hit("guarantee", "包过", "新的包过"));
    String shop = SampleBook.caseOf(book, "镕信教育专营店");
    assertTrue(desk.confirm(List.of(shop), seen, "李四", "").skipped().get(shop).contains("又有新发现"));
    assertEquals(List.of(shop), desk.dismiss(List.of(shop), desk.stamp(), "李四", "误判").done());
    assertEquals(1, desk.dismiss(List.of(SampleBook.caseOf(book, "启明职业培训学校")), desk.stamp(), "李四", " ").skipped().size(), "a reason is required");
  }

  @Test
  void cases_are_given_to_who_decides_and_sees_them() {
    People.registerAll(book);
    String qiming = SampleBook.caseOf(book, "启明职业培训学校");
    assertEquals(List.of(qiming), desk.assign(List.of(qiming), desk.stamp(), Optional.of(People.WRITER.number()), People.REVIEWER.number()).done());
    assertEquals(List.of("启明职业培训学校"), names(undecided().whose(Optional.of(People.WRITER.number()))));
    assertTrue(!names(undecided().whose(Optional.of(""))).contains("启明职业培训学校"));
    CaseDesk.Stamp seen = desk.stamp();
    desk.assign(List.of(qiming), seen, Optional.of(People.REVIEWER.number()), People.WRITER.number());
    assertEquals(1, desk.assign(List.of(qiming), seen, Optional.empty(), People.APPROVER.number()).skipped().size(), "somebody was quicker");
    assertEquals(Optional.of(People.REVIEWER.number()), desk.assignee(qiming));
    for (Officer no : List.of(People.SEAL_KEEPER, People.AUDITOR)) {
      assertEquals(1, desk.assign(List.of(qiming), desk.stamp(), Optional.of(no.number()), People.WRITER.number()).skipped().size(), no.shown());
    }
    new Officers(book, 100_000).add(
        new Officer("X901", "西门", "某局", "371400", java.util.Set.of(Role.ANALYST), true), Optional.of(People.ADMIN));
    assertEquals(1, desk.assign(List.of(qiming), desk.stamp(), Optional.of("X901"), People.WRITER.number()).skipped().size(), "does not see it");
    assertEquals(2, book.audit(0, 1000).stream().filter(a -> a.what().equals("分派案件")).count());
  }

  @Test
  void the_first_page_counts_open_cases_and_what_happened_by_month() {
    People.registerAll(book);
    String qiming = SampleBook.caseOf(book, "启明职业培训学校");
    desk.assign(List.of(qiming), desk.stamp(), Optional.of(People.WRITER.number()), People.WRITER.number());
    desk.confirm(List.of(qiming), desk.stamp(), People.WRITER.number(), "");
    WorkFigures figures = new WorkFigures(book);
    long open = book.cases().size();
    assertEquals(
        List.of(new WorkFigures.Share("", "未分派", open - 1, open - 1), new WorkFigures.Share(People.WRITER.number(), People.WRITER.name(), 1, 0)),
        figures.people());
    assertEquals(new WorkFigures.Share("流云商城", "流云商城", 2, 2), figures.platforms().stream().filter(s -> !s.key().isEmpty()).findFirst().orElseThrow());
    assertEquals(open, figures.regions().stream().mapToLong(WorkFigures.Share::open).sum());
    List<WorkFigures.Month> months = figures.months(java.time.LocalDate.of(2026, 12, 3), 2);
    assertEquals(new WorkFigures.Month(java.time.YearMonth.of(2026, 11), book.count(FindingFilter.all()), 2, 0), months.get(0));
    assertEquals(new WorkFigures.Month(java.time.YearMonth.of(2026, 12), 0, 0, 0), months.get(1));
    // Midnight of the bureau, not of Greenwich.
    SampleBook.record(
        book, Sample.page("https://late.example/").capture("l", java.time.Instant.parse("2026-11-30T16:30:00Z")).hit("guarantee", "包过", "月末"));
    assertEquals(1, figures.months(java.time.LocalDate.of(2026, 12, 3), 2).get(1).found());
    Notices notices = new Notices(book, Templates.load(Optional.empty()), SampleBook.LABOUR);
    notices.compliancePrompts(List.of(qiming), Notices.Include.CONFIRMED, People.WRITER.number());
    assertEquals(List.of(), figures.overdue(java.time.LocalDate.of(2027, 6, 1)), "a draft is not late");
    List<CaseEvent> events = new CaseTimeline(book).of(qiming, 100);
    assertTrue(
        events.stream().map(e -> e.kind() + e.what()).toList().containsAll(
            List.of("CAPTURE采集 1 页", "FINDING新发现 2 条线索", "DECISION已确认 2 条线索", "WORK分派案件", "DECISION确认案件")), events::toString);
    assertTrue(events.stream().anyMatch(e -> e.kind() == CaseEvent.Kind.LETTER && e.what().startsWith("拟稿合规提示函 N-")), events::toString);
    assertEquals(List.of(), new CaseTimeline(book.within(() -> new Scope("3714", false))).of(qiming, 100));
    assertEquals(0, new WorkFigures(book.within(() -> new Scope("3714", false))).people().size());
  }

  @Test
  void words_stick_to_cases_and_are_few_and_short() {
    String qiming = SampleBook.caseOf(book, "启明职业培训学校");
    desk.tag(List.of(qiming), "重点", "李四");
    desk.tag(List.of(qiming), " 重点 ", "李四");
    assertEquals(List.of("重点"), desk.tags(qiming));
    assertEquals(List.of("启明职业培训学校"), names(undecided().tag(Optional.of("重点"))));
    assertEquals(List.of(new CaseDesk.Value("重点", 1)), desk.tags());
    assertThrows(Refusal.class, () -> desk.tag(List.of(qiming), "一".repeat(21), "李四"));
    assertThrows(Refusal.class, () -> desk.tag(List.of(qiming), "a\nb", "李四"));
    for (int i = 0; i < CaseDesk.MOST_TAGS; i++) {
      desk.tag(List.of(qiming), "t" + i, "李四");
    }
    assertEquals(CaseDesk.MOST_TAGS, desk.tags(qiming).size());
    desk.untag(List.of(qiming), "重点", "李四");
    assertTrue(!desk.tags(qiming).contains("重点"));
    assertEquals(CaseDesk.MOST_TAGS + 1, book.audit(0, 1000).stream().filter(a -> a.what().endsWith("标签")).count());
  }
}
