package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CityReports;
import cn.qingzheng.casework.ProgressTable;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    subcommands = {ReportSetCommand.class, ReportImportCommand.class, ReportWhyCommand.class, ReportDueCommand.class, ReportMonthCommand.class},
    description = {
      "生成附件1、附件2（DOCX、PDF）、工作小结、数据来源清单和供上级汇入的进展数据（CSV）。",
      "按机构计数，不按命中计数；“已核实”只计经办人确认的，候选数写在说明栏。"
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Mixin TableOptions options;

  @Option(names = "--out", paramLabel = "DIR", description = "输出目录；默认数据目录下的 reports")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--flat", description = "附件1 的“已核实”只作表头，不单设一列（通知原表两种读法均可）")
  private boolean flat;

  @Override
  public Integer call() throws IOException {
    Home folder = home.existing();
    Clock clock = Clock.systemUTC();
    try (Casebook casebook = Casebooks.open(folder, clock)) {
      if (casebook.runs().isEmpty() && !options.cities()) {
        throw CommandException.usage("还没有扫描过，排查数无从统计 – 请先运行 scan，或用 --cities 汇总各地报表");
      }
      ProgressTables tables = TableOptions.tables(casebook, folder);
      ProgressTable table = options.table(tables, clock);
      ProgressTables.Layout layout = flat ? ProgressTables.Layout.FLAT : ProgressTables.Layout.NESTED;
      List<Path> written = tables.writeAll(table, layout, out.orElse(folder.reports()));
      if (table.from().isEmpty()) {
        written.add(tables.writeFigures(table, region(folder), out.orElse(folder.reports())));
      }
      PrintWriter print = spec.commandLine().getOut();
      print.println(tables.summary(table).strip());
      table.warnings().forEach(w -> print.println("注意：" + w));
      written.forEach(file -> print.println("已写入 " + file));
    }
    return ExitCode.DONE;
  }

  private static CityReports.Region region(Home folder) {
    Config.Organ organ = HomeOptions.config(folder).organ();
    return new CityReports.Region(organ.region(), organ.place().isBlank() ? organ.name() : organ.place());
  }
}
