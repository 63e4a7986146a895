package cn.qingzheng.console.command;

import picocli.CommandLine.Option;

/** {@code --help}, on every command. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "显示本说明")
  private boolean help;
}
