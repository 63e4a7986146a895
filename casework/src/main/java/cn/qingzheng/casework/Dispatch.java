package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the outbox holds. Each delivery is leased, tried without holding the database, then marked. If the
 * program dies between the try and the mark, the lease runs out and it is tried again with the same key.
 */
public final class Dispatch {
  /** After so many failures so long; then a person looks. */
  static final List<Duration> DELAYS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));

  /** Longer than any channel takes for a try. */
  static final Duration LEASE = Duration.ofMinutes(10);

  private final Casebook book;
  private final Path outbox;
  private final Map<ChannelKind, Channel> channels = new EnumMap<>(ChannelKind.class);

  /** @param outbox where {@link SealRoom} laid the letters */
  public Dispatch(Casebook book, Path outbox, List<Channel> channels) {
    this.book = book;
    this.outbox = outbox;
    channels.forEach(c -> this.channels.put(c.kind(), c));
  }

  /**
   * What a round did.
   *
   * @param given up: a person has to look
   */
  public record Round(int delivered, int handed, int later, int given) {
    Round plus(Channel.Outcome outcome, boolean exhausted) {
      return switch (outcome) {
        case Channel.Outcome.Delivered d -> new Round(delivered + 1, handed, later, given);
        case Channel.Outcome.Handed h -> new Round(delivered, handed + 1, later, given);
        case Channel.Outcome.Later l -> exhausted ? new Round(delivered, handed, later, given + 1) : new Round(delivered, handed, later + 1, given);
        case Channel.Outcome.Never n -> new Round(delivered, handed, later, given + 1);
      };
    }
  }

  /** Tries everything that is due now, each once. */
  public Round run() {
    Round round = new Round(0, 0, 0, 0);
    Instant now = book.clock().instant();
    for (Optional<Job> job = lease(now); job.isPresent(); job = lease(now)) {
      Channel.Outcome outcome = attempt(job.get());
      round = round.plus(outcome, job.get().tries >= DELAYS.size());
      mark(job.get(), outcome);
    }
    return round;
  }

  /** @param tries before this one */
  private record Job(Delivery delivery, int tries, Optional<Path> secretFile) {}

  private Optional<Job> lease(Instant now) {
    return book.database().write(
        c -> {
          Optional<Job> job =
              Sql.first(
                  c,
                  r ->
                      new Job(
                          Outbox.list(c, "WHERE key = ?", r.getString("key")).get(0), r.getInt("tries"),
                          Sql.text(r, "secret_file").map(Path::of)),
                  "SELECT d.* FROM delivery d JOIN notice n ON n.id = d.notice_id WHERE d.state = 'WAITING' AND d.next_at <= ? "
                      + "AND d.leased_until <= ? AND n.state <> '撤回' ORDER BY d.next_at, d.key LIMIT 1",
                  now, now);
          if (job.isPresent()) {
            Sql.update(c, "UPDATE delivery SET leased_until = ? WHERE key = ?", now.plus(LEASE), job.get().delivery.key());
          }
          return job;
        });
  }

  private Channel.Outcome attempt(Job job) {
    Optional<Channel> channel = Optional.ofNullable(channels.get(job.delivery.channel()));
    if (channel.isEmpty()) {
      return new Channel.Outcome.Never("没有设置" + job.delivery.channel().label() + "：请在设置文件中填写，或改用别的方式");
    }
    try {
      return channel.get().send(parcel(job));
    } catch (IOException e) {
      return new Channel.Outcome.Never(e.getMessage());
    } catch (RuntimeException e) {
      // A bug in one channel or letter costs that letter only.
      LoggerFactory.getLogger(Dispatch.class).error("delivery {} of {} failed", job.delivery.key(), job.delivery.noticeId(), e);
      return new Channel.Outcome.Later("程序出错：" + e, Optional.empty());
    }
  }

  /** The letter as it was sealed: a file that was changed since does not leave. */
  private Channel.Parcel parcel(Job job) throws IOException {
    String id = job.delivery.noticeId();
    NoticeDraft draft = book.database().read(c -> NoticeRows.known(c, id));
    record Kept(String name, String sha256) {}
    List<Kept> kept =
        book.database().read(
            c -> Sql.list(c, r -> new Kept(r.getString("name"), r.getString("sha256")), "SELECT * FROM notice_file WHERE notice_id = ? ORDER BY name", id));
    List<Channel.Parcel.Item> files = new ArrayList<>();
    for (Kept k : kept) {
      Path file = SealRoom.folder(outbox, id).resolve(k.name);
      if (!Files.isRegularFile(file)) {
        throw new IOException("函件 " + id + " 的文件不在：" + file);
      }
      if (!HexFormat.of().formatHex(Audit.sha256().digest(Files.readAllBytes(file))).equals(k.sha256)) {
        throw new IOException("函件 " + id + " 的文件在用印后被改动：" + file);
      }
      files.add(new Channel.Parcel.Item(k.name, file, k.sha256));
    }
    return new Channel.Parcel(
        job.delivery.key(), id, draft.signing().docNo().orElse(id), draft.content(), job.delivery.address(), job.secretFile, files);
  }

  private void mark(Job job, Channel.Outcome outcome) {
    book.database().write(
        c -> {
          mark(c, job, outcome, book.clock().instant());
          return true;
        });
  }

  private static void mark(Connection c, Job job, Channel.Outcome outcome, Instant now) throws SQLException {
    String key = job.delivery.key();
    switch (outcome) {
      case Channel.Outcome.Delivered d -> {
        Sql.update(c, "UPDATE delivery SET tries = tries + 1 WHERE key = ?", key);
        Outbox.delivered(c, key, job.delivery.noticeId(), d.receipt(), Audit.PROGRAM, now);
      }
      case Channel.Outcome.Handed h -> failed(c, key, "HANDED", "HANDED", h.what(), now, now);
      case Channel.Outcome.Later l -> {
        boolean exhausted = job.tries >= DELAYS.size();
        Duration wait = exhausted ? Duration.ZERO : DELAYS.get(job.tries);
        Duration asked = l.after().orElse(Duration.ZERO);
        failed(c, key, exhausted ? "PERSON" : "WAITING", "LATER", l.why(), now, now.plus(wait.compareTo(asked) < 0 ? asked : wait));
      }
      case Channel.Outcome.Never n -> failed(c, key, "PERSON", "NEVER", n.why(), now, now);
    }
  }

  private static void failed(Connection c, String key, String state, String outcome, String detail, Instant now, Instant next)
      throws SQLException {
    Sql.update(
        c, "UPDATE delivery SET state = ?, tries = tries + 1, next_at = ?, leased_until = 0 WHERE key = ?", state, next, key);
    Sql.update(c, "INSERT INTO delivery_try (key, at, outcome, detail) VALUES (?, ?, ?, ?)", key, now, outcome, detail);
  }
}
