package cn.qingzheng.console.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Remembers, over restarts, when a task last ran. */
public interface LastRuns {
  Optional<LastRun> last(String task);

  /** Durable when it returns. */
  void record(String task, LastRun run);

  /**
   * @param at when it began
   * @param outcome what came of it, one Chinese line
   */
  record LastRun(Instant at, String outcome) {
    public LastRun {
      Objects.requireNonNull(at);
      outcome = outcome.replaceAll("\\R", " ").strip();
    }
  }
}
