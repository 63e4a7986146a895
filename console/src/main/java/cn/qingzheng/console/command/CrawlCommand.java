package cn.qingzheng.console.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "crawl",
    description = {
      "查看抓取：各主机的情况、对某个主机的全部请求、某个网址为什么抓或不抓、存档里有它的哪些采集。",
      "只读本机记录，不访问网络；扫描进行中也可以看。"
    },
    subcommands = {
      CrawlHostsCommand.class, CrawlLedgerCommand.class, CrawlExplainCommand.class, CrawlFindCommand.class,
      CrawlExportCommand.class, CrawlCopiesCommand.class
    })
final class CrawlCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
