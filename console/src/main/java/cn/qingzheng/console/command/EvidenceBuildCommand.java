package cn.qingzheng.console.command;

import cn.qingzheng.casework.ExtractionRecord;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.EvidenceJob;
import cn.qingzheng.console.scan.EvidenceReport;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.model.EvidencePackage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "build",
    description = {
      "为一个案件中已确认的和高风险的候选制作证据包；内容未变、已有证据包的不重做。",
      "写明两名提取人（--officer 两次）的，电子数据提取笔录一并封入；其他的可在封存后用 evidence record 出具。"
    })
final class EvidenceBuildCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "CASE", description = "案件编号")
  private String caseId;

  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录（默认为上次扫描所用的）")
  private Optional<Path> seeds = Optional.empty();

  @Mixin EvidenceOfficers officers;

  @Override
  public Integer call() throws IOException, ScanUnderWayException {
    Home folder = home.existing();
    Path root = Installation.root();
    ScanSetup setup =
        ScanSetup.load(folder, root, ScannedSeeds.of(folder, seeds, root), AddressGuard.publicOnly());
    EvidenceReport report =
        EvidenceJob.run(setup, caseId, papers(setup), Clock.systemUTC())
            .orElseThrow(() -> CommandException.usage("没有案件 " + caseId + " – 用 case list 查看编号"));
    PrintWriter out = spec.commandLine().getOut();
    for (EvidencePackage p : report.built()) {
      out.println(p.id() + "  " + p.file());
    }
    out.println("新制作 " + report.built().size() + " 个，此前已有 " + report.kept() + " 个。");
    report.pictureProblem().ifPresent(out::println);
    report.problems().forEach(p -> out.println(TerminalText.safe(p)));
    return report.problems().isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  /** An extraction record goes into the packages if its officers are named. */
  private Optional<ExtractionRecord.People> papers(ScanSetup setup) {
    return officers.named() ? Optional.of(officers.people(setup.config().evidence().place())) : Optional.empty();
  }
}
