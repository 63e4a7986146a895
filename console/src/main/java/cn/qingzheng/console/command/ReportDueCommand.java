package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.PendingCount;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.casework.ReportingDates;
import cn.qingzheng.casework.Templates;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "due", description = "下一次报送是哪天，截止前还有哪些候选核实后会改变表中的数。")
final class ReportDueCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--as-of", paramLabel = "DATE", description = "以哪一天为今天；默认今天")
  private Optional<LocalDate> asOf = Optional.empty();

  @Override
  public Integer call() {
    Home folder = home.existing();
    Clock clock = Clock.systemUTC();
    LocalDate today = asOf.orElseGet(() -> Days.today(clock));
    Templates templates = Letters.templates(folder);
    PrintWriter out = spec.commandLine().getOut();
    for (ReportingDates.Due due : templates.dates().next(today, templates.calendar())) {
      out.println(
          due.what() + "：" + due.nominal() + " 前报送，最迟 " + due.last() + "（工作日）报出，" + due.remind() + " 起提醒"
              + (today.isBefore(due.remind()) ? "" : "　←请办理"));
      due.caution().ifPresent(caution -> out.println("  注意：" + caution));
    }
    try (Casebook casebook = Casebooks.open(folder, clock)) {
      List<PendingCount> pending =
          new ProgressTables(casebook, templates, HomeOptions.config(folder).organ().place()).pending(today);
      if (pending.isEmpty()) {
        out.println("没有核实后会改变表中数字的候选。");
      } else {
        out.println("以下 " + pending.size() + " 个主体的候选如确认，将计入表中：");
        TextTable table = new TextTable().row("表", "行", "栏", "主体", "案件");
        pending.forEach(p -> table.row(
            "附件" + p.annex(), p.line(), p.column().label(), TextTable.cut(p.subject().what(), 50), String.join(" ", p.subject().cases())));
        out.print(table);
      }
    }
    return ExitCode.DONE;
  }
}
