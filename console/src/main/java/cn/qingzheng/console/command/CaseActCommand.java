package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Disposition;
import cn.qingzheng.casework.DispositionKind;
import cn.qingzheng.casework.Dispositions;
import cn.qingzheng.console.config.Casebooks;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was done about a case: entered, listed, taken back. */
final class CaseActCommand {
  private CaseActCommand() {}

  @Command(
      name = "act",
      description = {
        "登记案件处置，自处置之日起计入进展情况表。登记不可修改，有误用 case reverse 冲销。",
        "例：case act 2026-000001 追回补贴资金 --amount 12800.50 --doc 海人社处〔2026〕3号 --reason 缴款书",
        "    case act 2026-000001 限期整改 --due 2026-12-10 --reason 现场检查"
      })
  static final class Enter implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Option(names = "--by", paramLabel = "NAME", description = "经办人姓名；登记人员后以令牌为准，可不写")
    private Optional<String> by = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "依据，如 现场检查、缴款书")
    private String reason;

    @Option(names = "--on", paramLabel = "DATE", description = "处置日期，如 2026-11-28；默认今天")
    private Optional<LocalDate> on = Optional.empty();

    @Option(names = "--doc", paramLabel = "TEXT", defaultValue = "", description = "文号")
    private String docNo;

    @Option(names = "--amount", paramLabel = "N", defaultValue = "1", description = "数量：证书（本）、数据（条）、人次、项目（个）；资金写元")
    private String amount;

    @Option(names = "--due", paramLabel = "DATE", description = "整改期限，只用于限期整改")
    private Optional<LocalDate> due = Optional.empty();

    @Parameters(index = "0", paramLabel = "CASE", description = "案件编号")
    private String caseId;

    @Parameters(index = "1", paramLabel = "KIND", description = "处置：行政指导、约谈、限期整改、处罚移交、移送司法、移送纪检、移送市监、终止备案、移出项目目录、移出机构目录、取消评价结果、宣布证书作废、撤销证书数据、追回补贴资金")
    private String kind;

    @Override
    public Integer call() {
      DispositionKind what = kind(kind);
      Clock clock = Clock.systemUTC();
      LocalDate day = on.orElseGet(() -> Days.today(clock));
      Disposition.Act act = new Disposition.Act(what, day, docNo, amount(what), due);
      try (Casebook casebook = Casebooks.open(home.existing(), clock)) {
        String who = acting.name(casebook, by);
        long number = new Dispositions(casebook).enter(caseId, act, who, reason);
        spec.commandLine().getOut().println(
            "已登记 " + caseId + " " + what.label() + " " + what.shown(act.amount()) + "，" + day + "，登记号 " + number + "，经办人 " + who + "。");
      }
      return ExitCode.DONE;
    }

    private long amount(DispositionKind what) {
      boolean money = what.unit() == DispositionKind.Unit.YUAN;
      if (spec.commandLine().getParseResult().matchedOption("--amount") == null && what.unit() != DispositionKind.Unit.ONCE) {
        throw CommandException.usage("没有写明数量 – 请用 --amount 写明“" + what.label() + "”多少" + what.unit().label());
      }
      try {
        BigDecimal number = new BigDecimal(amount.strip());
        return money ? number.movePointRight(2).longValueExact() : number.longValueExact();
      } catch (NumberFormatException | ArithmeticException e) {
        throw CommandException.usage("--amount 不对：" + amount + " – " + (money ? "请写元，最多两位小数" : "请写整数"));
      }
    }
  }

  static DispositionKind kind(String label) {
    return DispositionKind.labelled(label)
        .orElseThrow(
            () ->
                CommandException.usage(
                    "没有“" + label + "”这种处置 – 可写："
                        + Arrays.stream(DispositionKind.values()).map(DispositionKind::label).collect(Collectors.joining("、"))));
  }

  @Command(name = "acts", description = "列出案件的处置，冲销的一并列出。")
  static final class Acts implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "CASE", description = "案件编号")
    private String caseId;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        PrintWriter out = spec.commandLine().getOut();
        casebook.caseFile(caseId).orElseThrow(() -> CommandException.usage("没有案件 " + caseId + " – 用 case list 查看编号"));
        List<Disposition> acts = new Dispositions(casebook).of(caseId);
        if (acts.isEmpty()) {
          out.println("案件 " + caseId + " 没有登记处置。");
          return ExitCode.DONE;
        }
        TextTable table = new TextTable().row("登记号", "日期", "处置", "数量", "文号", "期限", "经办人", "依据", "状态");
        acts.forEach(d -> table.row(
            d.number(), d.act().day(), d.act().kind().label(), d.act().kind().shown(d.act().amount()), d.act().docNo(),
            d.act().due().map(LocalDate::toString).orElse(""), d.officer(), TextTable.cut(d.reason(), 30), state(d)));
        out.print(table);
      }
      return ExitCode.DONE;
    }

    private static String state(Disposition d) {
      return d.reverses().map(n -> "冲销 " + n).or(() -> d.reversedBy().map(n -> "已被 " + n + " 冲销")).orElse("有效");
    }
  }

  @Command(name = "reverse", description = "冲销一条处置登记：另记一条相反的登记，原登记保留。")
  static final class Reverse implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Option(names = "--by", paramLabel = "NAME", description = "经办人姓名；登记人员后以令牌为准，可不写")
    private Optional<String> by = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "为何冲销")
    private String reason;

    @Option(names = "--on", paramLabel = "DATE", description = "从哪一天起不再计数；默认今天")
    private Optional<LocalDate> on = Optional.empty();

    @Parameters(paramLabel = "NUMBER", description = "登记号，见 case acts")
    private String number;

    @Override
    public Integer call() {
      Clock clock = Clock.systemUTC();
      try (Casebook casebook = Casebooks.open(home.existing(), clock)) {
        String who = acting.name(casebook, by);
        LocalDate day = on.orElseGet(() -> Days.today(clock));
        long counter = new Dispositions(casebook).reverse(number(), day, who, reason);
        spec.commandLine().getOut().println("已冲销处置登记 " + number + "，冲销登记号 " + counter + "，自 " + day + " 起，经办人 " + who + "。");
      }
      return ExitCode.DONE;
    }

    private long number() {
      if (!number.matches("\\d{1,15}")) {
        throw CommandException.usage("登记号应为数字，现为：" + number + " – 用 case acts 查看登记号");
      }
      return Long.parseLong(number);
    }
  }
}
