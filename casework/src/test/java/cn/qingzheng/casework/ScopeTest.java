package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.PromoterStatus;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two cities of one province, and what belongs to neither. */
@ParameterizedClass
@EnumSource(Engine.class)
class ScopeTest {
  private static final Officer PROVINCE = officer("P001", "蒲公英", "370000", Role.SECURITY_ADMIN);
  private static final Officer EAST = officer("E101", "东方既", "370200", Role.ANALYST);
  private static final Officer WEST = officer("W101", "西门柳", "371400", Role.ANALYST);

  @TempDir Path folder;
  @Parameter Engine engine;
  private Casebook book;
  private String eastCase;
  private String westCase;
  private String westFinding;

  private static Officer officer(String number, String name, String region, Role role) {
    return new Officer(number, name, "某局" + region, region, Set.of(role), true);
  }

  @BeforeEach
  void open() {
    book = engine.place(folder).open(Sample.CLOCK);
    book.startRun("r1");
    record("https://east.example/", "east", "东城学校", Optional.of("91370211MA3QMPX01X"));
    westFinding = record("https://west.example/", "west", "西城学校", Optional.of("91371402MA3PJZX02Y"));
    record("https://nobody.example/", "nobody", "无名小店", Optional.empty());
    eastCase = SampleBook.caseOf(book, "东城学校");
    westCase = SampleBook.caseOf(book, "西城学校");
    Officers officers = new Officers(book, 100_000);
    officers.add(PROVINCE, Optional.empty());
    for (Officer o : List.of(EAST, WEST)) {
      officers.add(o, Optional.of(PROVINCE));
    }
  }

  @AfterEach
  void close() {
    book.close();
  }

  private String record(String url, String capture, String name, Optional<String> code) {
    Sample s = Sample.page(url).capture(capture, Sample.NOON).hit("guarantee", "包过", "包过" + capture);
    Sample by = code.isPresent() ? s.by(name, code.get(), PromoterStatus.UNAPPROVED, Optional.empty()) : s.by(name, PromoterStatus.UNAPPROVED);
    SampleBook.record(book, by);
    return by.fingerprint().apply(by.result().hits().get(0));
  }

  private Casebook as(Officer officer) {
    return book.within(() -> book.scopeOf(officer));
  }

  private static List<String> names(Casebook seen) {
    return seen.cases().stream().map(k -> k.subject().name()).sorted().toList();
  }

  @Test
  void a_city_sees_its_own_and_the_province_everything() {
    assertEquals(List.of("东城学校", "无名小店", "西城学校"), names(as(PROVINCE)).stream().sorted().toList());
    assertEquals(List.of("东城学校"), names(as(EAST)));
    assertEquals(List.of("西城学校"), names(as(WEST)));
    assertEquals(1, as(EAST).count(FindingFilter.all()));
    assertEquals(List.of("east"), as(EAST).pages("r1").stream().map(PageRecord::captureId).toList());
    assertEquals(1, as(EAST).runs().get(0).pages());
    assertEquals(List.of("东城学校"), new SubjectDesk(as(EAST)).subjects("").stream().map(Subject::name).toList());
  }

  /** All of it is read through views there, which know less than tables of what belongs together. */
  @Test
  void tables_suggestions_and_figures_are_those_of_the_region() {
    ProgressTables whole = new ProgressTables(book, Templates.load(Optional.empty()), "某省");
    ProgressTables east = new ProgressTables(as(EAST), Templates.load(Optional.empty()), "东城");
    LocalDate day = LocalDate.of(2026, 11, 23);
    assertEquals(3, whole.pending(day).stream().map(p -> p.subject().what()).distinct().count());
    assertEquals(List.of("东城学校"), east.pending(day).stream().map(p -> p.subject().what().replaceAll("（.*", "")).distinct().toList());
    assertEquals(1, east.asOf(day).annex2().line(3).value(Column.SCREENED));
    assertEquals(3, whole.asOf(day).annex2().line(3).value(Column.SCREENED));
    assertTrue(east.rolledUp(day).asOf().equals(day) && as(EAST).copies().isEmpty() && new SubjectDesk(as(EAST)).suggestions().isEmpty());
    assertEquals(1, as(EAST).changes("r1").stream().mapToInt(ChangeSummary::findings).sum());
    assertTrue(as(EAST).foundPages().isEmpty() && new Rechecks(as(EAST)).due(day).isEmpty());
  }

  @Test
  void what_belongs_nowhere_is_the_provinces_and_the_pools() {
    new Officers(book).setPool("E101", true, PROVINCE);
    assertEquals(List.of("东城学校", "无名小店"), names(as(EAST)));
    assertEquals(List.of("西城学校"), names(as(WEST)));
    long nobody = new SubjectDesk(book).subjects("无名小店").get(0).id();
    new SubjectDesk(as(EAST)).assign(nobody, "371402", "E101", "营业执照住所在西城");
    assertEquals(List.of("东城学校"), names(as(EAST)));
    assertEquals(List.of("无名小店", "西城学校"), names(as(WEST)));
    record("https://nobody.example/", "nobody2", "无名小店", Optional.of("91370211MA3QMPX0XX"));
    assertEquals(List.of("无名小店", "西城学校"), names(as(WEST)), "what a person said stands");
    new Officers(book).setPool("E101", false, PROVINCE);
    assertEquals(3, book.audit(0, 1000).stream().filter(a -> a.what().contains("未分配地区") || a.what().equals("分配地区")).count());
  }

  @Test
  void the_list_of_what_is_watched_knows_better_than_the_credit_code() {
    Sample moved = Sample.page("https://moved.example/").capture("m1", Sample.NOON).hit("guarantee", "包过", "包过m")
        .by("东迁学校", "91370000MA3JDZX03Z", PromoterStatus.UNAPPROVED, Optional.empty());
    book.record("r1", moved.page(), moved.result(), new Casebook.Home("370214", Optional.of("91370000MA3JDZX03Z")), moved.fingerprint());
    assertTrue(names(as(EAST)).contains("东迁学校"));
    Sample other = Sample.page("https://moved.example/b").capture("m2", Sample.NOON).hit("guarantee", "包过", "包过o")
        .by("西来学校", "91371402MA3XLXX04W", PromoterStatus.UNAPPROVED, Optional.empty());
    book.record("r1", other.page(), other.result(), new Casebook.Home("370214", Optional.of("91370000MA3JDZX03Z")), other.fingerprint());
    assertFalse(names(as(EAST)).contains("西来学校"), "another body on the site of this one");
    assertTrue(names(as(WEST)).contains("西来学校"));
  }

  /** Everything that has an id, asked for by somebody of another region. */
  @Test
  void what_is_hidden_answers_like_what_is_not_there() {
    book.addEvidence(westCase, "west", SampleBook.sealed(book, 'a'), Casebook.PROGRAM);
    String evidence = book.evidence(westCase).get(0).sealed().id();
    long west = new SubjectDesk(book).subjects("西城学校").get(0).id();
    long east = new SubjectDesk(book).subjects("东城学校").get(0).id();
    book.confirm(westFinding, "W101", "属实");
    long act = new Dispositions(book).enter(
        westCase, new Disposition.Act(DispositionKind.GUIDANCE, LocalDate.of(2026, 11, 20), "", 1, Optional.empty()), "W101", "约谈");
    Notices letters = new Notices(book, Templates.load(Optional.empty()), SampleBook.LABOUR);
    String letter = letters.compliancePrompts(List.of(westCase), Notices.Include.CONFIRMED, "W101").get(0).id();
    String lead = new Leads(book).add(
        new Leads.Entry(
            new Lead.Content(LeadChannel.COMPLAINT, LocalDate.of(2026, 11, 20), "371402",
                new Lead.Target(Optional.of("西城学校"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), "包过", "电话"),
            Lead.Reporter.ANONYMOUS), "W101").number();

    Casebook seen = as(EAST);
    assertTrue(seen.finding(westFinding).isEmpty() && seen.caseFile(westCase).isEmpty() && seen.evidenceOf(evidence).isEmpty());
    assertTrue(seen.evidence(westCase).isEmpty() && new Dispositions(seen).of(westCase).isEmpty() && new Leads(seen).find(lead).isEmpty());
    assertTrue(new Leads(seen).all(Optional.empty()).isEmpty());
    Notices there = new Notices(seen, Templates.load(Optional.empty()), SampleBook.LABOUR);
    assertTrue(there.find(letter).isEmpty() && there.list().isEmpty());
    assertTrue(new Outbox(seen).list(Optional.empty()).isEmpty() && !seen.heldCaptures().containsKey("west"));
    for (Kept kept : Kept.values()) {
      assertFalse(seen.sees(kept, Map.<Kept, Object>of(
          Kept.FINDING, westFinding, Kept.CASE, westCase, Kept.NOTICE, letter, Kept.EVIDENCE, evidence, Kept.SUBJECT, west,
          Kept.LEAD, lead, Kept.DISPOSITION, act, Kept.CAPTURE, "west").get(kept)), kept.name());
    }
    alike(() -> seen.confirm(westFinding, "E101", ""), westFinding, () -> seen.confirm("f", "E101", ""), "f");
    alike(() -> seen.dismissCase(westCase, "E101", "x"), westCase, () -> seen.dismissCase("2026-9", "E101", "x"), "2026-9");
    alike(() -> seen.noteEvidence(evidence, "打开原件", "E101", "x", ""), evidence, () -> seen.noteEvidence("EV-9", "打开原件", "E101", "x", ""), "EV-9");
    alike(() -> new NoticeDesk(seen).submit(letter, EAST), letter, () -> new NoticeDesk(seen).submit("N-9", EAST), "N-9");
    alike(() -> new SubjectDesk(seen).merge(east, west, "E101", "x"), "" + west, () -> new SubjectDesk(seen).merge(east, 99, "E101", "x"), "99");
    alike(() -> new SubjectDesk(seen).assign(west, "370200", "E101", "x"), "" + west, () -> new SubjectDesk(seen).assign(99, "370200", "E101", "x"), "99");
    alike(() -> new Leads(seen).state(lead, LeadState.REJECTED, "E101", "x"), lead, () -> new Leads(seen).state("XS-9", LeadState.REJECTED, "E101", "x"), "XS-9");
    alike(() -> new Dispositions(seen).reverse(act, LocalDate.of(2026, 11, 21), "E101", "x"), "" + act, () -> new Dispositions(seen).reverse(99, LocalDate.of(2026, 11, 21), "E101", "x"), "99");
    alike(() -> there.compliancePrompts(List.of(westCase), Notices.Include.CONFIRMED, "E101"), westCase, () -> there.compliancePrompts(List.of("2026-9"), Notices.Include.CONFIRMED, "E101"), "2026-9");
    assertEquals(FindingState.CONFIRMED, book.finding(westFinding).orElseThrow().finding().state());
    assertTrue(as(WEST).finding(westFinding).isPresent() && as(WEST).evidenceOf(evidence).isPresent());
    assertEquals(1, new Notices(as(WEST), Templates.load(Optional.empty()), SampleBook.LABOUR).list().size());
  }

  private static void alike(Executable hidden, String hiddenId, Executable unknown, String unknownId) {
    String one = assertThrows(Refusal.class, hidden).getMessage();
    String other = assertThrows(Refusal.class, unknown).getMessage();
    assertEquals(other, one.replace(hiddenId, unknownId));
  }

  @Test
  void the_audit_log_of_a_region_tells_of_its_people_and_its_cases() {
    book.confirm(westFinding, "W101", "属实");
    book.confirmCase(eastCase, "E101", "属实");
    List<String> east = as(EAST).newestAudit(100, 0).stream().map(a -> a.who() + a.object()).toList();
    assertTrue(east.stream().anyMatch(a -> a.equals("东方既（E101）" + eastCase)), east::toString);
    assertTrue(east.stream().noneMatch(a -> a.contains("W101") || a.contains(westFinding) || a.contains(westCase)), east::toString);
    assertEquals(as(EAST).auditLength(), east.size());
    assertTrue(as(EAST).verifyAudit() instanceof AuditVerdict.Intact, "the chain is checked whole");
    assertEquals(book.audit(0, 1000).reversed(), book.newestAudit(1000, 0));
  }

  @Test
  void who_administers_a_city_registers_nobody_elsewhere() {
    Officer admin = officer("S201", "苏东", "370200", Role.SECURITY_ADMIN);
    new Officers(book, 100_000).add(admin, Optional.of(PROVINCE));
    Officers east = new Officers(as(admin), 100_000);
    assertEquals(List.of("E101", "S201"), east.list().stream().map(Officer::number).toList());
    for (String region : List.of("370000", "371400", "000000")) {
      assertThrows(Refusal.class, () -> east.add(officer("X1", "谢", region, Role.ANALYST), Optional.of(admin)), region);
    }
    alike(() -> east.renewToken("W101", admin), "W101", () -> east.renewToken("Q9", admin), "Q9");
    alike(() -> east.setActive("W101", false, "x", admin), "W101", () -> east.setActive("Q9", false, "x", admin), "Q9");
    alike(() -> new Accounts(as(admin)).oneTimePassword("P001", admin), "P001", () -> new Accounts(as(admin)).oneTimePassword("Q9", admin), "Q9");
    assertThrows(Refusal.class, () -> east.setPool("E101", true, admin));
    east.add(officer("E102", "东升", "370211", Role.ANALYST), Optional.of(admin));
  }

  @Test
  void a_citys_own_installation_hides_nothing_from_it() {
    book.own("370200");
    assertEquals(3, as(EAST).cases().size());
    assertEquals(List.of("西城学校"), names(as(WEST)));
    assertEquals(1, book.audit(0, 1000).stream().filter(a -> a.what().equals("登记本机关行政区划") && a.after().equals("370200")).count());
    book.own("370200");
    assertEquals("370200", Scope.of("370200", "000000", false).shown());
  }
}
