package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.crawler.CrawlRecords;
import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.crawler.frontier.LedgerQueries;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "explain", description = "说明一个网址：怎么知道的、抓了没有、为什么、何时再抓。")
final class CrawlExplainCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "网址，http 或 https")
  private String url;

  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录（默认为上次扫描所用的）")
  private Optional<Path> seeds = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Home folder = home.existing();
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(ScannedSeeds.of(folder, seeds, Installation.root()), problems);
    problems.throwIfAny();
    PrintWriter out = spec.commandLine().getOut();
    try (CrawlRecords records = CrawlHome.open(folder)) {
      CrawlRecords.Explanation e =
          records
              .explain(url, plan)
              .orElseThrow(
                  () -> CommandException.usage("不是可以抓取的网址：" + TerminalText.safe(url) + " – 应以 http:// 或 https:// 开头"));
      lines(e, Clock.systemUTC().instant()).forEach(line -> out.println(TerminalText.safe(line)));
    }
    return ExitCode.DONE;
  }

  static List<String> lines(CrawlRecords.Explanation e, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add("网址：" + e.url());
    lines.add("种子：" + (e.seeds().isEmpty() ? "不在任何种子的主机上，不会顺着链接去抓" : String.join("、", e.seeds())));
    e.refusal().ifPresent(why -> lines.add("不跟随：" + why));
    lines.add("robots.txt：" + e.robots().map(allowed -> allowed ? "允许" : "不允许").orElse("一天之内没有取过"));
    e.suspension().ifPresent(s -> lines.add("主机暂停到 " + ScanText.time(s.until()) + "：" + s.reason()));
    if (e.known().isPresent()) {
      known(e.known().get(), now, lines);
    } else {
      lines.add("最近的运行里没有遇到这个网址。");
    }
    e.history()
        .ifPresentOrElse(
            h ->
                lines.add(
                    "历次：采集 " + h.visits() + " 次，变过 " + h.changes() + " 次；首次 " + ScanText.time(h.first()) + "，最近 "
                        + ScanText.time(h.seen()) + "；到期复查 " + ScanText.time(h.due())),
            () -> lines.add("历次：从未采集到。"));
    return lines;
  }

  private static void known(LedgerQueries.Known k, Instant now, List<String> lines) {
    lines.add(
        "来源：" + k.how().label() + k.from().map(f -> "，见于 " + f).orElse("") + "；种子 " + k.seedId() + "，深度 " + k.depth());
    lines.add("运行 " + k.runId() + "：" + state(k, now));
  }

  private static String state(LedgerQueries.Known k, Instant now) {
    String why =
        k.cause().map(c -> FailureCause.valueOf(c).label()).orElse("") + k.detail().map(d -> "（" + d + "）").orElse("");
    return switch (k.state()) {
      case "READY" ->
          "等待抓取，本主机前面还有 " + k.before() + " 个"
              + (k.due().isAfter(now) ? "；失败 " + k.attempts() + " 次，不早于 " + ScanText.time(k.due()) : "");
      case "DONE" -> k.capture().map(c -> "已采集 " + c).orElse("已处理") + why;
      case "FAILED" -> "没有采到，试了 " + k.attempts() + " 次：" + why;
      case "OVER" -> "没有去：种子的页数上限已用完";
      case "RESTS" -> "没有去：以前采集过，还没有到期复查";
      case "LEFT" -> "没有去：连接器的时段或当日请求已用完，留给下次";
      default -> k.state();
    };
  }
}
