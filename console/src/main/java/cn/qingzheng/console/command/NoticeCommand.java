package cn.qingzheng.console.command;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.DocumentNumbers;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.NoticeKind;
import cn.qingzheng.casework.NoticeRequest;
import cn.qingzheng.casework.NoticeScope;
import cn.qingzheng.casework.Notices;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
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
    name = "notice",
    description = {
      "函件：起草、复核、签发、用印、发送、催告、复查。草稿 → 待复核 → 待签发 → 已用印 → 发送中 → 已送达 → 已签收 → 已反馈 → 复查 → 办结；",
      "写过或改过函件的人不能复核、签发它；修改会使已有的复核、签发作废。"
    },
    subcommands = {
      NoticeCommand.Draft.class, NoticeCommand.ListDrafts.class, NoticeStepCommands.Submit.class, NoticeStepCommands.Review.class,
      NoticeStepCommands.Sign.class, NoticeStepCommands.Seal.class, NoticeStepCommands.Return.class, NoticeStepCommands.Withdraw.class,
      NoticeEditCommand.class, NoticeCommand.Numbers.class, NoticeSendCommands.Send.class, NoticeSendCommands.DispatchDue.class,
      NoticeSendCommands.Arrived.class, NoticeFollowCommands.Show.class, NoticeFollowCommands.Acknowledge.class,
      NoticeFollowCommands.Overdue.class, NoticeFollowCommands.Recheck.class
    })
final class NoticeCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "draft",
      description = {
        "起草函件，附逐项清单，DOCX 和 PDF；默认为合规提示函，按平台（或网站）各一件。",
        "默认只列已确认的问题；--candidates 把候选也列入，仅供预览，不能送复核。",
        "例：notice draft --kind 约谈通知 --set time=… --set place=… --set persons=… 2026-000001"
      })
  static final class Draft implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "CASE", description = "案件编号；不写则为全部未结案件")
    private List<String> cases = List.of();

    @Option(names = "--by", paramLabel = "NAME", description = "起草人；登记人员后以令牌为准，可不写")
    private Optional<String> by = Optional.empty();

    @Option(names = "--candidates", description = "把尚未确认的候选也列入，并逐项标明")
    private boolean candidates;

    @Option(
        names = "--kind", paramLabel = "KIND", defaultValue = "合规提示函",
        description = "合规提示函、处置指令、线索移送函、协查函、责令改正通知书、约谈通知、案件移送函、催告")
    private String kind;

    @Option(names = "--sweep", description = "按时间段、类别或者区域的协查函：限省级")
    private boolean sweep;

    @Option(names = "--to", paramLabel = "ORGAN", description = "收函机关全称（线索移送函、案件移送函）")
    private Optional<String> to = Optional.empty();

    @Option(names = "--about", paramLabel = "NOTICE", description = "所针对的前函编号（催告）")
    private Optional<String> about = Optional.empty();

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "填写模板要求的内容，可写多次")
    private Map<String, String> inputs = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
      NoticeKind asked = NoticeKind.named(kind).orElseThrow(() -> CommandException.usage("没有“" + kind + "”这种函件 – 可写的见 notice draft --help"));
      Home folder = home.existing();
      Config config = HomeOptions.config(folder);
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        Letters letters = new Letters(casebook, config.organ(), folder);
        NoticeRequest request =
            new NoticeRequest(
                asked, sweep ? NoticeScope.SWEEP : NoticeScope.SINGLE, ids(casebook),
                candidates ? Notices.Include.WITH_CANDIDATES : Notices.Include.CONFIRMED, acting.name(casebook, by), to, inputs, about);
        for (NoticeDraft draft : letters.draft(request)) {
          print(spec.commandLine().getOut(), draft, letters.write(draft, folder.outbox()));
        }
      }
      return ExitCode.DONE;
    }

    private List<String> ids(Casebook casebook) {
      if (!cases.isEmpty() || about.isPresent()) {
        return cases;
      }
      return casebook.cases().stream().filter(c -> c.state().open()).map(CaseFile::id).toList();
    }
  }

  @Command(name = "list", description = "列出函件。")
  static final class ListDrafts implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      Home folder = home.existing();
      Config config = HomeOptions.config(folder);
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        List<NoticeDraft> drafts = new Letters(casebook, config.organ(), folder).list();
        if (drafts.isEmpty()) {
          spec.commandLine().getOut().println("没有函件 – 用 notice draft 起草");
        }
        drafts.forEach(draft -> print(spec.commandLine().getOut(), draft, List.of()));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "numbers", description = "列出文号，作废的也在内。")
  static final class Numbers implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        List<DocumentNumbers.Entry> numbers = DocumentNumbers.list(casebook);
        if (numbers.isEmpty()) {
          spec.commandLine().getOut().println("还没有编过文号 – 签发时编号");
          return ExitCode.DONE;
        }
        TextTable table = new TextTable().row("文号", "函件", "签发人", "状态");
        numbers.forEach(n -> table.row(n.docNo(), n.noticeId(), n.takenBy(), n.voided().map(v -> "作废（" + v + "）").orElse("有效")));
        spec.commandLine().getOut().print(table);
      }
      return ExitCode.DONE;
    }
  }

  static void print(PrintWriter out, NoticeDraft draft, List<Path> files) {
    out.println(
        draft.id() + "  " + draft.content().kind().label() + draft.signing().docNo().map(n -> "  " + n).orElse("") + "  主送 "
            + TerminalText.safe(draft.content().recipient()) + "  " + draft.content().items().size() + " 项  " + draft.state().label()
            + draft.notSendable().map(why -> "（" + why + "）").orElse(""));
    files.forEach(f -> out.println("  " + f));
  }
}
