package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Subject;
import cn.qingzheng.casework.SubjectDesk;
import cn.qingzheng.casework.SubjectSuggestion;
import cn.qingzheng.console.config.Casebooks;
import java.io.PrintWriter;
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

@Command(
    name = "subject",
    description = "主体：机构、店铺、账号、网站。哪些可能是同一家由程序提示，合并、拆分由人决定。",
    subcommands = {SubjectCommand.ListSubjects.class, SubjectCommand.Suggest.class, SubjectCommand.Merge.class, SubjectCommand.Split.class})
final class SubjectCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(name = "list", description = "列出主体和编号。")
  static final class ListSubjects implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TEXT", defaultValue = "", description = "只列名称中有这些字的")
    private String text;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        TextTable table = new TextTable().row("编号", "类别", "名称", "统一社会信用代码");
        List<Subject> subjects = new SubjectDesk(casebook).subjects(text);
        subjects.forEach(s -> table.row(s.id(), s.kind().label(), TextTable.cut(s.shown(), 60), s.creditCode().orElse("")));
        if (subjects.isEmpty()) {
          spec.commandLine().getOut().println("没有这样的主体。");
        } else {
          spec.commandLine().getOut().print(table);
        }
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "suggest", description = "哪些主体可能是同一家：ICP备案号、电话、微信号相同，文字相同或相近。只是提示，不会自行合并。")
  static final class Suggest implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        PrintWriter out = spec.commandLine().getOut();
        List<SubjectSuggestion> all = new SubjectDesk(casebook).suggestions();
        for (SubjectSuggestion s : all) {
          out.println(named(s.one()) + "　与　" + named(s.other()) + (s.mergeable() ? "" : "　各有信用代码，不能合并，仅供参考"));
          s.reasons().forEach(r -> out.println("  " + TerminalText.safe(r)));
        }
        out.println(all.isEmpty() ? "没有可能是同一家的主体。" : "共 " + all.size() + " 对。是同一家：subject merge 编号 编号；不是：subject split 编号 编号，以后不再提示。");
      }
      return ExitCode.DONE;
    }

    private static String named(Subject s) {
      return s.id() + " " + TerminalText.safe(s.shown());
    }
  }

  /** What both decisions need. */
  static final class Pair {
    @Option(names = "--by", paramLabel = "NAME", description = "经办人姓名；登记人员后以令牌为准，可不写")
    private Optional<String> by = Optional.empty();

    @Mixin private Acting acting;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "理由")
    private String reason;

    @Parameters(index = "0", paramLabel = "A", description = "主体编号，见 subject list")
    private String one;

    @Parameters(index = "1", paramLabel = "B", description = "另一主体编号")
    private String other;

    String officer(Casebook casebook) {
      return acting.name(casebook, by);
    }

    static long number(String written) {
      if (!written.matches("\\d{1,15}")) {
        throw CommandException.usage("主体编号应为数字，现为：" + written + " – 用 subject list 查看编号");
      }
      return Long.parseLong(written);
    }
  }

  @Command(name = "merge", description = "认定两个主体是同一家：发现、案件并到一处，有信用代码的留下。")
  static final class Merge implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Pair pair;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      long one = Pair.number(pair.one);
      long other = Pair.number(pair.other);
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        long stays = new SubjectDesk(casebook).merge(one, other, pair.officer(casebook), pair.reason);
        spec.commandLine().getOut().println("已合并，留下主体 " + stays + "。认定有误可用 subject split " + one + " " + other + " 分开。");
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "split", description = "认定两个主体不是同一家：已合并的分开，以后不再提示，也不再自动合并。")
  static final class Split implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Pair pair;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      long one = Pair.number(pair.one);
      long other = Pair.number(pair.other);
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        new SubjectDesk(casebook).split(one, other, pair.officer(casebook), pair.reason);
      }
      spec.commandLine().getOut().println("已认定主体 " + one + " 与 " + other + " 不是同一家。");
      return ExitCode.DONE;
    }
  }
}
