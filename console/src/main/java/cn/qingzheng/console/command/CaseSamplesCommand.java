package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.DecidedSamples;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.index.PersonalData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "samples",
    description = {"把已排除和已确认的发现写成标注样本（JSON Lines），供 evaluate 使用；个人信息已遮盖。", "登记人员后须出示令牌，导出记入审计。"})
final class CaseSamplesCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Mixin Acting acting;
  @Spec CommandSpec spec;

  @Option(names = "--by", paramLabel = "NAME", description = "导出人")
  private Optional<String> by = Optional.empty();

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "写到哪个文件")
  private Path out;

  @Override
  public Integer call() throws IOException {
    try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
      String who = acting.name(casebook, by);
      DecidedSamples.Count count = new DecidedSamples(casebook, PersonalData::mask).write(out);
      casebook.note(who, "导出标注样本", out.getFileName().toString(), "已排除 " + count.dismissed() + " 条，已确认 " + count.confirmed() + " 条");
      if (count.dismissed() + count.confirmed() == 0) {
        throw CommandException.problem("没有一条发现被确认或排除，样本是空的 – 先用 case confirm、case dismiss 认定");
      }
      spec.commandLine().getOut().println("已写入 " + out + "：已排除 " + count.dismissed() + " 条，已确认 " + count.confirmed() + " 条。");
    }
    return ExitCode.DONE;
  }
}
