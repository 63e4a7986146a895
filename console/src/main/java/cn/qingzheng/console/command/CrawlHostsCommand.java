package cn.qingzheng.console.command;

import cn.qingzheng.crawler.CrawlRecords;
import cn.qingzheng.crawler.CrawlSummary;
import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.crawler.frontier.LedgerQueries;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "hosts", description = "最近一次运行中各主机的进度、请求数、速率、失败原因和暂停。")
final class CrawlHostsCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "每个主机输出一行 JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (CrawlRecords records = CrawlHome.open(home.existing())) {
      Optional<String> run = records.lastRun();
      if (run.isEmpty()) {
        throw CommandException.usage("还没有运行过扫描 – 请先运行 scan");
      }
      Map<String, CrawlRecords.HostState> hosts = records.hosts(run.get());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        hosts.forEach((host, state) -> out.println(JSON.writeValueAsString(object(run.get(), host, state))));
      } else {
        out.println("运行 " + run.get() + "，" + hosts.size() + " 个主机");
        out.print(table(hosts));
      }
    }
    return ExitCode.DONE;
  }

  private static TextTable table(Map<String, CrawlRecords.HostState> hosts) {
    TextTable table = new TextTable().row("主机", "采集", "待抓", "未采到", "请求", "每分钟", "最后请求", "情况");
    hosts.forEach(
        (host, s) ->
            table.row(
                host, s.count().captured(), s.count().queueLeft(), s.count().notCaptured(),
                s.traffic().map(LedgerQueries.Traffic::requests).orElse(0L),
                s.traffic().map(t -> String.format(Locale.ROOT, "%.1f", perMinute(t))).orElse(""),
                s.traffic().map(t -> ScanText.time(t.last())).orElse(""), state(s)));
    return table;
  }

  private static String state(CrawlRecords.HostState s) {
    Stream<String> suspended =
        s.suspension().stream().map(x -> "暂停到 " + ScanText.time(x.until()) + "：" + x.reason());
    return TerminalText.safe(
        Stream.concat(suspended, causes(s.count()).entrySet().stream().map(e -> e.getKey() + " " + e.getValue()))
            .collect(Collectors.joining("，")));
  }

  private static Map<String, Long> causes(CrawlSummary.Count count) {
    Map<FailureCause, Long> all = new LinkedHashMap<>(count.refused());
    all.putAll(count.failed());
    Map<String, Long> named = new LinkedHashMap<>();
    all.forEach((cause, n) -> named.put(cause.label(), n));
    return named;
  }

  private static double perMinute(LedgerQueries.Traffic t) {
    double minutes = Duration.between(t.first(), t.last()).toMillis() / 60_000.0;
    return minutes == 0 ? t.requests() : (t.requests() - 1) / minutes;
  }

  private static Map<String, Object> object(String run, String host, CrawlRecords.HostState s) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run);
    object.put("host", host);
    object.put("captured", s.count().captured());
    object.put("waiting", s.count().queueLeft());
    object.put("causes", causes(s.count()));
    s.traffic()
        .ifPresent(
            t -> {
              object.put("requests", t.requests());
              object.put("bytes", t.bytes());
              object.put("per_minute", perMinute(t));
              object.put("first", t.first().toString());
              object.put("last", t.last().toString());
            });
    s.suspension()
        .ifPresent(
            x -> {
              object.put("suspended_until", x.until().toString());
              object.put("reason", x.reason());
            });
    return object;
  }
}
