package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ReplyKeysTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private final MovingClock clock = new MovingClock();
  private Letters letters;
  private Replies replies;
  private ReplyKeys keys;
  private NoticeDraft letter;
  private String key;

  @BeforeEach
  void open() throws IOException {
    letters = new Letters(folder, SampleBook.LABOUR, clock, engine);
    replies = new Replies(letters.book, folder.resolve("attachments"));
    keys = new ReplyKeys(letters.book);
    letter = letters.sealed();
    key = letters.replyKey(letter);
    Contacts paper =
        Contacts.of(List.of(new Contacts.Contact("流云商城", "流云商城", Optional.empty(), ChannelKind.PAPER, "云路1号", Optional.empty())));
    Outbox outbox = new Outbox(letters.book);
    outbox.put(letter.id(), paper, Set.of(), People.WRITER);
    outbox.arrived(letter.id(), ChannelKind.PAPER, "前台签收", People.WRITER);
  }

  @AfterEach
  void close() {
    letters.close();
  }

  private static List<Reply.Line> line(int deleted) {
    return List.of(new Reply.Line(1, Map.of(ReplyMeasure.ITEMS_DELETED, deleted), "已删除", ""));
  }

  @Test
  void the_casebook_holds_the_hash_of_a_key_and_nothing_else_of_it() {
    List<String> kept =
        letters.book.database().read(
            c -> {
              List<String> all = Sql.list(c, r -> r.getString("hash"), "SELECT hash FROM reply_key");
              all.addAll(Sql.list(c, r -> r.getString("reply_token"), "SELECT reply_token FROM notice"));
              return all;
            });
    assertTrue(kept.contains(NoticeRows.hash(key)), kept.toString());
    assertFalse(kept.contains(key));
    assertFalse(letters.book.audit(0, 10_000).toString().contains(key));
    assertTrue(key.length() >= 24, key);
  }

  @Test
  void a_key_ends_by_itself_and_an_officer_can_still_take_in_a_late_form() throws IOException {
    assertEquals(letter.id(), replies.letter(key).orElseThrow().id());
    clock.forward(ReplyKeys.VALID.minus(Duration.ofMinutes(1)));
    assertTrue(replies.letter(key).isPresent());
    clock.forward(Duration.ofMinutes(1));
    assertTrue(replies.letter(key).isEmpty());
    assertThrows(Refusal.class, () -> replies.receive(key, line(1), "", List.of()));
    assertEquals(1, replies.record(key, line(1), "", "form.xlsx", People.WRITER.shown(), List.of()).lines().size());
  }

  @Test
  void another_key_ends_the_one_before_and_a_revoked_one_opens_nothing() {
    assertThrows(Refusal.class, () -> keys.renew(letter.id(), " ", People.WRITER));
    assertThrows(Refusal.class, () -> keys.renew(letter.id(), "对方遗失", People.SEAL_KEEPER));
    clock.forward(Duration.ofSeconds(1));
    String fresh = keys.renew(letter.id(), "对方遗失", People.WRITER);
    assertTrue(replies.letter(key).isEmpty());
    assertEquals(letter.id(), replies.letter(fresh).orElseThrow().id());
    assertThrows(Refusal.class, () -> replies.record(key, line(1), "", "form.xlsx", People.WRITER.shown(), List.of()));
    assertTrue(keys.state(letter.id()).orElseThrow().open(clock.instant()));
    keys.revoke(letter.id(), "发错对象", People.WRITER);
    assertTrue(replies.letter(fresh).isEmpty());
    assertFalse(keys.state(letter.id()).orElseThrow().open(clock.instant()));
    assertThrows(IllegalStateException.class, () -> letters.book.database().write(c -> Sql.update(c, "UPDATE reply_key SET revoked_at = NULL")));
    assertThrows(IllegalStateException.class, () -> letters.book.database().write(c -> Sql.update(c, "DELETE FROM reply_key")));
    assertEquals(List.of("换发反馈码", "作废反馈码"), letters.book.audit(0, 10_000).stream().map(AuditEntry::what).filter(w -> w.endsWith("反馈码")).toList());
  }

  @Test
  void what_is_sent_again_and_again_is_kept_each_time_up_to_a_bound() throws IOException {
    assertThrows(Refusal.class, () -> replies.receive(key, List.of(), " ", List.of()), "nothing filled in");
    for (int i = 1; i <= 100; i++) {
      replies.receive(key, line(i), "", List.of());
    }
    assertEquals(100, replies.list(letter.id()).size());
    assertThrows(Refusal.class, () -> replies.receive(key, line(101), "", List.of()));
  }

  @Test
  void the_receipt_names_time_figures_and_digests() throws IOException {
    Path picture = Files.write(folder.resolve("upload.tmp"), new byte[] {1, 2, 3});
    Reply reply = replies.receive(key, line(7), "已全部处置", List.of(new Replies.NamedFile("下架截图.png", picture)));
    byte[] pdf = ReplyReceipts.load(Optional.empty()).pdf(letters.notices.find(letter.id()).orElseThrow(), reply);
    String text = Documents.packed(Documents.pdfText(Files.write(folder.resolve("receipt.pdf"), pdf)));
    for (String part : List.of("反馈回执", reply.number(), reply.hash(), "下架截图.png", reply.attachments().get(0).sha256(), "流云商城", "已全部处置", "北京时间")) {
      assertTrue(text.contains(part), part + " in " + text);
    }
    assertEquals(Replies.PAGE, reply.source());
  }
}
