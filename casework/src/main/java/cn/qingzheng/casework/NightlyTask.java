package cn.qingzheng.casework;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A task that the program does by itself, as the casebook knows it.
 *
 * @param node the machine whose own files it is about; empty if one machine does it for all
 * @param knownAt when it was first planned, or last taken up again
 * @param since what fired until then is accounted for; what fired later and was not done is owed
 * @param last the last run that ended
 * @param succeeded when a run last ended well
 * @param place what the task itself wants to remember
 */
public record NightlyTask(
    String name,
    String node,
    Instant knownAt,
    Instant since,
    Optional<Run> last,
    Optional<Instant> succeeded,
    Optional<Paused> paused,
    Optional<Running> running,
    String place) {
  public NightlyTask {
    Objects.requireNonNull(name);
    Objects.requireNonNull(node);
    Objects.requireNonNull(knownAt);
    Objects.requireNonNull(since);
    Objects.requireNonNull(place);
  }

  /** How a run ended. */
  public enum Outcome {
    DONE("完成"),
    /** Done, and somebody has to look at something. */
    ATTENTION("完成，有问题须查看"),
    FAILED("失败"),
    /** An officer stopped it. */
    STOPPED("已停止");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    public boolean good() {
      return this == DONE || this == ATTENTION;
    }
  }

  /** @param message what came of it, one Chinese line */
  public record Run(Instant began, Instant ended, Outcome outcome, String message) {}

  public record Paused(String by, Instant at) {}

  /**
   * @param holder the process that is at it
   * @param until when it counts as dead unless it says before that it lives
   */
  public record Running(String holder, Instant since, Instant until, Optional<String> stopAskedBy) {}
}
