package cn.qingzheng.console.command;

/** What a command returns to the shell. */
final class ExitCode {
  static final int DONE = 0;
  /** Done, but there is something to look at. */
  static final int PROBLEMS = 1;
  /** Wrong use, wrong settings or data files; nothing was started. */
  static final int USAGE = 2;

  private ExitCode() {}
}
