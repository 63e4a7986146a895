package cn.qingzheng.console.command;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.model.Hit;
import java.io.PrintWriter;
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
    name = "case",
    description = "查看案件，确认或排除候选，登记核实情况。",
    subcommands = {CaseCommand.ListCases.class, CaseCommand.Show.class, CaseCommand.Confirm.class, CaseCommand.Dismiss.class,
      CaseCommand.Reconsider.class, CaseStateCommand.class, CaseActCommand.Enter.class, CaseActCommand.Acts.class,
      CaseActCommand.Reverse.class, CasePapersCommand.Bulletin.class, CasePapersCommand.Rectification.class, CaseSamplesCommand.class, CaseEvidenceCommand.class})
final class CaseCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(name = "list", description = "列出案件。")
  static final class ListCases implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        if (casebook.cases().isEmpty()) {
          spec.commandLine().getOut().println("没有案件。");
          return ExitCode.DONE;
        }
        TextTable table = new TextTable().row("案件", "状态", "主体", "发现", "仍在", "待核实", "已确认");
        for (CaseFile c : casebook.cases()) {
          CaseFile.Tally t = c.tally();
          table.row(
              c.id(), c.state().label(), TextTable.cut(c.subject().shown(), 50), t.findings(), t.present(), t.candidates(),
              t.confirmed());
        }
        spec.commandLine().getOut().print(table);
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "show", description = "显示一个案件的全部发现。")
  static final class Show implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "CASE", description = "案件编号，如 2026-000001")
    private String caseId;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        PrintWriter out = spec.commandLine().getOut();
        CaseFile file =
            casebook.caseFile(caseId).orElseThrow(() -> CommandException.usage("没有案件 " + caseId + " – 用 case list 查看编号"));
        out.println(file.id() + "  " + TerminalText.safe(file.subject().shown()) + "  " + file.state().label());
        casebook.evidence(caseId).forEach(e -> out.println("证据 " + e.sealed().id() + "  " + e.sealed().file()));
        for (FindingRecord r : casebook.findings(FindingFilter.all().inCase(caseId))) {
          print(out, r);
        }
      }
      return ExitCode.DONE;
    }

    private static void print(PrintWriter out, FindingRecord r) {
      Hit hit = r.finding().hit();
      out.println();
      out.println(
          "[" + hit.judgement().severity().label() + "] " + hit.ruleId() + "  “" + TerminalText.safe(hit.match().surface())
              + "”（" + hit.match().form().label() + "）  " + r.finding().state().label()
              + (r.finding().present() ? "" : "  已消失"));
      out.println("  " + TerminalText.safe(r.finding().url().toString()));
      out.println("  " + TerminalText.safe(hit.place().sentence().replace('\n', ' ')));
      out.println("  " + TerminalText.safe(hit.judgement().why()));
      hit.judgement().basis().forEach(b -> out.println("  依据：" + b + "（" + b.summary() + "）"));
      out.println("  指纹 " + r.finding().fingerprint());
    }
  }

  /** What both decisions need. */
  static final class Decision {
    @Option(names = "--by", paramLabel = "NAME", description = "作出认定的执法人员；登记人员后以令牌为准，可不写")
    private Optional<String> by = Optional.empty();

    @Mixin private Acting acting;

    String officer(Casebook casebook) {
      return acting.name(casebook, by);
    }

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "理由；排除时必填")
    private String reason;

    @Parameters(paramLabel = "CASE|FINGERPRINT", description = "案件编号或发现的指纹")
    private String target;

    boolean isCase() {
      return target.matches("\\d{4}-\\d{6,}");
    }
  }

  @Command(name = "confirm", description = "确认案件或单个发现。")
  static final class Confirm implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Decision decision;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      String officer;
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        officer = decision.officer(casebook);
        if (decision.isCase()) {
          casebook.confirmCase(decision.target, officer, decision.reason);
        } else {
          casebook.confirm(decision.target, officer, decision.reason);
        }
      }
      spec.commandLine().getOut().println("已确认 " + decision.target + "，经办人 " + officer + "。");
      return ExitCode.DONE;
    }
  }

  @Command(name = "dismiss", description = "排除案件或单个发现，须写明理由。")
  static final class Dismiss implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Decision decision;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      String officer;
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        officer = decision.officer(casebook);
        if (decision.isCase()) {
          casebook.dismissCase(decision.target, officer, decision.reason);
        } else {
          casebook.dismiss(decision.target, officer, decision.reason);
        }
      }
      spec.commandLine().getOut().println("已排除 " + decision.target + "，经办人 " + officer + "。");
      return ExitCode.DONE;
    }
  }

  @Command(name = "reconsider", description = "撤销对单个发现的认定，恢复为候选；须写明理由。")
  static final class Reconsider implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Decision decision;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      if (decision.isCase()) {
        throw CommandException.usage("撤销认定须逐个发现进行 – 请写发现的指纹，用 case show " + decision.target + " 查看");
      }
      String officer;
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        officer = decision.officer(casebook);
        casebook.reconsider(decision.target, officer, decision.reason);
      }
      spec.commandLine().getOut().println("已恢复为候选 " + decision.target + "，经办人 " + officer + "。");
      return ExitCode.DONE;
    }
  }
}
