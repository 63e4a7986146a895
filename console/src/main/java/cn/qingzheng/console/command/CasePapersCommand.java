package cn.qingzheng.console.command;

import cn.qingzheng.casework.CaseBulletin;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.RectificationList;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
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

    @Option(names = "--most", paramLabel = "N", defaultValue = "10", description = "不写案件编号时至多选几起：各类问题轮流，已处理、已复查的在前；默认 ${DEFAULT-VALUE}")
    private int most;

    @Parameters(arity = "0..*", paramLabel = "CASE", description = "案件编号；不写则由程序从已确认的案件中选")
    private List<String> cases = List.of();

    @Override
    public Integer call() throws IOException {
      if (most < 1 || most > 100) {
        throw CommandException.usage("--most 应为 1 到 100，现为 " + most + " – 请改正");
      }
      Home folder = home.existing();
      Clock clock = Clock.systemUTC();
      try (Casebook casebook = Casebooks.open(folder, clock)) {
        String organ = HomeOptions.config(folder).organ().name();
        CaseBulletin bulletin = new CaseBulletin(casebook, Letters.templates(folder));
        List<String> chosen = cases.isEmpty() ? bulletin.telling(most) : cases.stream().distinct().toList();
        List<Path> files = bulletin.write(chosen, organ, Days.today(clock), out.orElse(folder.reports()));
        spec.commandLine().getOut().println("案件（" + chosen.size() + " 起）：" + String.join("、", chosen));
        files.forEach(f -> spec.commandLine().getOut().println("已写入 " + f));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "rectification", description = "生成整改清单（XLSX、DOCX、PDF）：已确认的案件、措施、期限、最近复查和状态。")
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
        new RectificationList(casebook, Letters.templates(folder)).write(organ, Days.today(clock), out.orElse(folder.reports()))
            .forEach(f -> spec.commandLine().getOut().println("已写入 " + f));
      }
      return ExitCode.DONE;
    }
  }
}
