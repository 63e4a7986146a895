package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Seals signed letters: what was signed is written as PDF, sealed, and laid with its list and reply form into a
 * folder of its own, ready to go out.
 */
public final class SealRoom {
  private final Casebook book;
  private final SealService seal;
  private final Path outbox;
  private final Writer writer;
  private final Optional<String> replyAt;

  /** @param outbox holds a folder for each sealed letter */
  public SealRoom(Casebook book, SealService seal, Path outbox) {
    this(book, seal, outbox, Optional.empty());
  }

  /** @param replyAt where recipients reach the reply page from outside, for example {@code https://reply.bureau.example} */
  public SealRoom(Casebook book, SealService seal, Path outbox, Optional<String> replyAt) {
    this(book, seal, outbox, new LetterFiles(seal)::write, replyAt);
  }

  /** With other files: for tests of what happens to a thousand letters. */
  SealRoom(Casebook book, SealService seal, Path outbox, Writer writer) {
    this(book, seal, outbox, writer, Optional.empty());
  }

  private SealRoom(Casebook book, SealService seal, Path outbox, Writer writer, Optional<String> replyAt) {
    this.replyAt = replyAt;
    this.book = book;
    this.seal = seal;
    this.outbox = outbox;
    this.writer = writer;
  }

  /** Writes a letter's files into an empty folder. */
  @FunctionalInterface
  interface Writer {
    void write(NoticeDraft draft, Sealing sealing, Path folder) throws IOException;
  }

  /** Who seals when, and how the letter will be answered. */
  record Sealing(Officer keeper, Instant now, ReplyWay reply) {}

  /** The files of a sealed letter. */
  public static Path folder(Path outbox, String noticeId) {
    return outbox.resolve(noticeId);
  }

  /**
   * Seals a signed letter. Killed at any moment, it can be done again; the number stays the same.
   *
   * @throws IOException if the seal or the disk fails; nothing has changed then
   */
  public NoticeDraft seal(String id, Officer by) throws IOException {
    book.require(Kept.NOTICE, id);
    NoticeDraft draft = book.database().read(c -> checked(c, id, by));
    Instant now = book.clock().instant();
    ReplyWay reply = ReplyWay.fresh(replyAt);
    Path done = write(draft, new Sealing(by, now, reply));
    return book.database().guarded(
        c -> {
          // It may have been returned while the seal was busy.
          NoticeDraft still = checked(c, id, by);
          if (!still.contentHash().equals(draft.contentHash())) {
            throw new Refusal("函件 " + id + " 用印期间被修改：请重新签发");
          }
          record(c, still, by, now, done);
          ReplyKeys.issue(c, id, reply.key(), now);
          return NoticeRows.known(c, id);
        });
  }

  private static NoticeDraft checked(Connection c, String id, Officer by) throws SQLException {
    NoticeDraft draft = NoticeRows.known(c, id);
    Officer keeper = OfficerRows.known(c, by.number());
    keeper.require("用印", Role.SEAL_KEEPER);
    if (!keeper.organ().equals(draft.content().issuer().name())) {
      throw new Refusal(keeper.shown() + "不是发函单位" + draft.content().issuer().name() + "的用印人：不能用印");
    }
    if (draft.state() != NoticeState.TO_SIGN || draft.drafting().approver().isEmpty() || draft.signing().docNo().isEmpty()) {
      throw new Refusal("函件 " + id + " 现为“" + draft.state().label() + "”" + draft.notSendable().map(w -> "（" + w + "）").orElse("") + "：签发后才能用印");
    }
    String kept = Sql.first(c, r -> r.getString(1), "SELECT content FROM notice WHERE id = ?", id).orElseThrow();
    if (!NoticeRows.hash(kept).equals(draft.contentHash())) {
      throw new Refusal("函件 " + id + " 的文本与签发时的校验值不符：不能用印，请查审计记录");
    }
    return draft;
  }

  private Path write(NoticeDraft draft, Sealing sealing) throws IOException {
    Files.createDirectories(outbox);
    Path part = outbox.resolve(draft.id() + ".part");
    clear(part);
    Files.createDirectories(part);
    writer.write(draft, sealing, part);
    sync(part);
    Path done = folder(outbox, draft.id());
    clear(done);
    Files.move(part, done, StandardCopyOption.ATOMIC_MOVE);
    return done;
  }

  private void record(Connection c, NoticeDraft draft, Officer by, Instant now, Path folder) throws SQLException {
    Sql.update(
        c, "INSERT INTO notice_seal VALUES (?, ?, ?, ?, ?, ?)",
        draft.id(), draft.drafting().version(), draft.contentHash(), by.number(), seal.name(), now);
    try {
      for (Path file : list(folder)) {
        byte[] bytes = Files.readAllBytes(file);
        Sql.update(
            c, "INSERT INTO notice_file VALUES (?, ?, ?, ?)",
            draft.id(), file.getFileName().toString(), HexFormat.of().formatHex(Audit.sha256().digest(bytes)), bytes.length);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Sql.update(
        c, "UPDATE notice SET state = ?, sealed_hash = content_hash WHERE id = ?", NoticeState.SEALED.label(), draft.id());
    Audit.append(c, now, new Audit.Act(by.shown(), "用印", draft.id(), seal.name(), draft.state().label(), draft.contentHash()));
  }

  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      for (Path file : list(folder)) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  /** On the disk before the casebook says so. */
  private static void sync(Path folder) throws IOException {
    for (Path file : list(folder)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }
}
