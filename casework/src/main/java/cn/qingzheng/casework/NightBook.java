package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where tasks that run by themselves stand: kept over restarts and shared by the machines of one casebook. A run is held
 * by one process at a time, which says now and then that it lives; who stays silent longer than the lease loses it.
 */
public final class NightBook {
  private static final int LONGEST_MESSAGE = 2000;

  private final Casebook book;

  public NightBook(Casebook book) {
    this.book = book;
  }

  /** What a process hears when it says that it lives. */
  public enum Heard {
    GO_ON,
    /** An officer wants the run to end. */
    STOP,
    /** Another process has taken the run over. */
    LOST
  }

  /** The task, made known now if it was not: nothing that fired before is owed. */
  public NightlyTask enable(String task, String node) {
    return book.database().write(
        c -> {
          Instant now = book.clock().instant();
          Sql.update(
              c, "INSERT INTO nightly_task (task, node, known_at, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", task, node, now, now);
          return find(c, task, node).orElseThrow();
        });
  }

  public Optional<NightlyTask> find(String task, String node) {
    return book.database().read(c -> find(c, task, node));
  }

  /**
   * Takes a run, unless somebody is at it, or whatever fired until then was done meanwhile by another.
   *
   * @param fire when it fired; empty for a run that an officer wants in any case
   * @param alone whether the caller knows by other means that no other process can be at it
   * @return the task as taken; empty if the run is not the caller's
   */
  public Optional<NightlyTask> begin(String task, String node, String holder, Duration lease, Optional<Instant> fire, boolean alone) {
    return book.database().write(
        c -> {
          Instant now = book.clock().instant();
          NightlyTask before = known(c, task, node);
          boolean held = !alone && before.running().filter(r -> r.until().isAfter(now)).isPresent();
          if (held || fire.filter(f -> !before.since().isBefore(f) || before.paused().isPresent()).isPresent()) {
            return Optional.empty();
          }
          Sql.update(
              c, "UPDATE nightly_task SET holder = ?, running_since = ?, held_until = ?, stop_asked_by = NULL WHERE task = ? AND node = ?",
              holder, now, now.plus(lease), task, node);
          return find(c, task, node);
        });
  }

  /** Says that the run goes on. */
  public Heard alive(String task, String node, String holder, Duration lease) {
    return book.database().write(
        c -> {
          int mine =
              Sql.update(
                  c, "UPDATE nightly_task SET held_until = ? WHERE task = ? AND node = ? AND holder = ?",
                  book.clock().instant().plus(lease), task, node, holder);
          if (mine == 0) {
            return Heard.LOST;
          }
          return known(c, task, node).running().flatMap(NightlyTask.Running::stopAskedBy).isPresent() ? Heard.STOP : Heard.GO_ON;
        });
  }

  /**
   * Writes down how a run ended; nothing if it was lost to another process.
   *
   * @param ended empty if it was broken off: it stays owed
   */
  public void end(String task, String node, String holder, Optional<NightlyTask.Outcome> ended, String message) {
    book.database().write(
        c -> {
          Optional<NightlyTask.Running> mine = known(c, task, node).running().filter(r -> r.holder().equals(holder));
          if (mine.isEmpty()) {
            return 0;
          }
          Instant now = book.clock().instant();
          if (ended.isPresent()) {
            Sql.update(
                c, "UPDATE nightly_task SET since = ?, began_at = ?, ended_at = ?, outcome = ?, message = ? WHERE task = ? AND node = ?",
                mine.get().since(), mine.get().since(), now, ended.get(), line(message), task, node);
          }
          if (ended.filter(NightlyTask.Outcome::good).isPresent()) {
            Sql.update(c, "UPDATE nightly_task SET succeeded_at = ? WHERE task = ? AND node = ?", now, task, node);
            Alarms.over(c, task, node, now);
          }
          return Sql.update(
              c, "UPDATE nightly_task SET holder = NULL, running_since = NULL, held_until = NULL, stop_asked_by = NULL WHERE task = ? AND node = ?",
              task, node);
        });
  }

  static String line(String message) {
    String one = message.replaceAll("\\R", " ").strip();
    return one.length() > LONGEST_MESSAGE ? one.substring(0, LONGEST_MESSAGE) + "…" : one;
  }

  /** Keeps what a task wants to remember until its next run. */
  public void remember(String task, String node, String place) {
    book.database().write(c -> Sql.update(c, "UPDATE nightly_task SET place = ? WHERE task = ? AND node = ?", place, task, node));
  }

  /** From now on it does not run by itself, on no machine. */
  public void pause(String task, String node, Officer by) {
    act(task, node, by, "暂停任务", (c, t, now) -> {
      if (t.paused().isPresent()) {
        throw new Refusal("这项任务已由" + t.paused().get().by() + "暂停");
      }
      Sql.update(c, "UPDATE nightly_task SET paused_by = ?, paused_at = ? WHERE task = ? AND node = ?", by.shown(), now, task, node);
    });
  }

  /** Runs by itself again from its next time on; what it missed meanwhile is not owed. */
  public void resume(String task, String node, Officer by) {
    act(task, node, by, "恢复任务", (c, t, now) -> {
      if (t.paused().isEmpty()) {
        throw new Refusal("这项任务没有暂停");
      }
      Sql.update(
          c, "UPDATE nightly_task SET paused_by = NULL, paused_at = NULL, known_at = ?, since = ? WHERE task = ? AND node = ?",
          now, now, task, node);
    });
  }

  /** Asks the process that is at it to end the run. */
  public void askStop(String task, String node, Officer by) {
    act(task, node, by, "停止任务", (c, t, now) -> {
      if (t.running().isEmpty()) {
        throw new Refusal("这项任务没有在运行");
      }
      Sql.update(c, "UPDATE nightly_task SET stop_asked_by = ? WHERE task = ? AND node = ?", by.shown(), task, node);
    });
  }

  /** Writes down that an officer wants a run now. */
  public void wanted(String task, String node, Officer by) {
    act(task, node, by, "立即运行任务", (c, t, now) -> {
      if (t.running().filter(r -> r.until().isAfter(now)).isPresent()) {
        throw new Refusal("这项任务正在运行");
      }
    });
  }

  @FunctionalInterface
  private interface Act {
    void run(Connection c, NightlyTask task, Instant now) throws SQLException;
  }

  private void act(String task, String node, Officer by, String what, Act act) {
    book.database().write(
        c -> {
          OfficerRows.known(c, by.number()).require(what, Role.SYSTEM_ADMIN);
          Instant now = book.clock().instant();
          act.run(c, known(c, task, node), now);
          Audit.append(c, now, new Audit.Act(by.shown(), what, task, "", "", node));
          return true;
        });
  }

  private static NightlyTask known(Connection c, String task, String node) throws SQLException {
    return find(c, task, node).orElseThrow(() -> new Refusal("没有这项任务：" + task));
  }

  private static Optional<NightlyTask> find(Connection c, String task, String node) throws SQLException {
    List<NightlyTask> found = Sql.list(c, NightBook::read, "SELECT * FROM nightly_task WHERE task = ? AND node = ?", task, node);
    return found.stream().findFirst();
  }

  private static NightlyTask read(ResultSet r) throws SQLException {
    Optional<NightlyTask.Run> last =
        Sql.text(r, "outcome").isEmpty()
            ? Optional.empty()
            : Optional.of(
                new NightlyTask.Run(
                    Sql.instant(r, "began_at"), Sql.instant(r, "ended_at"), NightlyTask.Outcome.valueOf(r.getString("outcome")),
                    r.getString("message")));
    Optional<NightlyTask.Running> running =
        Sql.text(r, "holder").isEmpty()
            ? Optional.empty()
            : Optional.of(
                new NightlyTask.Running(
                    r.getString("holder"), Sql.instant(r, "running_since"), Sql.instant(r, "held_until"), Sql.text(r, "stop_asked_by")));
    Optional<NightlyTask.Paused> paused =
        Sql.text(r, "paused_by").isEmpty()
            ? Optional.empty()
            : Optional.of(new NightlyTask.Paused(r.getString("paused_by"), Sql.instant(r, "paused_at")));
    return new NightlyTask(
        r.getString("task"), r.getString("node"), Sql.instant(r, "known_at"), Sql.instant(r, "since"), last,
        r.getObject("succeeded_at") == null ? Optional.empty() : Optional.of(Sql.instant(r, "succeeded_at")), paused, running,
        r.getString("place"));
  }
}
