package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What went wrong by night: open until a later success, or until a system administrator says that he has seen it. */
public final class Alarms {
  /** A failure that was seen is not told again so soon: a task of every minute would never be quiet. */
  static final Duration QUIET = Duration.ofHours(12);

  /** What nobody has seen is told again so often. */
  static final Duration AGAIN = Duration.ofHours(24);

  private final Casebook book;

  public Alarms(Casebook book) {
    this.book = book;
  }

  /** Raises an alarm, or counts one more time on the one that is open. */
  public void raise(String task, String node, Alarm.Kind kind, String message) {
    book.database().write(c -> raise(c, task, node, kind, NightBook.line(message)));
  }

  private int raise(Connection c, String task, String node, Alarm.Kind kind, String message) throws SQLException {
    Instant now = book.clock().instant();
    record Going(long id, Optional<Instant> seen, Optional<Instant> told) {}
    Optional<Going> going =
        Sql.first(
            c,
            r -> new Going(r.getLong("id"), optional(r, "seen_at"), optional(r, "told_at")),
            "SELECT * FROM nightly_alarm WHERE task = ? AND node = ? AND kind = ? AND over_at IS NULL ORDER BY id DESC", task, node, kind);
    boolean loudAgain = going.flatMap(Going::seen).filter(s -> kind == Alarm.Kind.FAILED && !s.plus(QUIET).isAfter(now)).isPresent();
    if (going.isPresent() && !loudAgain) {
      if (going.get().seen.isEmpty() && going.get().told.filter(t -> !t.plus(AGAIN).isAfter(now)).isPresent()) {
        Sql.update(c, "UPDATE nightly_alarm SET told_at = NULL WHERE id = ?", going.get().id);
      }
      return Sql.update(
          c, "UPDATE nightly_alarm SET last_at = ?, times = times + 1, message = ? WHERE id = ?", now, message, going.get().id);
    }
    if (going.isPresent()) {
      Sql.update(c, "UPDATE nightly_alarm SET over_at = ? WHERE id = ?", now, going.get().id);
    }
    return Sql.update(
        c, "INSERT INTO nightly_alarm (task, node, kind, first_at, last_at, times, message) VALUES (?, ?, ?, ?, ?, 1, ?)", task, node, kind,
        now, now, message);
  }

  static void over(Connection c, String task, String node, Instant now) throws SQLException {
    Sql.update(c, "UPDATE nightly_alarm SET over_at = ? WHERE task = ? AND node = ? AND over_at IS NULL", now, task, node);
  }

  /** What everybody is to see, the oldest first. */
  public List<Alarm> open() {
    return book.database().read(
        c -> Sql.list(c, Alarms::read, "SELECT * FROM nightly_alarm WHERE over_at IS NULL AND seen_at IS NULL ORDER BY id"));
  }

  /** An administrator has seen it; nobody is shown it any more. */
  public void acknowledge(long id, String why, Officer by) {
    book.database().write(
        c -> {
          OfficerRows.known(c, by.number()).require("确认告警", Role.SYSTEM_ADMIN);
          if (why.isBlank()) {
            throw new Refusal("确认告警须写明原因或处理情况：请填写");
          }
          Instant now = book.clock().instant();
          int open =
              Sql.update(
                  c, "UPDATE nightly_alarm SET seen_by = ?, seen_at = ?, seen_why = ? WHERE id = ? AND seen_at IS NULL AND over_at IS NULL",
                  by.shown(), now, why.strip(), id);
          if (open == 0) {
            throw new Refusal("这条告警已经确认过或已经消除：请刷新页面");
          }
          String task = Sql.first(c, r -> r.getString("task"), "SELECT task FROM nightly_alarm WHERE id = ?", id).orElseThrow();
          Audit.append(c, now, new Audit.Act(by.shown(), "确认告警", task, why.strip(), "", Long.toString(id)));
          return true;
        });
  }

  /** What has to be told and was not, taken by the caller: no other process tells it too. */
  public List<Alarm> takeUntold() {
    return book.database().write(
        c -> {
          List<Alarm> untold =
              Sql.list(c, Alarms::read, "SELECT * FROM nightly_alarm WHERE told_at IS NULL AND seen_at IS NULL AND over_at IS NULL ORDER BY id");
          for (Alarm a : untold) {
            Sql.update(c, "UPDATE nightly_alarm SET told_at = ? WHERE id = ?", book.clock().instant(), a.id());
          }
          return untold;
        });
  }

  /** It could not be told; somebody tries again. */
  public void notTold(List<Alarm> alarms) {
    book.database().write(
        c -> {
          for (Alarm a : alarms) {
            Sql.update(c, "UPDATE nightly_alarm SET told_at = NULL WHERE id = ?", a.id());
          }
          return true;
        });
  }

  private static Optional<Instant> optional(ResultSet r, String column) throws SQLException {
    return r.getObject(column) == null ? Optional.empty() : Optional.of(Sql.instant(r, column));
  }

  private static Alarm read(ResultSet r) throws SQLException {
    return new Alarm(
        r.getLong("id"), r.getString("task"), r.getString("node"), Alarm.Kind.valueOf(r.getString("kind")), Sql.instant(r, "first_at"),
        Sql.instant(r, "last_at"), r.getLong("times"), r.getString("message"));
  }
}
