package cn.qingzheng.console.schedule;

import cn.qingzheng.console.schedule.LastRuns.LastRun;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the schedule is at, to be shown.
 *
 * @param running when the run that is going on began
 * @param last the last run that ended
 * @param next when it fires next; empty once closed
 */
public record ScheduleState(Optional<Instant> running, Optional<LastRun> last, Optional<Instant> next) {
  public ScheduleState {
    Objects.requireNonNull(running);
    Objects.requireNonNull(last);
    Objects.requireNonNull(next);
  }
}
