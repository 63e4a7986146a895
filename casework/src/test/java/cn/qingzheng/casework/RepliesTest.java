package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class RepliesTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private final MovingClock clock = new MovingClock();
  private Letters letters;
  private Replies replies;
  private FollowUp followUp;
  private int runs;

  @BeforeEach
  void open() throws IOException {
    letters = new Letters(folder, SampleBook.LABOUR, clock, engine);
    replies = new Replies(letters.book, folder.resolve("attachments"));
    followUp = new FollowUp(letters.book);
  }

  @AfterEach
  void close() {
    letters.close();
  }

  private NoticeDraft delivered(NoticeDraft sealed) {
    Contacts paper =
        Contacts.of(List.of(new Contacts.Contact("流云商城", "流云商城", Optional.empty(), ChannelKind.PAPER, "云路1号", Optional.empty())));
    Outbox outbox = new Outbox(letters.book);
    outbox.put(sealed.id(), paper, Set.of(), People.WRITER);
    outbox.arrived(sealed.id(), ChannelKind.PAPER, "前台签收", People.WRITER);
    return letters.notices.find(sealed.id()).orElseThrow();
  }

  private NoticeDraft delivered() throws IOException {
    return delivered(letters.sealed());
  }

  /** Captures the pages of the letter again, so many of them without what was found. */
  private void capture(NoticeDraft notice, int clean) {
    String run = "later-" + runs++;
    letters.book.startRun(run);
    int i = 0;
    for (List<NoticeItem> page : NoticeList.pages(notice.content().items())) {
      NoticeItem item = page.get(0);
      Sample s =
          Sample.page(item.source().url()).capture(run + "-" + i, clock.instant()).title(item.source().title()).listed("流云商城", item.subject());
      s = i++ < clean ? s.outcome(Outcome.CLEAR) : s.hit("guarantee", item.quote().surface(), item.quote().sentence());
      letters.book.record(run, s.page(), s.result(), s.fingerprint());
    }
  }

  /** Fills the reply form as a platform would. */
  private Path filled(NoticeDraft notice) throws IOException {
    Path out = folder.resolve("filled.xlsx");
    try (InputStream in = Files.newInputStream(SealRoom.folder(letters.outbox(), notice.id()).resolve(LetterFiles.FORM));
        XSSFWorkbook book = new XSSFWorkbook(in);
        OutputStream to = Files.newOutputStream(out)) {
      for (int i = 1; i <= 12; i++) {
        book.getSheetAt(0).getRow(i).getCell(3).setCellValue("1");
        book.getSheetAt(0).getRow(i).getCell(4).setCellValue(i <= 2 ? 1.0 : 0.0);
        book.getSheetAt(0).getRow(i).getCell(7).setCellValue("已删除");
      }
      book.write(to);
    }
    return out;
  }

  private static ReplyFile read(Path file) {
    Problems problems = new Problems();
    ReplyFile reply = ReplyFile.read(file, problems);
    problems.throwIfAny();
    return reply;
  }

  @Test
  void a_form_that_was_filled_in_comes_back_with_its_counts_and_attachments() throws IOException {
    NoticeDraft notice = delivered();
    ReplyFile file = read(filled(notice));
    assertEquals(letters.replyKey(notice), file.token());
    Path picture = Files.write(folder.resolve("下架截图.png"), new byte[] {1, 2, 3});
    Reply reply = replies.record(file.token(), file.lines(), "", "filled.xlsx", People.WRITER.shown(), List.of(picture));
    assertEquals(12, reply.totals().get(ReplyMeasure.ITEMS_DELETED));
    assertEquals(2, reply.totals().get(ReplyMeasure.SHOPS_STOPPED));
    assertEquals(0, reply.totals().get(ReplyMeasure.ACCOUNTS_HANDLED));
    String sha = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";
    assertEquals(List.of(new Reply.Attachment("下架截图.png", sha, 3)), reply.attachments());
    assertEquals(3, Files.size(folder.resolve("attachments").resolve(sha)));
    assertEquals(NoticeState.ANSWERED, letters.notices.find(notice.id()).orElseThrow().state());
    long log = letters.book.audit(0, 1000).size();
    assertEquals(reply, replies.record(file.token(), file.lines(), "", "again.xlsx", People.WRITER.shown(), List.of(picture)));
    assertEquals(log, letters.book.audit(0, 1000).size(), "the same again is no second reply");
  }

  @Test
  void csv_and_json_say_the_same() throws IOException {
    NoticeDraft notice = delivered();
    String token = letters.replyKey(notice);
    Path csv =
        Files.writeString(
            folder.resolve("r.csv"),
            "反馈码,序号,删除商品信息（条）,停止服务网店（个）,处置账号（个）,提请关闭网站（个）,处理结果\n" + token + ",3,2,0,1,,已处置\n" + token + ",4,,,,,\n");
    Path json =
        Files.writeString(
            folder.resolve("r.json"),
            "{\"reply_token\":\"" + token + "\",\"lines\":[{\"no\":3,\"items_deleted\":2,\"accounts_handled\":1,\"result\":\"已处置\"}]}");
    assertEquals(read(csv), read(json));
    assertEquals(1, read(csv).lines().size());
  }

  @Test
  void every_mistake_in_a_form_is_told_with_its_line() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("r.csv"),
            "反馈码,序号,删除商品信息（条）,停止服务网店（个）,处置账号（个）,提请关闭网站（个）,处理结果\na,1,两条,0,0,0,x\nb,1,-1,0,0,0,x\n");
    Problems problems = new Problems();
    ReplyFile.read(csv, problems);
    String all = problems.list().toString();
    for (String part : List.of("r.csv:2: “删除商品信息（条）”应为", "r.csv:3: 序号 1 重复", "r.csv:3: “删除商品信息（条）”应为", "2 个不同的反馈码")) {
      assertTrue(all.contains(part), part + " in " + all);
    }
    assertEquals(4, problems.list().size(), all);
  }

  @Test
  void a_wrong_token_a_line_too_many_and_a_letter_that_is_not_out_are_refused() throws IOException {
    List<Reply.Line> line = List.of(new Reply.Line(13, Map.of(ReplyMeasure.ITEMS_DELETED, 1), "x", ""));
    NoticeDraft sealed = letters.sealed();
    assertTrue(assertThrows(Refusal.class, () -> replies.record("x", line, "", "f", "甲", List.of())).getMessage().contains("反馈码不对"));
    String token = letters.replyKey(sealed);
    assertTrue(assertThrows(Refusal.class, () -> replies.record(token, line, "", "f", "甲", List.of())).getMessage().contains("已用印"));
    assertEquals(Optional.empty(), replies.letter(token));
    delivered(sealed);
    assertEquals(sealed.id(), replies.letter(token).orElseThrow().id());
    assertTrue(assertThrows(Refusal.class, () -> replies.record(token, line, "", "f", "甲", List.of())).getMessage().contains("只有 12 条"));
    assertThrows(IllegalStateException.class, () -> letters.book.database().write(c -> Sql.update(c, "UPDATE notice SET state = '办结'")));
  }

  @Test
  void only_our_own_look_closes_a_letter() throws IOException {
    NoticeDraft notice = delivered();
    ReplyFile file = read(filled(notice));
    replies.record(file.token(), file.lines(), "", "filled.xlsx", People.WRITER.shown(), List.of());
    clock.forward(Duration.ofDays(1));
    FollowUp.Recheck unseen = followUp.recheck(notice.id(), People.WRITER);
    assertEquals(new FollowUp.Recheck(unseen.notice(), 0, 12, 12), unseen);
    assertEquals(NoticeState.RECHECK, unseen.notice().state());
    assertThrows(IllegalStateException.class, () -> letters.book.database().write(c -> Sql.update(c, "UPDATE notice SET state = '办结'")));
    capture(notice, 11);
    FollowUp.Recheck one = followUp.recheck(notice.id(), People.WRITER);
    assertEquals(new FollowUp.Recheck(one.notice(), 11, 1, 0), one);
    assertEquals(NoticeState.RECHECK, one.notice().state());
    clock.forward(Duration.ofDays(1));
    capture(notice, 12);
    assertEquals(NoticeState.CLOSED, followUp.recheck(notice.id(), People.WRITER).notice().state());
  }

  @Test
  void what_is_not_answered_in_time_is_reminded_of_and_then_referred() throws IOException {
    NoticeDraft notice = delivered();
    followUp.acknowledged(notice.id(), "法务部 何某", People.WRITER);
    clock.forward(Duration.ofDays(7));
    assertEquals(List.of(), followUp.review(), "Monday 30 November is still in time");
    clock.forward(Duration.ofDays(1));
    assertEquals(List.of(NoticeState.OVERDUE), followUp.review().stream().map(NoticeDraft::state).toList());
    NoticeDraft reminder = letters.notices.draft(NoticeRequest.of(NoticeKind.REMINDER, List.of(), "B001").about(notice.id())).get(0);
    assertTrue(String.join("", reminder.content().wording().body()).contains("（海人社提函〔2026〕1号），至今未收到"));
    assertEquals(List.of(), followUp.review(), "a draft reminds nobody");
    delivered(through(reminder));
    assertEquals(List.of(NoticeState.REMINDED), followUp.review().stream().map(NoticeDraft::state).toList());

    NoticeDraft referral =
        letters.notices.draft(NoticeRequest.of(NoticeKind.LEAD_REFERRAL, List.of(), "B001").to("流云商城").about(notice.id())).get(0);
    delivered(through(referral));
    assertEquals(List.of(notice.id()), followUp.review().stream().map(NoticeDraft::id).toList());
    assertEquals(NoticeState.REFERRED, letters.notices.find(notice.id()).orElseThrow().state());
  }

  @Test
  void who_answers_the_reminder_answers_the_letter() throws IOException {
    NoticeDraft notice = delivered();
    clock.forward(Duration.ofDays(8));
    followUp.review();
    NoticeDraft reminder = through(letters.notices.draft(NoticeRequest.of(NoticeKind.REMINDER, List.of(), "B001").about(notice.id())).get(0));
    delivered(reminder);
    List<Reply.Line> line = List.of(new Reply.Line(1, Map.of(ReplyMeasure.ITEMS_DELETED, 1), "已删除", ""));
    replies.record(letters.replyKey(reminder), line, "", "电话记录", People.WRITER.shown(), List.of());
    assertEquals(NoticeState.ANSWERED, letters.notices.find(notice.id()).orElseThrow().state());
  }

  private NoticeDraft through(NoticeDraft draft) throws IOException {
    letters.desk.submit(draft.id(), People.WRITER);
    letters.desk.review(draft.id(), People.REVIEWER);
    letters.desk.sign(draft.id(), People.APPROVER);
    return letters.seals.seal(draft.id(), People.SEAL_KEEPER);
  }
}
