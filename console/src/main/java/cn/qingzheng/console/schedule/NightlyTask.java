package cn.qingzheng.console.schedule;

/** What is done every night. */
@FunctionalInterface
public interface NightlyTask {
  /**
   * Runs to the end. The thread is interrupted when the program stops; the run then counts as not done and is caught up
   * at the next start.
   *
   * @return what came of it, one Chinese line
   * @throws InterruptedException if it was stopped before its end, by whomever; caught up at the next start
   * @throws Exception a failure; it is kept as the outcome, and the task is tried again the next night
   */
  String run() throws Exception;
}
