package cn.qingzheng.console.schedule;

import cn.qingzheng.casework.NightlyTask.Outcome;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param outcome empty: it could not be done now and is tried again soon
 * @param message one Chinese line
 */
public record TaskResult(Optional<Outcome> outcome, String message) {
  public static TaskResult done(String message) {
    return new TaskResult(Optional.of(Outcome.DONE), message);
  }

  /** Done, and somebody has to look at something. */
  public static TaskResult attention(String message) {
    return new TaskResult(Optional.of(Outcome.ATTENTION), message);
  }

  /** Went wrong; everybody is told. */
  public static TaskResult failed(String message) {
    return new TaskResult(Optional.of(Outcome.FAILED), message);
  }

  /** Something else is in the way. */
  public static TaskResult later(String message) {
    return new TaskResult(Optional.empty(), message);
  }
}
