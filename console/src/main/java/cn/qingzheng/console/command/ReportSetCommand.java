package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Column;
import cn.qingzheng.console.config.Casebooks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
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
    name = "set",
    description = {
      "填报附件1（培训类）的数：程序不采集，由业务部门提供。",
      "例：report set --by 张三 --source 培训科台账 --line 2 排查总量=40 低效无效=3 追回补贴资金=12800.50"
    })
final class ReportSetCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Mixin Acting acting;

  @Option(names = "--by", paramLabel = "NAME", description = "经办人姓名；登记人员后以令牌为准，可不写")
  private Optional<String> by = Optional.empty();

  @Option(names = "--source", required = true, paramLabel = "TEXT", description = "数从哪里来")
  private String source;

  @Option(names = "--line", required = true, paramLabel = "N", description = "附件1第几行：1 补贴性培训项目，2 承担任务的机构，3 主管部门所属单位")
  private int line;

  @Option(names = "--on", paramLabel = "DATE", description = "从哪一天起算；默认今天")
  private Optional<LocalDate> on = Optional.empty();

  @Parameters(arity = "1..*", paramLabel = "NAME=VALUE", description = "栏目和数值")
  private Map<String, String> values;

  @Override
  public Integer call() {
    Map<Column, Long> figures = new LinkedHashMap<>();
    values.forEach((name, value) -> figures.put(FigureNames.named(FigureNames.COLUMNS, name), FigureNames.value(name, value)));
    Clock clock = Clock.systemUTC();
    LocalDate day = on.orElseGet(() -> clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate());
    String officer;
    try (Casebook casebook = Casebooks.open(home.existing(), clock)) {
      String who = acting.name(casebook, by);
      officer = who;
      figures.forEach((column, value) -> casebook.setFigure(line, column, value, day, who, source));
    }
    spec.commandLine().getOut().println("已填报附件1第 " + line + " 行的 " + String.join("、", values.keySet()) + "，自 " + day + " 起，经办人 " + officer + "。");
    return ExitCode.DONE;
  }
}
