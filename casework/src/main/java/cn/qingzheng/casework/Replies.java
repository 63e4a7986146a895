package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in what recipients answer, by the token that stands in the letter's reply form. Whoever holds the token sees
 * the letter's list and nothing else. A reply never closes a letter.
 */
public final class Replies {
  private static final Set<NoticeState> OPEN =
      Set.of(
          NoticeState.DELIVERED, NoticeState.ACKNOWLEDGED, NoticeState.RECHECK, NoticeState.OVERDUE, NoticeState.REMINDED,
          NoticeState.ANSWERED);

  /** Where a reply came from that was sent over the reply page. */
  public static final String PAGE = "反馈页面";

  /** More replies to one letter are no replies. */
  private static final int MOST = 100;

  private static final String UNKNOWN = "反馈码不对或已作废：没有这件函，请核对反馈表";
  private final Casebook book;
  private final Path attachments;

  /** @param attachments where files are kept, each under its SHA-256 */
  public Replies(Casebook book, Path attachments) {
    this.book = book;
    this.attachments = attachments;
  }

  /** The letter a token opens now, if it may still be answered. */
  public Optional<NoticeDraft> letter(String token) {
    Instant now = book.clock().instant();
    return book.database().read(c -> ReplyKeys.letter(c, token, now)).filter(d -> answerable(d.state()));
  }

  /** From the first try to deliver a letter until it is closed. */
  static boolean answerable(NoticeState state) {
    return OPEN.contains(state) || state == NoticeState.SENDING;
  }

  /** A file that came with a reply. */
  public record NamedFile(String name, Path file) {}

  /**
   * Records what somebody sent who holds the token; see {@link #record}.
   *
   * @throws Refusal also if the token has ended, nothing was filled in, or far too much has come already
   */
  public Reply receive(String token, List<Reply.Line> lines, String remark, List<NamedFile> files) throws IOException {
    NoticeDraft letter = letter(token).orElseThrow(() -> new Refusal(UNKNOWN));
    if (lines.stream().noneMatch(Reply.Line::filled) && remark.isBlank() && files.isEmpty()) {
      throw new Refusal("一项也没有填写：请填写处理结果、数量或说明");
    }
    if (list(letter.id()).size() >= MOST) {
      throw new Refusal("这件函的反馈已有 " + MOST + " 次：请与发函单位联系");
    }
    return recordFiles(token, lines.stream().filter(Reply.Line::filled).toList(), remark, PAGE, Audit.PROGRAM, files);
  }

  /**
   * Records a reply; the same again changes nothing and gives the one that is there.
   *
   * @param source the file's name, or where else it came from
   * @param takenBy the officer who took it in, or what took it in by itself
   * @param files copied and kept
   * @throws Refusal if the token is unknown, the letter cannot be answered, or a line is not in its list
   */
  public Reply record(String token, List<Reply.Line> lines, String remark, String source, String takenBy, List<Path> files) throws IOException {
    return recordFiles(token, lines, remark, source, takenBy, files.stream().map(f -> new NamedFile(f.getFileName().toString(), f)).toList());
  }

  private Reply recordFiles(String token, List<Reply.Line> lines, String remark, String source, String takenBy, List<NamedFile> files)
      throws IOException {
    List<Reply.Attachment> kept = new ArrayList<>();
    for (NamedFile file : files) {
      kept.add(keep(file));
    }
    return book.database().write(
        c -> {
          NoticeDraft draft = ReplyKeys.letter(c, token).orElseThrow(() -> new Refusal(UNKNOWN));
          if (!OPEN.contains(draft.state())) {
            throw new Refusal("函件 " + draft.id() + " 现为“" + draft.state().label() + "”：不能登记反馈");
          }
          int most = NoticeList.pages(draft.content().items()).size();
          lines.stream().filter(l -> l.item() > most).findFirst().ifPresent(l -> {
            throw new Refusal("函件 " + draft.id() + " 的清单只有 " + most + " 条，反馈中有第 " + l.item() + " 条：请核对");
          });
          return store(c, draft, lines, remark, source, takenBy, kept);
        });
  }

  private Reply store(
      Connection c, NoticeDraft draft, List<Reply.Line> lines, String remark, String source, String takenBy, List<Reply.Attachment> kept)
      throws SQLException {
    String hash = NoticeRows.hash(draft.id() + Json.write(lines.stream().map(Replies::plain).toList()) + remark + kept);
    Optional<Reply> same = list(c, "WHERE notice_id = ? AND hash = ?", draft.id(), hash).stream().findFirst();
    if (same.isPresent()) {
      return same.get();
    }
    Instant now = book.clock().instant();
    long id =
        Sql.number(
            c, "INSERT INTO reply (notice_id, hash, source, taken_by, remark, at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            draft.id(), hash, source, takenBy, remark, now);
    for (Reply.Line line : lines) {
      Sql.update(
          c, "INSERT INTO reply_line VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          id, line.item(), line.counts().get(ReplyMeasure.ITEMS_DELETED), line.counts().get(ReplyMeasure.SHOPS_STOPPED),
          line.counts().get(ReplyMeasure.ACCOUNTS_HANDLED), line.counts().get(ReplyMeasure.SITES_CLOSED), line.result(), line.note());
    }
    for (Reply.Attachment a : kept) {
      Sql.update(c, "INSERT INTO reply_attachment VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", id, a.name(), a.sha256(), a.bytes());
    }
    if (draft.state() == NoticeState.ANSWERED) {
      Audit.append(c, now, new Audit.Act(takenBy, "登记反馈", draft.id(), source, "", hash));
    } else {
      NoticeRows.move(c, draft, NoticeState.ANSWERED, now, takenBy, "登记反馈", source + " " + hash);
    }
    answeredBefore(c, draft, takenBy, now);
    return list(c, "WHERE id = ?", id).get(0);
  }

  /** Who answers a reminder answers the letter that it reminded of. */
  private static void answeredBefore(Connection c, NoticeDraft draft, String takenBy, Instant now) throws SQLException {
    if (draft.content().kind() != NoticeKind.REMINDER || draft.drafting().related().isEmpty()) {
      return;
    }
    NoticeDraft before = NoticeRows.known(c, draft.drafting().related().get());
    if (before.state() == NoticeState.OVERDUE || before.state() == NoticeState.REMINDED) {
      NoticeRows.move(c, before, NoticeState.ANSWERED, now, takenBy, "登记反馈", "对催告 " + draft.id() + " 的反馈");
    }
  }

  /** For the hash: in one order whatever map the counts came in. */
  private static List<Object> plain(Reply.Line line) {
    List<Object> out = new ArrayList<>(List.of(line.item(), line.result(), line.note()));
    for (ReplyMeasure measure : ReplyMeasure.values()) {
      out.add(line.counts().get(measure));
    }
    return out;
  }

  private Reply.Attachment keep(NamedFile file) throws IOException {
    byte[] bytes = Files.readAllBytes(file.file);
    String sha256 = HexFormat.of().formatHex(Audit.sha256().digest(bytes));
    Path target = Files.createDirectories(attachments).resolve(sha256);
    if (!Files.exists(target)) {
      Path part = attachments.resolve(sha256 + ".part");
      Files.write(part, bytes);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Reply.Attachment(file.name, sha256, bytes.length);
  }

  /** A kept file; what it is nobody has checked but by its first bytes. Absent if it is not of that reply. */
  public Optional<Path> attachment(Reply reply, String sha256) {
    return reply.attachments().stream().filter(a -> a.sha256().equals(sha256)).findFirst()
        .map(a -> attachments.resolve(a.sha256())).filter(Files::isRegularFile);
  }

  /** Oldest first. */
  public List<Reply> list(String noticeId) {
    return book.database().read(c -> list(c, "WHERE notice_id = ?", noticeId));
  }

  private static List<Reply> list(Connection c, String where, Object... arguments) throws SQLException {
    List<Reply> bare = Sql.list(c, Replies::read, "SELECT * FROM reply " + where + " ORDER BY id", arguments);
    List<Reply> out = new ArrayList<>();
    for (Reply r : bare) {
      List<Reply.Line> lines = Sql.list(c, Replies::line, "SELECT * FROM reply_line WHERE reply_id = ? ORDER BY item", r.id());
      List<Reply.Attachment> kept =
          Sql.list(
              c, a -> new Reply.Attachment(a.getString("name"), a.getString("sha256"), a.getLong("bytes")),
              "SELECT * FROM reply_attachment WHERE reply_id = ? ORDER BY name", r.id());
      out.add(new Reply(r.id(), r.noticeId(), r.hash(), r.at(), r.source(), r.takenBy(), r.remark(), lines, kept));
    }
    return out;
  }

  private static Reply read(ResultSet r) throws SQLException {
    return new Reply(
        r.getLong("id"), r.getString("notice_id"), r.getString("hash"), Sql.instant(r, "at"), r.getString("source"), r.getString("taken_by"),
        r.getString("remark"), List.of(), List.of());
  }

  private static Reply.Line line(ResultSet r) throws SQLException {
    Map<ReplyMeasure, Integer> counts = new EnumMap<>(ReplyMeasure.class);
    for (ReplyMeasure measure : ReplyMeasure.values()) {
      counts.put(measure, r.getInt(measure.name().toLowerCase(Locale.ROOT)));
    }
    return new Reply.Line(r.getInt("item"), counts, r.getString("result"), r.getString("note"));
  }
}
