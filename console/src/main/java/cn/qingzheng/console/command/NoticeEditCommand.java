package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.NoticeDesk;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
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
    name = "edit",
    description = {"修改未用印的函件（经办）：另存一版，已有的复核、签发和文号作废，须重新送复核。", "正文先用 --show 写出，改好后用 --body 交回，每行一段，标题行以“# ”开头。"})
final class NoticeEditCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Mixin Acting acting;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "NOTICE", description = "函件编号")
  private String id;

  @Option(names = "--show", description = "只把现在的正文写到终端")
  private boolean show;

  @Option(names = "--title", paramLabel = "TEXT", description = "新标题")
  private Optional<String> title = Optional.empty();

  @Option(names = "--body", paramLabel = "FILE", description = "新正文，UTF-8 文本")
  private Optional<Path> body = Optional.empty();

  @Option(names = "--reply-by", paramLabel = "DATE", description = "新的反馈期限，正文中的期限一并改动")
  private Optional<LocalDate> replyBy = Optional.empty();

  @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "修改的理由")
  private String reason;

  @Override
  public Integer call() throws IOException {
    Home folder = home.existing();
    Config config = HomeOptions.config(folder);
    Optional<List<String>> paragraphs = Optional.empty();
    if (body.isPresent()) {
      paragraphs = Optional.of(Files.readAllLines(body.get(), StandardCharsets.UTF_8).stream().filter(l -> !l.isBlank()).toList());
    }
    try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
      Letters letters = new Letters(casebook, config.organ(), folder);
      if (show) {
        NoticeDraft draft = letters.notices().find(id).orElseThrow(() -> CommandException.usage("没有函件 " + id + " – 用 notice list 查看编号"));
        draft.content().wording().body().forEach(p -> spec.commandLine().getOut().println(TerminalText.safe(p)));
        return ExitCode.DONE;
      }
      NoticeDraft changed = new NoticeDesk(casebook).edit(id, new NoticeDesk.Edit(title, paragraphs, replyBy), reason, acting.officer(casebook));
      NoticeCommand.print(spec.commandLine().getOut(), changed, letters.write(changed, folder.outbox()));
    }
    return ExitCode.DONE;
  }
}
