package cn.qingzheng.console.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "connector",
    description = "接入平台的连接器：检查、试取一页、查看搜索引擎给出的线索。",
    subcommands = {ConnectorCheckCommand.class, ConnectorPreviewCommand.class, ConnectorLeadsCommand.class})
final class ConnectorCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
