package cn.qingzheng.casework;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be sent. A letter is put here in the same transaction that says that it is being sent; {@link Dispatch}
 * carries it out.
 */
public final class Outbox {
  private final Casebook book;

  public Outbox(Casebook book) {
    this.book = book;
  }

  /** The idempotency key: the same letter and version to the same address over the same channel. */
  static String key(String noticeId, int version, ChannelKind channel, String address) {
    String all = noticeId + "\n" + version + "\n" + channel + "\n" + address;
    return HexFormat.of().formatHex(Audit.sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Puts a sealed letter on its way to every address of its recipient; the same again adds nothing.
   *
   * @param only these channels; empty for all that the contacts name
   */
  public List<Delivery> put(String noticeId, Contacts contacts, Set<ChannelKind> only, Officer by) {
    book.require(Kept.NOTICE, noticeId);
    return book.database().guarded(
        c -> {
          OfficerRows.known(c, by.number()).require("发送", Role.ANALYST, Role.SEAL_KEEPER, Role.APPROVER);
          NoticeDraft draft = NoticeRows.known(c, noticeId);
          draft.notSendable().ifPresent(why -> {
            throw new Refusal("函件 " + noticeId + " 不能发送：" + why);
          });
          String recipient = draft.content().recipient();
          List<Contacts.Contact> ways = contacts.of(recipient).stream().filter(w -> only.isEmpty() || only.contains(w.channel())).toList();
          if (ways.isEmpty()) {
            throw new Refusal("通讯录中没有“" + recipient + "”" + (only.isEmpty() ? "" : "的这种送达方式") + "：请在 contacts.csv 中填写，纸质送达写 PAPER");
          }
          Instant now = book.clock().instant();
          for (Contacts.Contact way : ways) {
            insert(c, draft, way, by, now);
          }
          if (draft.state() == NoticeState.SEALED) {
            NoticeRows.move(c, draft, NoticeState.SENDING, now, by.shown(), "发送", String.join("、", ways.stream().map(w -> w.channel().label()).toList()));
          }
          return list(c, "WHERE notice_id = ?", noticeId);
        });
  }

  private static void insert(Connection c, NoticeDraft draft, Contacts.Contact way, Officer by, Instant now) throws SQLException {
    String key = key(draft.id(), draft.drafting().version(), way.channel(), way.address());
    if (Sql.number(c, "SELECT count(*) FROM delivery WHERE key = ?", key) > 0) {
      return;
    }
    Sql.update(
        c,
        "INSERT INTO delivery (key, notice_id, channel, recipient, address, secret_file, state, tries, next_at, leased_until, asked_by, asked_at) "
            + "VALUES (?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, 0, ?, ?)",
        key, draft.id(), way.channel(), draft.content().recipient(), way.address(), way.secretFile().map(Object::toString), now, by.number(), now);
  }

  /** Everything of a letter, or of all; youngest first. */
  public List<Delivery> list(Optional<String> noticeId) {
    return book.database().read(
        c -> noticeId.isPresent() ? list(c, "WHERE notice_id = ?", noticeId.get()) : list(c, ""));
  }

  /** What a person had to look at is tried again, from the beginning and with the same key. */
  public List<Delivery> again(String noticeId, Officer by) {
    book.require(Kept.NOTICE, noticeId);
    return book.database().write(
        c -> {
          OfficerRows.known(c, by.number()).require("重新发送", Role.ANALYST, Role.SEAL_KEEPER, Role.APPROVER);
          Instant now = book.clock().instant();
          int put =
              Sql.update(
                  c, "UPDATE delivery SET state = 'WAITING', tries = 0, next_at = ?, leased_until = 0 WHERE notice_id = ? AND state = 'PERSON'", now,
                  noticeId);
          if (put == 0) {
            throw new Refusal("函件 " + noticeId + " 没有须人工处理的发送：用 notice show 查看");
          }
          Audit.append(c, now, new Audit.Act(by.shown(), "重新发送", noticeId, "", Delivery.State.PERSON.label(), Delivery.State.WAITING.label()));
          return list(c, "WHERE notice_id = ?", noticeId);
        });
  }

  /**
   * An officer says that a letter he carried, posted or uploaded has arrived.
   *
   * @param receipt who took it, number of the post, or the like
   */
  public void arrived(String noticeId, ChannelKind channel, String receipt, Officer by) {
    book.require(Kept.NOTICE, noticeId);
    book.database().write(
        c -> {
          OfficerRows.known(c, by.number()).require("登记送达", Role.ANALYST, Role.SEAL_KEEPER, Role.APPROVER);
          if (receipt.isBlank()) {
            throw new Refusal("登记送达须写明回证：签收人、快递单号等");
          }
          List<Delivery> open =
              list(c, "WHERE notice_id = ? AND channel = ? AND state IN ('HANDED', 'PERSON', 'WAITING')", noticeId, channel);
          if (open.isEmpty()) {
            throw new Refusal("函件 " + noticeId + " 没有待登记的" + channel.label() + "：用 notice show 查看");
          }
          for (Delivery delivery : open) {
            delivered(c, delivery.key(), noticeId, receipt.strip(), by.shown(), book.clock().instant());
          }
          return true;
        });
  }

  /** Records that a letter arrived; the first arrival moves the notice on. */
  static void delivered(Connection c, String key, String noticeId, String receipt, String who, Instant now) throws SQLException {
    Sql.update(c, "UPDATE delivery SET state = 'DELIVERED', receipt = ?, done_at = ?, leased_until = 0 WHERE key = ?", receipt, now, key);
    Sql.update(c, "INSERT INTO delivery_try (key, at, outcome, detail) VALUES (?, ?, 'DELIVERED', ?)", key, now, receipt);
    NoticeDraft draft = NoticeRows.known(c, noticeId);
    if (draft.state() == NoticeState.SENDING) {
      Sql.update(c, "UPDATE notice SET delivered_at = ? WHERE id = ?", now, noticeId);
      NoticeRows.move(c, draft, NoticeState.DELIVERED, now, who, "送达", receipt);
    }
  }

  static List<Delivery> list(Connection c, String where, Object... arguments) throws SQLException {
    record Bare(Delivery delivery) {}
    List<Bare> found = Sql.list(c, r -> new Bare(read(r)), "SELECT * FROM delivery " + where + " ORDER BY asked_at DESC, key", arguments);
    List<Delivery> out = new ArrayList<>();
    for (Bare bare : found) {
      Delivery d = bare.delivery;
      List<Delivery.Try> tries =
          Sql.list(
              c, r -> new Delivery.Try(Sql.instant(r, "at"), r.getString("outcome"), r.getString("detail")),
              "SELECT * FROM delivery_try WHERE key = ? ORDER BY id", d.key());
      out.add(new Delivery(d.key(), d.noticeId(), d.channel(), d.recipient(), d.address(), d.state(), d.nextAt(), d.receipt(), tries));
    }
    return out;
  }

  private static Delivery read(ResultSet r) throws SQLException {
    return new Delivery(
        r.getString("key"), r.getString("notice_id"), ChannelKind.valueOf(r.getString("channel")), r.getString("recipient"),
        r.getString("address"), Delivery.State.valueOf(r.getString("state")), Sql.instant(r, "next_at"), Sql.text(r, "receipt"), List.of());
  }
}
