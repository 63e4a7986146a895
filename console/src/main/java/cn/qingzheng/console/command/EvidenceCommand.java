package cn.qingzheng.console.command;

import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.evidence.VerificationReport;
import cn.qingzheng.model.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evidence",
    description = "生成和核验证据包。",
    subcommands = {EvidenceBuildCommand.class, EvidenceCommand.Verify.class})
final class EvidenceCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "verify",
      description = {"离线核验证据包（zip 或解开的目录）：任何改动、缺失、增加都会指出。", "全部通过返回 0，否则返回 1。"})
  static final class Verify implements Callable<Integer> {
    @Mixin HelpOption help;
    @Spec CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "ZIP|DIR", description = "证据包")
    private List<Path> targets;

    @Option(names = "--json", description = "每个证据包输出一个 JSON 对象")
    private boolean json;

    @Override
    public Integer call() {
      Problems problems = new Problems();
      targets.stream().filter(t -> !Files.exists(t)).forEach(t -> problems.add(t.toString(), 0, "文件不存在", "请检查路径"));
      problems.throwIfAny();
      boolean valid = true;
      for (Path target : targets) {
        VerificationReport report = new EvidenceVerifier().verify(target);
        spec.commandLine().getOut().print(json ? report.json() : TerminalText.lines(report.text()));
        valid &= report.valid();
      }
      return valid ? ExitCode.DONE : ExitCode.PROBLEMS;
    }
  }
}
