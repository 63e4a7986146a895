package cn.qingzheng.console.schedule;

import cn.qingzheng.casework.NightlyTask;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a task stands, to be shown.
 *
 * @param on whether it runs by itself at all
 * @param running when the run that is going on began, here or on another machine
 * @param waiting whether it waits here for another task to end
 * @param next when it fires next; empty if it is off or paused
 */
public record TaskState(
    String name,
    String label,
    boolean on,
    Optional<Instant> running,
    boolean waiting,
    Optional<NightlyTask.Run> last,
    Optional<NightlyTask.Paused> paused,
    Optional<Instant> next) {
  public TaskState {
    Objects.requireNonNull(running);
    Objects.requireNonNull(last);
    Objects.requireNonNull(paused);
    Objects.requireNonNull(next);
  }
}
