package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FoundPage;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "leads",
    description = {
      "列出搜索引擎给出的、不在清单中的网站。程序从不自行访问它们：看过之后，需要排查的请写进 institutions.csv。",
      "--pages 逐页列出。"
    })
final class ConnectorLeadsCommand implements Callable<Integer> {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int CELL = 50;

  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--pages", description = "逐页列出，不按网站合并")
  private boolean pages;

  @Override
  public Integer call() {
    Home folder = home.existing();
    List<FoundPage> found;
    try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
      found = casebook.foundPages();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (found.isEmpty()) {
      out.println("没有线索。");
      return ExitCode.DONE;
    }
    out.print(pages ? byPage(found) : byHost(found));
    return ExitCode.DONE;
  }

  private static TextTable byHost(List<FoundPage> found) {
    Map<String, List<FoundPage>> hosts =
        found.stream().collect(Collectors.groupingBy(FoundPage::host, LinkedHashMap::new, Collectors.toList()));
    TextTable table = new TextTable().row("网站", "页数", "最近出现", "检索词", "标题");
    hosts.entrySet().stream()
        .sorted((a, b) -> b.getValue().size() - a.getValue().size())
        .forEach(e -> table.row(
            e.getKey(),
            e.getValue().size(),
            day(e.getValue().stream().max(java.util.Comparator.comparing(FoundPage::lastSeen)).orElseThrow()),
            TextTable.cut(e.getValue().stream().map(FoundPage::keyword).distinct().collect(Collectors.joining("、")), CELL),
            TextTable.cut(e.getValue().get(0).title(), CELL)));
    return table;
  }

  private static TextTable byPage(List<FoundPage> found) {
    TextTable table = new TextTable().row("网址", "最近出现", "检索词", "标题");
    found.forEach(p -> table.row(p.url(), day(p), p.keyword(), TextTable.cut(p.title(), CELL)));
    return table;
  }

  private static LocalDate day(FoundPage page) {
    return page.lastSeen().atZone(ZONE).toLocalDate();
  }
}
