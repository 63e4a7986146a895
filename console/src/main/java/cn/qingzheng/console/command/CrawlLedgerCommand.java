package cn.qingzheng.console.command;

import cn.qingzheng.crawler.CrawlRecords;
import cn.qingzheng.crawler.frontier.LedgerQueries;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "ledger",
    description = {"抓取台账：向某个主机请求过什么、何时、依据什么规则。", "每个请求一行，记录保留十三个月。"})
final class CrawlLedgerCommand implements Callable<Integer> {
  private static final int MOST = 100_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "HOST", description = "主机名，如 www.school.example")
  private String host;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "最多多少条，最近的在前（默认 50）")
  private int limit;

  @Option(names = "--json", description = "每个请求输出一行 JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (limit < 1 || limit > MOST) {
      throw CommandException.usage("--limit 应为 1 到 " + MOST + "，现为：" + limit);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (CrawlRecords records = CrawlHome.open(home.existing())) {
      List<LedgerQueries.Request> requests = records.ledger(host, limit);
      if (json) {
        requests.forEach(r -> out.println(JSON.writeValueAsString(object(r))));
      } else if (requests.isEmpty()) {
        out.println("没有向 " + TerminalText.safe(host) + " 发过请求。");
      } else {
        out.print(table(requests));
      }
    }
    return ExitCode.DONE;
  }

  private static TextTable table(List<LedgerQueries.Request> requests) {
    TextTable table = new TextTable().row("时间", "结果", "毫秒", "字节", "IP", "规则", "其后间隔", "网址");
    for (LedgerQueries.Request r : requests) {
      table.row(
          TIME.format(r.at()), r.result(), r.took().toMillis(), r.bytes(), r.ip(), r.robots(),
          r.pause().toMillis() + " 毫秒（" + r.pauseWhy() + "）", TerminalText.safe(r.url().toString()));
    }
    return table;
  }

  private Map<String, Object> object(LedgerQueries.Request r) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("at", r.at().toString());
    object.put("host", host);
    object.put("url", r.url().toString());
    object.put("run", r.runId());
    object.put("seed", r.seedId());
    object.put("result", r.result());
    object.put("took_ms", r.took().toMillis());
    object.put("bytes", r.bytes());
    object.put("ip", r.ip());
    object.put("robots", r.robots());
    object.put("pause_ms", r.pause().toMillis());
    object.put("pause_why", r.pauseWhy());
    return object;
  }
}
