package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Column;
import cn.qingzheng.casework.ProgressTable;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "why",
    description = {"一个数从何而来：逐个列出主体、案件，汇总数列出各地报表和行号。", "例：report why 附件2第3行制售山寨证书　（或 2/3/制售山寨证书）"})
final class ReportWhyCommand implements Callable<Integer> {
  private static final Pattern CELL = Pattern.compile("(?:附件)?([12])[第/]([1-3])[行/](.+)");

  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Mixin TableOptions options;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "CELL", description = "附件、行、栏，如 附件1第2行追回补贴资金")
  private String cell;

  @Override
  public Integer call() {
    Matcher m = CELL.matcher(cell.strip());
    if (!m.matches()) {
      throw CommandException.usage("“" + cell + "”不是表中的一格 – 请写如 附件2第3行制售山寨证书");
    }
    Column column =
        Arrays.stream(Column.values()).filter(c -> c.label().equals(m.group(3).strip())).findFirst()
            .orElseThrow(() -> CommandException.usage("没有“" + m.group(3) + "”这一栏 – 可写：" + columns()));
    Home folder = home.existing();
    Clock clock = Clock.systemUTC();
    try (Casebook casebook = Casebooks.open(folder, clock)) {
      ProgressTable table = options.table(TableOptions.tables(casebook, folder), clock);
      ProgressTable.Line line = table.annex(Integer.parseInt(m.group(1))).line(Integer.parseInt(m.group(2)));
      ProgressTable.Cell found = line.cells().get(column);
      if (found == null) {
        throw CommandException.usage("附件" + m.group(1) + "没有“" + column.label() + "”这一栏 – 请改写另一张表");
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(line.label() + "　" + column.label() + "：" + column.shown(found.value()) + "（" + table.covers() + "）");
      found.behind().forEach(b -> out.println(
          "  " + TerminalText.safe(b.what()) + (b.cases().isEmpty() ? "" : "　案件 " + String.join(" ", b.cases()))));
    }
    return ExitCode.DONE;
  }

  private static String columns() {
    return Arrays.stream(Column.values()).map(Column::label).collect(Collectors.joining("、"));
  }
}
