package cn.qingzheng.console.command;

import cn.qingzheng.casework.CaseField;
import cn.qingzheng.casework.Casebook;
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
    name = "state",
    description = {
      "登记案件的核实情况，供进展情况表统计：不考试发证、涉及证书等。约谈、移送、追回资金等处置用 case act。",
      "例：case state --by 张三 --reason 证书台账 2026-000001 不考试发证=1 涉及证书=120",
      "附件1行、附件2行改变主体列入哪一行，0 为不列入。"
    })
final class CaseStateCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Mixin Acting acting;

  @Option(names = "--by", paramLabel = "NAME", description = "经办人姓名；登记人员后以令牌为准，可不写")
  private Optional<String> by = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "依据，如 现场检查、证书台账")
  private String reason;

  @Option(names = "--on", paramLabel = "DATE", description = "从哪一天起算，如 2026-11-28；默认今天")
  private Optional<LocalDate> on = Optional.empty();

  @Parameters(index = "0", paramLabel = "CASE", description = "案件编号")
  private String caseId;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=VALUE", description = "项目和数值")
  private Map<String, String> values;

  @Override
  public Integer call() {
    Map<CaseField, Long> fields = new LinkedHashMap<>();
    values.forEach((name, value) -> fields.put(FigureNames.named(FigureNames.FIELDS, name), FigureNames.value(name, value)));
    Clock clock = Clock.systemUTC();
    LocalDate day = on.orElseGet(() -> clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate());
    String officer;
    try (Casebook casebook = Casebooks.open(home.existing(), clock)) {
      String who = acting.name(casebook, by);
      officer = who;
      fields.forEach((field, value) -> casebook.setCaseField(caseId, field, value, day, who, reason));
    }
    spec.commandLine().getOut().println("已登记 " + caseId + " 的 " + String.join("、", values.keySet()) + "，自 " + day + " 起，经办人 " + officer + "。");
    return ExitCode.DONE;
  }
}
