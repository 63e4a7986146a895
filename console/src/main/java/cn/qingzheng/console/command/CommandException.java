package cn.qingzheng.console.command;

/** Ends a command with one Chinese line that says what to do. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Wrong use or settings. */
  static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }

  /** Used rightly, but something is to be looked at. */
  static CommandException problem(String message) {
    return new CommandException(ExitCode.PROBLEMS, message);
  }

  int exitCode() {
    return exitCode;
  }
}
