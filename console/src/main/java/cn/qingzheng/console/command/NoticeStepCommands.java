package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.NoticeDesk;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.SealRoom;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The steps of a letter through the house, each by the holder of a token. */
final class NoticeStepCommands {
  private NoticeStepCommands() {}

  @FunctionalInterface
  interface Deed {
    NoticeDraft on(NoticeDesk desk, String id, Officer by);
  }

  /** What every step needs. */
  static final class Step {
    @Mixin HomeOptions home;
    @Mixin Acting acting;

    @Parameters(paramLabel = "NOTICE", arity = "1..*", description = "函件编号，如 N-2026-000001")
    private List<String> ids;

    int take(CommandSpec spec, Deed deed) {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        Officer by = acting.officer(casebook);
        NoticeDesk desk = new NoticeDesk(casebook);
        ids.forEach(id -> NoticeCommand.print(spec.commandLine().getOut(), deed.on(desk, id, by), List.of()));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "submit", description = "送复核（经办）。")
  static final class Submit implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin Step step;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      return step.take(spec, NoticeDesk::submit);
    }
  }

  @Command(name = "review", description = "复核通过（复核或签发，不能是写过它的人）。")
  static final class Review implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin Step step;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      return step.take(spec, NoticeDesk::review);
    }
  }

  @Command(name = "sign", description = "签发并编文号（签发，不能是写过它的人）。")
  static final class Sign implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin Step step;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      return step.take(spec, NoticeDesk::sign);
    }
  }

  @Command(name = "return", description = "退回（复核或签发），须写明理由；已编的文号作废。")
  static final class Return implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin Step step;
    @Spec CommandSpec spec;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "理由")
    private String reason;

    @Override
    public Integer call() {
      return step.take(spec, (desk, id, by) -> desk.giveBack(id, reason, by));
    }
  }

  @Command(name = "withdraw", description = "撤回，须写明理由；已编的文号作废并保留在文号表中。用印后须由签发人撤回。")
  static final class Withdraw implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin Step step;
    @Spec CommandSpec spec;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "理由")
    private String reason;

    @Override
    public Integer call() {
      return step.take(spec, (desk, id, by) -> desk.withdraw(id, reason, by));
    }
  }

  @Command(name = "seal", description = {"用印（用印人）：写出 PDF 并加盖印章，连同清单和反馈表放进 outbox。", "现为本机测试印章，无法律效力；正式印章由省电子印章系统提供。"})
  static final class Seal implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NOTICE", arity = "1..*", description = "函件编号")
    private List<String> ids;

    @Override
    public Integer call() throws IOException {
      Home folder = home.existing();
      Config config = HomeOptions.config(folder);
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        Officer by = acting.officer(casebook);
        SealRoom seals = new Letters(casebook, config.organ(), folder).seals(folder, config, Clock.systemUTC());
        for (String id : ids) {
          NoticeCommand.print(spec.commandLine().getOut(), seals.seal(id, by), files(SealRoom.folder(folder.outbox(), id)));
        }
      }
      return ExitCode.DONE;
    }

    private static List<Path> files(Path folder) throws IOException {
      try (Stream<Path> all = Files.list(folder)) {
        return all.sorted().toList();
      }
    }
  }
}
