package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.CopySignature;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CopyClue;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.crawler.CrawlRecords;
import cn.qingzheng.crawler.frontier.CopyTable;
import cn.qingzheng.crawler.frontier.Copy;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "copies",
    description = {
      "找出别的主机上内容相同或几乎相同的网页，改了名称、电话、价格的也算。",
      "不带参数时列出台账里的同文线索：名称不同而文字雷同的主体。只是线索，是否同一主体由人判断，程序不据此合并。"
    })
final class CrawlCopiesCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "URL|CAPTURE", description = "网址（取最近一次采集）或采集编号")
  private Optional<String> what = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Home folder = home.existing();
    PrintWriter out = spec.commandLine().getOut();
    if (what.isEmpty()) {
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        clues(casebook.copies(), out);
      }
      return ExitCode.DONE;
    }
    try (CrawlRecords records = CrawlHome.open(folder)) {
      Capture capture =
          records
              .capture(what.get())
              .or(() -> records.latest(what.get()))
              .orElseThrow(() -> CommandException.usage("没有采集过：" + TerminalText.safe(what.get()) + " – 请写采集编号，或采集过的网址"));
      copies(capture, records.copies(CopySignature.NEAR), out);
    }
    return ExitCode.DONE;
  }

  private static void copies(Capture capture, CopyTable table, PrintWriter out) {
    out.println("网页：" + TerminalText.safe(capture.url().toString()) + "，" + ScanText.time(capture.at()) + " 采集 " + capture.id());
    Optional<Long> group = table.group(capture.id());
    List<Copy> copies = table.elsewhere(capture);
    if (group.isEmpty()) {
      out.println("这一页文字太少，或采集时还没有这项比对（reindex 可补算），只比较了内容逐字节相同的。");
    }
    if (copies.isEmpty()) {
      out.println("别的主机上没有采集到相同或几乎相同的网页。");
      return;
    }
    TextTable lines = new TextTable().row("主机", "相同程度", "采集", "最近一次", "采集编号", "网址");
    for (Copy c : copies) {
      lines.row(
          c.host(), c.sameBytes() ? "逐字节相同" : nearness(c.distance()), c.captures(), ScanText.time(c.latest().at()),
          c.latest().id(), c.latest().url());
    }
    out.print(lines);
    out.println(
        "共 " + copies.size() + " 个别的主机"
            + group.map(g -> "；检索同一组的全部网页：./qingzheng search 同文:" + Long.toHexString(g)).orElse(""));
  }

  private static String nearness(int distance) {
    return distance == 0 ? "文字相同" : "近似，差 " + distance + "/64";
  }

  private static void clues(List<CopyClue> clues, PrintWriter out) {
    if (clues.isEmpty()) {
      out.println("台账里没有同文线索。");
      return;
    }
    TextTable lines = new TextTable().row("主体", "主体", "相同程度", "最近看到", "网址", "网址");
    for (CopyClue c : clues) {
      lines.row(
          c.one().subject().shown(), c.other().subject().shown(), nearness(c.distance()), ScanText.time(c.lastSeen()),
          c.one().url(), c.other().url());
    }
    out.print(lines);
    out.println("共 " + clues.size() + " 对。文字雷同可能是同一主体，也可能是抄袭，须由人核实。");
  }
}
