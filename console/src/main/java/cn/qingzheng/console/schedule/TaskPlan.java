package cn.qingzheng.console.schedule;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that is done by itself.
 *
 * @param name short lower-case name, under which its state is kept
 * @param label its name in Chinese
 * @param node the machine whose own files it is about; empty if one of several machines does it for all
 * @param cron when; empty: only when somebody wants it
 * @param inTurn whether it waits for others that are in turn too: they write to the same files
 */
public record TaskPlan(String name, String label, String node, Optional<Cron> cron, boolean inTurn, Work work) {
  public TaskPlan {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("name should be a short lower-case name, was: " + name);
    }
    Objects.requireNonNull(label);
    Objects.requireNonNull(node);
    Objects.requireNonNull(cron);
    Objects.requireNonNull(work);
  }

  /** What is done. */
  @FunctionalInterface
  public interface Work {
    /**
     * Runs to the end, or until it hears that it is to stop.
     *
     * @param place what the last run wanted to remember
     * @throws InterruptedException if it was stopped before its end
     * @throws Exception a failure, which is told to everybody
     */
    TaskResult run(Place place, StopSignal stop) throws Exception;
  }

  /** What a task keeps from one run to the next. */
  public interface Place {
    String remembered();

    /** Lasts when it returns. */
    void remember(String place);
  }
}
