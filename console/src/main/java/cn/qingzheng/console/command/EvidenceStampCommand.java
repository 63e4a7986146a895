package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.console.scan.StampJob;
import cn.qingzheng.console.scan.StampReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "stamp",
    description = {
      "为还没有可信时间戳（RFC 3161）的证据包补做时间戳；每晚扫描后也会自动补做。",
      "机构写在设置的 evidence.timestamp_authorities 中。证据内容和清单的校验值不变。"
    })
final class EvidenceStampCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "EV-ID", description = "证据包编号（默认为全部待补的）")
  private List<String> ids = List.of();

  @Option(names = "--list", description = "只列出待补的，不请求时间戳")
  private boolean list;

  @Override
  public Integer call() throws IOException, ScanUnderWayException {
    Home folder = home.existing();
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      List<String> waiting = StampJob.waiting(folder, Clock.systemUTC());
      waiting.forEach(out::println);
      out.println("待补时间戳的证据包 " + waiting.size() + " 个。");
      return ExitCode.DONE;
    }
    StampReport report = StampJob.run(folder, ids, Clock.systemUTC());
    report.stamped().forEach(out::println);
    out.println("取得时间戳的证据包 " + report.stamped().size() + " 个，仍待补的 " + report.pending().size() + " 个。");
    report.reasons().forEach(r -> out.println(TerminalText.safe(r)));
    return report.pending().isEmpty() && report.reasons().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
  }
}
