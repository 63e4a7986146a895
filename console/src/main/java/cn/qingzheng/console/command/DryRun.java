package cn.qingzheng.console.command;

import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.crawler.CrawlRecords;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.model.PathRules;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a scan would do, without a request. */
final class DryRun {
  private DryRun() {}

  static String of(ScanSetup setup) throws IOException {
    List<CrawlRecords.Outlook> seeds = outlook(setup);
    Duration delay = setup.crawl().politeness().minDelay();
    StringBuilder out = new StringBuilder("试演：没有访问网络，什么也没有采集。\n\n种子\n").append(table(seeds));
    if (!setup.plan().connectors().isEmpty()) {
      out.append("\n连接器\n").append(connectors(setup.plan().connectors()));
    }
    long pages = seeds.stream().mapToLong(s -> s.seed().limits().maxPages()).sum();
    out.append("\n至多采集 ").append(pages).append(" 页（种子），同一主机两次请求至少间隔 ").append(delay.toMillis()).append(" 毫秒；");
    out.append("按此间隔最久的主机至多约 ").append(minutes(longest(seeds, delay))).append(" 分钟。\n");
    return out.toString();
  }

  private static List<CrawlRecords.Outlook> outlook(ScanSetup setup) throws IOException {
    if (!Files.exists(setup.home().folder().resolve("crawl.db"))) {
      return setup.plan().seeds().stream().map(CrawlRecords.Outlook::unknown).toList();
    }
    try (CrawlRecords records = CrawlHome.open(setup.home())) {
      return records.outlook(setup.plan());
    }
  }

  private static TextTable table(List<CrawlRecords.Outlook> seeds) {
    TextTable table = new TextTable().row("种子", "首页", "页数上限", "深度", "路径", "已知页", "到期", "robots.txt", "情况");
    for (CrawlRecords.Outlook s : seeds) {
      table.row(
          s.seed().id(), s.seed().url(), s.seed().limits().maxPages(), s.seed().limits().maxDepth(),
          paths(s.seed().limits().paths()), s.known(), s.due(),
          s.robots().map(allowed -> allowed ? "允许" : "不允许").orElse("届时去取"),
          TerminalText.safe(
              s.suspension().map(x -> "暂停到 " + ScanText.time(x.until()) + "：" + x.reason()).orElse("")));
    }
    return table;
  }

  private static String paths(PathRules rules) {
    List<String> said = new ArrayList<>();
    if (!rules.allowed().isEmpty()) {
      said.add("只抓 " + String.join(" ", rules.allowed()));
    }
    if (!rules.refused().isEmpty()) {
      said.add("不抓 " + String.join(" ", rules.refused()));
    }
    return said.isEmpty() ? "全部" : TerminalText.safe(String.join("；", said));
  }

  private static TextTable connectors(List<Connector> connectors) {
    TextTable table = new TextTable().row("连接器", "名称", "检索页至多", "当日请求上限", "时段", "情况");
    for (Connector c : connectors) {
      table.row(
          c.id(), TerminalText.safe(c.name()), (long) c.keywords().perRun() * c.pagination().maxPages(),
          c.politeness().dailyRequests(), c.politeness().window().from() + "-" + c.politeness().window().to(),
          TerminalText.safe(c.idle().map(why -> "不运行：" + why).orElse("")));
    }
    return table;
  }

  private static Duration longest(List<CrawlRecords.Outlook> seeds, Duration delay) {
    long most =
        seeds.stream()
            .collect(
                Collectors.groupingBy(
                    s -> s.seed().url().getHost(), Collectors.summingLong(s -> s.seed().limits().maxPages())))
            .values().stream().mapToLong(Long::longValue).max().orElse(0);
    return delay.multipliedBy(most);
  }

  private static long minutes(Duration d) {
    return Math.max(1, d.toMinutes());
  }
}
