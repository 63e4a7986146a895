package cn.qingzheng.console.command;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.Notices;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "notice",
    description = "起草和查看函件。函件只到草稿：须由起草人以外的人复核签发，本版本没有发送渠道。",
    subcommands = {NoticeCommand.Draft.class, NoticeCommand.ListDrafts.class})
final class NoticeCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "draft",
      description = {"按平台（或网站）起草合规提示函，附逐项清单，DOCX 和 PDF。", "默认只列已确认的问题；--candidates 把候选也列入，仅供预览。"})
  static final class Draft implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "CASE", description = "案件编号；不写则为全部未结案件")
    private List<String> cases = List.of();

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "起草人")
    private String drafter;

    @Option(names = "--candidates", description = "把尚未确认的候选也列入，并逐项标明")
    private boolean candidates;

    @Override
    public Integer call() throws IOException {
      Home folder = home.existing();
      Config config = HomeOptions.config(folder);
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        Letters letters = new Letters(casebook, config.organ());
        List<String> ids =
            cases.isEmpty()
                ? casebook.cases().stream().filter(c -> c.state().open()).map(CaseFile::id).toList()
                : cases;
        Notices.Include include = candidates ? Notices.Include.WITH_CANDIDATES : Notices.Include.CONFIRMED;
        for (NoticeDraft draft : letters.draft(ids, include, drafter)) {
          print(spec.commandLine().getOut(), draft, letters.write(draft, folder.outbox()));
        }
      }
      return ExitCode.DONE;
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
        List<NoticeDraft> drafts = new Letters(casebook, config.organ()).list();
        if (drafts.isEmpty()) {
          spec.commandLine().getOut().println("没有函件 – 用 notice draft 起草");
        }
        drafts.forEach(draft -> print(spec.commandLine().getOut(), draft, List.of()));
      }
      return ExitCode.DONE;
    }
  }

  static void print(PrintWriter out, NoticeDraft draft, List<Path> files) {
    out.println(
        draft.id() + "  " + draft.content().kind().label() + "  主送 " + TerminalText.safe(draft.content().recipient()) + "  "
            + draft.content().items().size() + " 项  " + draft.state().label()
            + draft.notSendable().map(why -> "（" + why + "）").orElse(""));
    files.forEach(f -> out.println("  " + f));
  }
}
