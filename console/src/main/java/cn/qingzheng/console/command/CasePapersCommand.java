package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CaseLists;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Papers made of cases: 典型案例通报 and 整改清单. */
final class CasePapersCommand {
  private CasePapersCommand() {}

  @Command(name = "bulletin", description = "起草典型案例通报（DOCX、PDF）：只写已确认的案件，机构、店铺、网址、电话等一律隐去，须经审签后使用。")
  static final class Bulletin implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", description = "输出目录；默认数据目录下的 reports")
    private Optional<Path> out = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "CASE", description = "案件编号")
    private List<String> cases;

    @Override
    public Integer call() throws IOException {
      Home folder = home.existing();
      Clock clock = Clock.systemUTC();
      try (Casebook casebook = Casebooks.open(folder, clock)) {
        String organ = HomeOptions.config(folder).organ().name();
        List<Path> files = new CaseLists(casebook).bulletin(cases.stream().distinct().toList(), organ, Days.today(clock), out.orElse(folder.reports()));
        files.forEach(f -> spec.commandLine().getOut().println("已写入 " + f));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "rectification", description = "生成整改清单（XLSX、DOCX）：已确认的案件、措施、期限、最近复查和状态。")
  static final class Rectification implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", description = "输出目录；默认数据目录下的 reports")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
      Home folder = home.existing();
      Clock clock = Clock.systemUTC();
      try (Casebook casebook = Casebooks.open(folder, clock)) {
        String organ = HomeOptions.config(folder).organ().name();
        new CaseLists(casebook).rectification(organ, Days.today(clock), out.orElse(folder.reports()))
            .forEach(f -> spec.commandLine().getOut().println("已写入 " + f));
      }
      return ExitCode.DONE;
    }
  }
}
