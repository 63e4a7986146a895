package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Engine.class)
class NoticeDeskTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private Letters letters;
  private NoticeDesk desk;

  @BeforeEach
  void open() throws IOException {
    letters = new Letters(folder, SampleBook.LABOUR, Sample.CLOCK, engine);
    desk = letters.desk;
  }

  @AfterEach
  void close() {
    letters.close();
  }

  private String refusal(org.junit.jupiter.api.function.Executable what) {
    return assertThrows(Refusal.class, what).getMessage();
  }

  private static NoticeDesk.Edit title(String text) {
    return new NoticeDesk.Edit(Optional.of(text), Optional.empty(), Optional.empty());
  }

  @Test
  void a_letter_is_written_reviewed_signed_and_sealed_by_the_right_people() throws IOException {
    String id = letters.draft().id();
    assertTrue(refusal(() -> desk.review(id, People.REVIEWER)).contains("现为“草稿”"));
    assertTrue(refusal(() -> desk.submit(id, People.REVIEWER)).contains("没有“经办”角色"));
    assertEquals(NoticeState.IN_REVIEW, desk.submit(id, People.WRITER).state());
    assertTrue(refusal(() -> desk.review(id, People.WRITER)).contains("角色"));
    assertEquals(NoticeState.TO_SIGN, desk.review(id, People.REVIEWER).state());
    assertTrue(refusal(() -> letters.seals.seal(id, People.SEAL_KEEPER)).contains("签发后才能用印"));
    assertTrue(refusal(() -> desk.sign(id, People.REVIEWER)).contains("没有“签发”角色"));
    NoticeDraft signed = desk.sign(id, People.APPROVER);
    assertEquals(Optional.of("海人社提函〔2026〕1号"), signed.signing().docNo());
    assertEquals(Optional.of("丁香（D001）"), signed.drafting().approver());
    assertTrue(refusal(() -> letters.seals.seal(id, People.APPROVER)).contains("没有“用印”角色"));
    NoticeDraft sealed = letters.seals.seal(id, People.SEAL_KEEPER);
    assertEquals(NoticeState.SEALED, sealed.state());
    assertTrue(sealed.sendable());
    assertEquals(signed.contentHash(), sealed.contentHash());
    assertEquals(
        List.of("拟稿合规提示函", "送复核", "复核通过", "签发", "用印"),
        letters.book.audit(0, 1000).stream().filter(e -> e.object().equals(id)).map(AuditEntry::what).toList());
    assertInstanceOf(AuditVerdict.Intact.class, letters.book.verifyAudit());
  }

  @Test
  void who_ever_touched_the_text_neither_reviews_nor_signs_it() {
    String id = letters.draft().id();
    desk.edit(id, title("由签发人改过的函"), "改标题", People.APPROVER);
    desk.submit(id, People.WRITER);
    assertTrue(refusal(() -> desk.review(id, People.APPROVER)).contains("写过或改过"));
    String raw =
        "INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) "
            + "SELECT id, version, content_hash, 'REVIEW', 'PASS', 'D001', '', 1 FROM notice";
    String message = assertThrows(IllegalStateException.class, () -> letters.book.database().write(c -> Sql.update(c, raw))).getMessage();
    assertTrue(message.contains("拟稿人不能复核或签发自己的函件"), message);
    desk.review(id, People.REVIEWER);
    assertTrue(refusal(() -> desk.sign(id, People.APPROVER)).contains("写过或改过"));
    new Officers(letters.book).add(People.officer("D002", "邓州", Role.APPROVER), Optional.of(People.ADMIN));
    assertTrue(desk.sign(id, People.officer("D002", "邓州", Role.APPROVER)).signing().docNo().isPresent());
  }

  @Test
  void who_wrote_under_his_name_before_he_was_registered_does_not_sign_it() throws Exception {
    letters.close();
    Path other = folder.resolve("other.db");
    try (Casebook book = SampleBook.fill(other)) {
      book.confirmCase(SampleBook.caseOf(book, "堃喆考证服务部"), "丁香", "属实");
      String id =
          new Notices(book, Templates.load(Optional.empty()), SampleBook.LABOUR)
              .draft(NoticeRequest.of(NoticeKind.COMPLIANCE_PROMPT, List.of(SampleBook.caseOf(book, "堃喆考证服务部")), "丁香")).get(0).id();
      People.registerAll(book);
      NoticeDesk there = new NoticeDesk(book);
      there.submit(id, People.WRITER);
      there.review(id, People.REVIEWER);
      assertTrue(refusal(() -> there.sign(id, People.APPROVER)).contains("写过或改过"));
      assertThrows(
          IllegalStateException.class,
          () -> book.database().write(c -> Sql.update(c, "INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) "
              + "SELECT id, version, content_hash, 'SIGN', 'PASS', 'D001', '', 1 FROM notice")));
    }
    letters = new Letters(java.nio.file.Files.createDirectory(folder.resolve("again")));
  }

  @Test
  void any_edit_drops_the_approvals_and_voids_the_number() throws IOException {
    String id = letters.signed().id();
    NoticeDraft edited = desk.edit(id, title("改过的标题"), "措辞", People.WRITER);
    assertEquals(NoticeState.DRAFT, edited.state());
    assertEquals(2, edited.drafting().version());
    assertTrue(edited.drafting().approver().isEmpty() && edited.signing().docNo().isEmpty());
    assertTrue(refusal(() -> letters.seals.seal(id, People.SEAL_KEEPER)).contains("签发后才能用印"));
    desk.submit(id, People.WRITER);
    desk.review(id, People.REVIEWER);
    assertEquals(Optional.of("海人社提函〔2026〕2号"), desk.sign(id, People.APPROVER).signing().docNo());
    List<DocumentNumbers.Entry> numbers = DocumentNumbers.list(letters.book);
    assertEquals(List.of("海人社提函〔2026〕1号", "海人社提函〔2026〕2号"), numbers.stream().map(DocumentNumbers.Entry::docNo).toList());
    assertEquals(List.of(Optional.of("修改：措辞"), Optional.empty()), numbers.stream().map(DocumentNumbers.Entry::voided).toList());
  }

  @Test
  void a_letter_that_was_returned_must_be_changed_before_it_comes_back() {
    String id = letters.signed().id();
    assertTrue(refusal(() -> desk.giveBack(id, " ", People.APPROVER)).contains("理由"));
    assertEquals(NoticeState.RETURNED, desk.giveBack(id, "期限太短", People.APPROVER).state());
    assertEquals(Optional.of("退回：期限太短"), DocumentNumbers.list(letters.book).get(0).voided());
    assertTrue(refusal(() -> desk.submit(id, People.WRITER)).contains("现为“退回”"));
    LocalDate later = LocalDate.of(2026, 12, 11);
    NoticeDraft changed = desk.edit(id, new NoticeDesk.Edit(Optional.empty(), Optional.empty(), Optional.of(later)), "改期", People.WRITER);
    assertEquals(later, changed.content().replyBy());
    assertTrue(changed.content().wording().body().stream().anyMatch(p -> p.contains("请于2026年12月11日前书面反馈")));
    assertTrue(changed.content().wording().body().stream().noneMatch(p -> p.contains("2026年11月30日")));
    assertEquals(NoticeState.IN_REVIEW, desk.submit(id, People.WRITER).state());
  }

  @Test
  void a_withdrawn_letter_keeps_its_voided_number_and_goes_nowhere() throws IOException {
    String id = letters.sealed().id();
    assertTrue(refusal(() -> desk.withdraw(id, "误发", People.WRITER)).contains("签发"));
    NoticeDraft gone = desk.withdraw(id, "误发", People.APPROVER);
    assertEquals(Optional.of("已撤回"), gone.notSendable());
    assertEquals(Optional.of("撤回：误发"), DocumentNumbers.list(letters.book).get(0).voided());
    letters.notices.writePdf(gone, folder.resolve("void.pdf"));
    assertTrue(assertDoesNotThrow(folder.resolve("void.pdf")).contains("作废"));
    assertEquals(Optional.of("海人社提函〔2026〕2号"), letters.signed().signing().docNo());
  }

  private static String assertDoesNotThrow(Path pdf) throws IOException {
    return Documents.packed(Documents.pdfText(pdf));
  }

  @Test
  void candidates_are_never_signed() {
    String id =
        letters.notices.compliancePrompts(List.of(SampleBook.caseOf(letters.book, "kaozheng.example")), Notices.Include.WITH_CANDIDATES, "B001").get(0).id();
    assertTrue(refusal(() -> desk.submit(id, People.WRITER)).contains("1 项尚未确认"));
  }

  @Test
  void officers_of_another_organ_have_nothing_to_say() {
    Officer stranger = People.officer("别处人力资源和社会保障局", "X001", "钱塘", Role.APPROVER);
    new Officers(letters.book).add(stranger, Optional.of(People.ADMIN));
    String id = letters.draft().id();
    desk.submit(id, People.WRITER);
    assertTrue(refusal(() -> desk.review(id, stranger)).contains("不是发函单位"));
  }

  /** Stage of the letter, statement, part of what the database says against it. */
  private static final List<String> TRICKS =
      List.of(
          "draft | UPDATE notice SET state = '待签发' | 步骤/复核",
          "draft | UPDATE notice SET state = '已用印', sealed_hash = content_hash | 步骤/用印",
          "draft | UPDATE notice SET content = '{}' | 另存一版",
          "draft | UPDATE notice SET content = '{}', version = 2 | 另存一版",
          "draft | UPDATE notice SET reply_by = '2030-01-01' | 另存一版",
          "draft | UPDATE notice SET drafter = '别人' | 不可修改",
          "draft | UPDATE notice SET kind = 'RECTIFICATION_ORDER' | 不可修改",
          "draft | DELETE FROM notice | 不可删除",
          "draft | INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) SELECT id, version, content_hash, 'REVIEW', 'PASS', 'C001', '', 1 FROM notice | 现在的文本/记录不全",
          "draft | INSERT OR REPLACE INTO notice SELECT id, kind, scope, issuer, issuer_kind, issuer_level, recipient, '已送达', version, related, drafter, created_at, reply_by, content, content_hash, content_hash, reply_token, 1 FROM notice | 草稿开始/不可替换",
          "draft | INSERT INTO document_number VALUES ('海棠市人力资源和社会保障局', 'x', 2026, 1, 'x', (SELECT id FROM notice), 1, 'D001', 1, NULL, NULL) | 已签发",
          "review | UPDATE notice SET state = '待签发' | 未经他人复核",
          "review | INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) SELECT id, version, content_hash, 'REVIEW', 'PASS', 'B001', '', 1 FROM notice | 拟稿人/角色",
          "review | INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) SELECT id, version, content_hash, 'REVIEW', 'PASS', 'F001', '', 1 FROM notice | 有此角色",
          "review | INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) SELECT id, version, 'x', 'REVIEW', 'PASS', 'C001', '', 1 FROM notice | 现在的文本/记录不全",
          "sign | UPDATE notice SET state = '已用印', sealed_hash = content_hash | 用印",
          "sign | INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) SELECT id, version, content_hash, 'SIGN', 'PASS', 'C001', '', 1 FROM notice | 有此角色",
          "sign | INSERT INTO notice_seal SELECT id, version, content_hash, 'E001', 'x', 1 FROM notice | 签发之后",
          "sign | UPDATE notice_version SET author_number = 'C001' | 不可修改",
          "sign | DELETE FROM notice_version | 不可删除",
          "sign | INSERT OR REPLACE INTO notice_version SELECT notice_id, version, author, 'C001', content, content_hash, why, at FROM notice_version | 只写一次",
          "signed | UPDATE notice SET state = '已用印', sealed_hash = content_hash | 用印",
          "signed | INSERT INTO notice_seal SELECT id, version, content_hash, 'D001', 'x', 1 FROM notice | 用印人",
          "signed | UPDATE document_number SET voided_at = 1, void_reason = 'x' | 退回或撤回",
          "signed | UPDATE document_number SET number = 7 | 文号",
          "signed | DELETE FROM document_number | 不可删除",
          "signed | INSERT INTO document_number SELECT organ, word, year, 3, 'x', notice_id, version, taken_by, taken_at, NULL, NULL FROM document_number | 连续/不可替换",
          "signed | UPDATE notice_approval SET officer = 'C001' | 不可修改",
          "signed | DELETE FROM notice_approval | 不可删除",
          "sealed | UPDATE notice SET sealed_hash = NULL, state = '撤回' | 已用印",
          "sealed | UPDATE notice SET content = '{}', version = 2, state = '草稿' | 步骤/另存一版",
          "sealed | UPDATE notice SET state = '办结' | 步骤/办结",
          "sealed | UPDATE notice_file SET sha256 = 'x' | 不可修改",
          "sealed | DELETE FROM notice_file | 不可删除",
          "sealed | INSERT INTO notice_step VALUES ('已用印', '办结') | 不可增加",
          "sealed | UPDATE notice_step SET after = '办结' WHERE before = '已用印' | 不可修改",
          "sealed | UPDATE notice_seal SET officer = 'D001' | 不可修改");

  @ParameterizedTest
  @ValueSource(strings = {"draft", "review", "sign", "signed", "sealed"})
  void raw_sql_on_the_programs_own_connection_gets_past_nobody(String stage) throws IOException {
    switch (stage) {
      case "draft" -> letters.draft();
      case "review" -> desk.submit(letters.draft().id(), People.WRITER);
      case "sign" -> desk.review(desk.submit(letters.draft().id(), People.WRITER).id(), People.REVIEWER);
      case "signed" -> letters.signed();
      default -> letters.sealed();
    }
    int tried = 0;
    for (String trick : TRICKS) {
      String[] parts = trick.split(" \\| ");
      // PostgreSQL has no INSERT OR REPLACE.
      if (parts[0].equals(stage) && (engine == Engine.SQLITE || !parts[1].contains("OR REPLACE"))) {
        tried++;
        String message =
            assertThrows(IllegalStateException.class, () -> letters.book.database().write(c -> Sql.update(c, parts[1])), parts[1]).getMessage();
        assertTrue(List.of(parts[2].split("/")).stream().anyMatch(message::contains), parts[1] + ": " + message);
      }
    }
    assertTrue(tried >= 3);
  }

  @Test
  void a_sweep_is_the_provinces_alone_and_a_rectification_the_market_regulators() {
    NoticeRequest sweep =
        NoticeRequest.of(NoticeKind.ASSISTANCE_REQUEST, List.of(SampleBook.caseOf(letters.book, "堃喆考证服务部")), "B001")
            .scope(NoticeScope.SWEEP).include(Notices.Include.WITH_CANDIDATES).with(Map.of("range", "2026年全年全部健康管理师类商品"));
    String message = refusal(() -> letters.notices.draft(sweep));
    assertTrue(message.contains("（市级）无权制发批量的协查函") && message.contains("合规提示函、线索移送函"), message);
    for (Issuer.Level level : Issuer.Level.values()) {
      Issuer market = new Issuer("海棠市场监督管理局", Issuer.Kind.MARKET_REGULATION, level, "海市监", "丙", "400-000-1201", "信函");
      Notices theirs = new Notices(letters.book, Templates.load(Optional.empty()), market);
      theirs.requireCompetence(NoticeKind.RECTIFICATION_ORDER);
      theirs.requireCompetence(NoticeKind.ASSISTANCE_REQUEST);
      if (level == Issuer.Level.PROVINCE) {
        assertEquals(1, theirs.draft(sweep).size());
      } else {
        assertTrue(refusal(() -> theirs.draft(sweep)).contains("无权"));
      }
    }
    assertEquals(Issuer.Level.PROVINCE, Issuer.Level.of("370000"));
    assertEquals(Issuer.Level.CITY, Issuer.Level.of("370200"));
    assertEquals(Issuer.Level.COUNTY, Issuer.Level.of("370202"));
    assertEquals(Issuer.Level.COUNTY, Issuer.Level.of("000000"));
  }
}
