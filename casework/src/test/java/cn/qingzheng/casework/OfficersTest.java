package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.FindingState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ParameterizedClass
@EnumSource(Engine.class)
class OfficersTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private Casebook book;
  private Officers officers;

  @BeforeEach
  void open() {
    book = SampleBook.fill(engine.place(folder));
    officers = new Officers(book);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private String refusal(org.junit.jupiter.api.function.Executable what) {
    return assertThrows(Refusal.class, what).getMessage();
  }

  /** A statement on the program's own connection; what the database says against it. */
  private String raw(String sql) {
    return assertThrows(IllegalStateException.class, () -> book.database().write(c -> Sql.update(c, sql))).getMessage();
  }

  @Test
  void the_first_officer_is_the_security_administrator_and_registers_the_others() {
    assertTrue(refusal(() -> officers.add(People.WRITER, Optional.empty())).contains("安全管理员"));
    officers.add(People.ADMIN, Optional.empty());
    assertTrue(refusal(() -> officers.add(People.WRITER, Optional.empty())).contains("令牌"));
    officers.add(People.WRITER, Optional.of(People.ADMIN));
    assertTrue(refusal(() -> officers.add(People.REVIEWER, Optional.of(People.WRITER))).contains("没有“安全管理员”角色"));
    assertTrue(refusal(() -> officers.add(People.WRITER, Optional.of(People.ADMIN))).contains("已经登记"));
    assertEquals(List.of(People.ADMIN, People.WRITER), officers.list());
    assertEquals(
        List.of("登记人员", "发放令牌", "登记人员", "发放令牌"),
        book.audit(0, 100).stream().filter(e -> e.who().equals("安岚（A001）")).map(AuditEntry::what).toList());
  }

  @Test
  void a_token_says_who_acts_and_is_kept_as_a_hash_only() throws Exception {
    officers.add(People.ADMIN, Optional.empty());
    String token = officers.add(People.WRITER, Optional.of(People.ADMIN));
    assertEquals(People.WRITER, officers.signIn(" " + token + "\n"));
    String secret = token.substring(token.length() - 43);
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret), file.toString());
      }
    }
    for (String wrong : List.of("", "x", token + "x", token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A"))) {
      assertEquals("令牌无效或已作废：请核对，或请安全管理员换发", refusal(() -> officers.signIn(wrong)));
    }
    String renewed = officers.renewToken("B001", People.ADMIN);
    assertTrue(refusal(() -> officers.signIn(token)).contains("已作废"));
    assertEquals(People.WRITER, officers.signIn(renewed));
  }

  @Test
  void a_suspended_officer_can_do_nothing_any_more() {
    officers.add(People.ADMIN, Optional.empty());
    String token = officers.add(People.WRITER, Optional.of(People.ADMIN));
    assertTrue(refusal(() -> officers.setActive("B001", false, " ", People.ADMIN)).contains("理由"));
    assertTrue(refusal(() -> officers.setActive("A001", false, "x", People.ADMIN)).contains("自己"));
    officers.setActive("B001", false, "调离", People.ADMIN);
    refusal(() -> officers.signIn(token));
    String first = book.findings(FindingFilter.all()).get(0).finding().fingerprint();
    assertTrue(refusal(() -> book.confirm(first, "白果", "")).contains("已停用"));
    assertTrue(raw("INSERT INTO decision (fingerprint, state, officer, officer_number, reason, at) VALUES ('" + first + "', 'CONFIRMED', '白果', 'B001', '', 1)").contains("在岗人员"));
    officers.setActive("B001", true, "调回", People.ADMIN);
    refusal(() -> officers.signIn(token));
    book.confirm(first, "白果", "");
  }

  @Test
  void decisions_name_registered_officers_once_there_are_any() {
    List<FindingRecord> all = book.findings(FindingFilter.all());
    book.confirm(all.get(0).finding().fingerprint(), "路人", "");
    People.register(book, People.WRITER, People.AUDITOR, People.officer("B002", "白果", Role.ANALYST));
    String next = all.get(1).finding().fingerprint();
    assertTrue(refusal(() -> book.confirm(next, "路人", "")).contains("不是登记在册"));
    assertTrue(refusal(() -> book.confirm(next, "白果", "")).contains("2 名"));
    assertTrue(refusal(() -> book.confirm(next, "F001", "")).contains("没有“经办、复核、签发”角色"));
    book.confirm(next, "B002", "");
    assertEquals("白果（B002）", book.finding(next).orElseThrow().decision().orElseThrow().officer());
    assertTrue(raw("INSERT INTO decision (fingerprint, state, officer, reason, at) VALUES ('" + next + "', 'CONFIRMED', '路人', '', 1)").contains("登记在册"));
  }

  @Test
  void administrators_and_auditors_do_nothing_else() {
    officers.add(People.ADMIN, Optional.empty());
    for (Role[] roles : new Role[][] {{Role.AUDITOR, Role.ANALYST}, {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}, {}}) {
      assertTrue(refusal(() -> officers.add(People.officer("X", "解", roles), Optional.of(People.ADMIN))).contains("角色有误"));
    }
    assertTrue(raw("INSERT INTO officer_role VALUES ('A001', 'APPROVER')").contains("分设"));
  }

  @Test
  void evidence_goes_only_when_two_different_officers_want_it() {
    People.registerAll(book);
    String caseId = SampleBook.caseOf(book, "堃喆考证服务部");
    book.addEvidence(caseId, "p2", SampleBook.sealed(book, 'a'), Casebook.PROGRAM);
    String id = "EV-20261123-000001";
    EvidenceRemovals removals = new EvidenceRemovals(book);
    assertTrue(refusal(() -> removals.approve(id, People.APPROVER)).contains("没有人申请"));
    assertTrue(refusal(() -> removals.ask(id, "", People.APPROVER)).contains("理由"));
    assertTrue(refusal(() -> removals.ask(id, "误采", People.AUDITOR)).contains("角色"));
    removals.ask(id, "误采", People.APPROVER);
    assertTrue(refusal(() -> removals.approve(id, People.APPROVER)).contains("申请人不能自己批准"));
    assertTrue(refusal(() -> removals.approve(id, People.WRITER)).contains("没有“签发”角色"));
    assertEquals(1, book.evidence(caseId).size());
    new Officers(book).add(People.officer("D002", "邓州", Role.APPROVER), Optional.of(People.ADMIN));
    Path file = removals.approve(id, People.officer("D002", "邓州", Role.APPROVER));
    assertTrue(file.endsWith(Path.of("evidence", id + ".zip")), file.toString());
    assertEquals(0, book.evidence(caseId).size());
    AuditEntry last = book.audit(0, 1000).getLast();
    assertEquals("批准移除证据", last.what());
    assertEquals("a".repeat(64), last.before());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM evidence",
        "INSERT OR REPLACE INTO evidence SELECT id, case_id, capture_id, file, sealed_at, manifest_sha256, 'b' || substr(manifest_sm3, 2) FROM evidence",
        "UPDATE evidence SET manifest_sha256 = 'b' || substr(manifest_sha256, 2)",
        "INSERT INTO evidence_removal VALUES ('EV-20261123-000001', 'x', 'x', 'x', 'x', 'B001', 1, 'D001', 1)",
        "UPDATE evidence_removal SET approved_by = 'D001', approved_at = 1",
        "UPDATE evidence_removal SET approved_by = 'B001', approved_at = 1",
        "UPDATE evidence_removal SET asked_by = 'B001', approved_by = 'D001', approved_at = 1",
        "DELETE FROM evidence_removal",
        "DELETE FROM officer",
        "UPDATE officer SET name = '别人' WHERE number = 'B001'",
        "INSERT OR REPLACE INTO officer VALUES ('B001', '别人', 'x', '370200', 'ACTIVE', NULL, 1)",
      })
  void raw_sql_on_the_programs_own_connection_is_refused_too(String sql) {
    People.registerAll(book);
    book.addEvidence(SampleBook.caseOf(book, "堃喆考证服务部"), "p2", SampleBook.sealed(book, 'a'), "白果");
    new EvidenceRemovals(book).ask("EV-20261123-000001", "误采", People.APPROVER);
    raw(sql);
    assertEquals(1, book.evidence(SampleBook.caseOf(book, "堃喆考证服务部")).size());
  }

  @Test
  void what_was_dismissed_becomes_a_sample_with_right_offsets_and_masked_numbers() throws Exception {
    List<FindingRecord> all = book.findings(FindingFilter.all().state(FindingState.CANDIDATE));
    book.dismiss(all.get(0).finding().fingerprint(), "甲", "已取得备案");
    book.confirm(all.get(1).finding().fingerprint(), "甲", "属实");
    Path file = folder.resolve("samples.jsonl");
    DecidedSamples.Count count = new DecidedSamples(book, text -> text.replace("名", "*")).write(file);
    assertEquals(new DecidedSamples.Count(1, 1), count);
    List<JsonNode> lines = Files.readAllLines(file).stream().map(JsonMapper.builder().build()::readTree).toList();
    for (JsonNode line : lines) {
      JsonNode hit = line.get("hits").get(0);
      String words = line.get("text").asString().substring(hit.get("start").asInt(), hit.get("end").asInt());
      assertEquals(hit.get("term").get(0).asString(), words);
    }
    assertFalse(lines.get(0).get("hits").get(0).get("violation").asBoolean());
    assertEquals("已取得备案", lines.get(0).get("hits").get(0).get("why").asString());
    assertTrue(lines.get(1).get("hits").get(0).get("violation").asBoolean());
    assertFalse(Files.readString(file).contains("名"));
  }
}
