package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CaseState;
import cn.qingzheng.casework.Recheck;
import cn.qingzheng.casework.RecheckVerdict;
import cn.qingzheng.casework.Rechecks;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.RecheckJob;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.crawler.net.AddressGuard;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "recheck",
    description = {
      "复查：重新访问案件中已确认发现的网址，逐项说明已消失、改换说法、换址仍在、仍在、反弹或未能访问，并固定证据。",
      "函件或限期整改到期后第 1、7、30 天应复查；夜间计划自动进行，也可在此手工进行。未能访问不说明任何问题。"
    })
final class RecheckCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--due", description = "复查今天应复查的全部案件")
  private boolean due;

  @Option(names = "--list", description = "只列出：应复查的案件，或所写案件历次复查的结果；不访问网络")
  private boolean list;

  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录（默认为上次扫描所用）")
  private Optional<Path> seeds = Optional.empty();

  @Parameters(arity = "0..*", paramLabel = "CASE", description = "案件编号")
  private List<String> caseIds = List.of();

  @Override
  public Integer call() throws Exception {
    if (due != caseIds.isEmpty() && !list) {
      throw CommandException.usage("请写明案件编号，或用 --due 复查今天应复查的案件");
    }
    Home folder = home.existing();
    Clock clock = Clock.systemUTC();
    PrintWriter out = spec.commandLine().getOut();
    List<String> wanted;
    try (Casebook casebook = Casebooks.open(folder, clock)) {
      if (list) {
        list(casebook, clock, out);
        return ExitCode.DONE;
      }
      wanted = due ? new Rechecks(casebook).due(Days.today(clock)).stream().map(Recheck.Due::caseId).toList() : checked(casebook);
    }
    if (wanted.isEmpty()) {
      out.println("今天没有应复查的案件。");
      return ExitCode.DONE;
    }
    Path root = Installation.root();
    ScanSetup setup = ScanSetup.load(folder, root, ScannedSeeds.of(folder, seeds, root), AddressGuard.publicOnly());
    RecheckJob job = new RecheckJob(setup, clock);
    RecheckJob.Report report = CleanStop.during(job::stop, () -> job.run(wanted));
    return print(report, out);
  }

  private List<String> checked(Casebook casebook) {
    Rechecks rechecks = new Rechecks(casebook);
    for (String id : caseIds) {
      CaseState state =
          casebook.caseFile(id).orElseThrow(() -> CommandException.usage("没有案件 " + id + " – 用 case list 查看编号")).state();
      if (!state.open() || rechecks.items(id).isEmpty()) {
        throw CommandException.usage("案件 " + id + " 没有可复查的已确认发现（" + state.label() + "） – 请先确认，或检查编号");
      }
    }
    return caseIds.stream().distinct().toList();
  }

  private void list(Casebook casebook, Clock clock, PrintWriter out) {
    Rechecks rechecks = new Rechecks(casebook);
    if (caseIds.isEmpty()) {
      List<Recheck.Due> open = rechecks.due(Days.today(clock));
      open.forEach(d -> out.println(d.caseId() + "  期限 " + d.deadline() + "，自 " + d.since() + " 起应复查"));
      out.println(open.isEmpty() ? "今天没有应复查的案件。" : "共 " + open.size() + " 件。");
    }
    for (String id : caseIds) {
      out.println("案件 " + id);
      rechecks.of(id).forEach(r -> out.println("  " + ScanText.time(r.at()) + "  " + line(r.seen()) + "  " + TerminalText.safe(r.url().toString())));
    }
  }

  private static String line(Recheck.Seen s) {
    return s.verdict().label() + (s.verdict().superficial() ? "（疑似表面整改）" : "") + "  " + TerminalText.safe(s.detail());
  }

  private static int print(RecheckJob.Report report, PrintWriter out) {
    if (report.stopped()) {
      out.println("已停止，本次复查不作结论。");
      return ExitCode.PROBLEMS;
    }
    boolean unclear = false;
    for (Map.Entry<String, List<Recheck.Seen>> c : report.seen().entrySet()) {
      out.println("案件 " + c.getKey());
      c.getValue().forEach(s -> out.println("  " + line(s) + "  指纹 " + s.fingerprint().substring(0, 12)));
      unclear |= c.getValue().stream().anyMatch(s -> s.verdict() == RecheckVerdict.UNREACHABLE);
    }
    report.evidence().built().forEach(p -> out.println("证据 " + p.id() + "  " + p.file()));
    report.evidence().problems().forEach(out::println);
    return unclear || !report.evidence().problems().isEmpty() ? ExitCode.PROBLEMS : ExitCode.DONE;
  }
}
