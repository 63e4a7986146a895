package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.HostQueueFrontier;
import cn.qingzheng.crawler.frontier.HostTable;
import cn.qingzheng.crawler.frontier.SpentTable;
import cn.qingzheng.crawler.frontier.RunTable;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.SeedPlan;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sums a run up. */
record Summing(
    RunTable urls,
    HostQueueFrontier frontier,
    Tally tally,
    Map<String, ConnectorStats> stats,
    SpentTable table,
    HostTable hostTable,
    Clock clock) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

  /** @param expired approvals that were refused, a line each */
  CrawlSummary sum(SeedPlan plan, String runId, List<String> expired) {
    Map<String, CrawlSummary.Count> hosts = new TreeMap<>(urls.counts());
    tally.byHost().forEach((host, bytes) -> hosts.merge(host, bytes, CrawlSummary.Count::plus));
    CrawlSummary.Count total = hosts.values().stream().reduce(CrawlSummary.Count.none(), CrawlSummary.Count::plus);
    List<String> all = new ArrayList<>(expired);
    frontier.ended().ifPresent(why -> all.add("运行提前结束：" + why + "；其余的下次接着抓"));
    Map<String, String> suspended = suspended(hosts.keySet());
    all.addAll(suspended.values());
    frontier.leftAlone().forEach((host, why) -> {
      if (!suspended.containsKey(host)) {
        all.add(host + "：" + why);
      }
    });
    List<CrawlSummary.ConnectorHealth> health = plan.connectors().stream().map(c -> health(c, all)).toList();
    if (total.captured() == 0 && health.stream().allMatch(h -> h.leads() == 0)) {
      all.add("一个网页也没有取到");
    }
    return new CrawlSummary(runId, total, hosts, health, all, urls.resumable());
  }

  /** A line for every host that nobody may go to for a time, whether anything of it is waiting or not: a task. */
  private Map<String, String> suspended(Set<String> hosts) {
    Map<String, String> left = frontier.leftAlone();
    Map<String, String> lines = new TreeMap<>();
    hostTable.suspended(clock.instant()).forEach((host, s) -> {
      if (hosts.contains(host)) {
        String until = "，暂停至 " + TIME.format(s.until()) + "，请人工处理（取得平台同意、改用人工导入或停用）";
        lines.put(host, host + "：" + left.getOrDefault(host, s.reason()) + until);
      }
    });
    return lines;
  }

  private CrawlSummary.ConnectorHealth health(Connector c, List<String> problems) {
    ConnectorStats s = stats.get(c.id());
    if (c.idle().isPresent()) {
      return new CrawlSummary.ConnectorHealth(c.id(), false, 0, 0, 0, c.idle().get());
    }
    long before = urls.searched(c.id());
    if (s.searches() == 0 && before > 0 && frontier.left(c.id()).isEmpty()) {
      return new CrawlSummary.ConnectorHealth(c.id(), true, before, 0, 0, "检索在本次运行中断之前已完成");
    }
    if (s.searches() == 0) {
      String why = frontier.left(c.id()).orElse("没有执行任何检索");
      problems.add("接入配置 " + c.id() + "：" + why);
      return new CrawlSummary.ConnectorHealth(c.id(), false, 0, 0, 0, why);
    }
    List<String> complaints = s.complaints();
    int badRuns = table.ran(c.id(), !complaints.isEmpty());
    if (s.drifted() || badRuns >= c.health().alertAfterRuns()) {
      problems.add("接入配置 " + c.id() + "：" + String.join("；", complaints) + "（连续 " + badRuns + " 次）");
    }
    return new CrawlSummary.ConnectorHealth(c.id(), true, s.searches(), s.items(), s.leads(), String.join("；", complaints));
  }
}
