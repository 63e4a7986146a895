package cn.qingzheng.console.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one task is at, in short.
 *
 * @param running when the run that is going on began
 * @param last the last run that ended; empty if none ever did
 * @param next when it fires next; empty if it does not
 */
public record ScheduleState(Optional<Instant> running, Optional<Last> last, Optional<Instant> next) {
  public ScheduleState {
    Objects.requireNonNull(running);
    Objects.requireNonNull(last);
    Objects.requireNonNull(next);
  }

  /**
   * @param at when it began
   * @param outcome what came of it, one Chinese line
   */
  public record Last(Instant at, String outcome) {}

  public static ScheduleState of(TaskState task) {
    return new ScheduleState(
        task.running(),
        task.last().map(run -> new Last(run.began(), run.outcome().label() + (run.message().isEmpty() ? "" : "：" + run.message()))),
        task.next());
  }
}
