package cn.qingzheng.console.command;

import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.evidence.TrustedRoots;
import cn.qingzheng.evidence.VerificationReport;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evidence",
    description = "生成、核验证据包，补做时间戳，出具提取笔录，取出原件和脱敏副本。",
    subcommands = {EvidenceBuildCommand.class, EvidenceStampCommand.class, EvidenceCommand.Verify.class,
      EvidenceCopyCommand.Record.class, EvidenceCopyCommand.Open.class, EvidenceCopyCommand.Export.class})
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

    @Option(names = "--trust", paramLabel = "PEM", description = "信任的根证书（机关、时间戳机构），可写多次；写了的，签名和时间戳须由其认证")
    private List<Path> trust = List.of();

    @Option(names = "--expect", paramLabel = "校验值", description = "文书中载明的 manifest-sha256.txt 的 SHA-256 或 SM3")
    private Optional<String> expected = Optional.empty();

    @Override
    public Integer call() {
      Problems problems = new Problems();
      Set<X509Certificate> roots = roots(problems);
      targets.stream().filter(t -> !Files.exists(t)).forEach(t -> problems.add(t.toString(), 0, "文件不存在", "请检查路径"));
      problems.throwIfAny();
      boolean valid = true;
      for (Path target : targets) {
        VerificationReport report = new EvidenceVerifier(roots).verify(target, expected);
        spec.commandLine().getOut().print(json ? report.json() : TerminalText.lines(report.text()));
        valid &= report.valid();
      }
      return valid ? ExitCode.DONE : ExitCode.PROBLEMS;
    }

    private Set<X509Certificate> roots(Problems problems) {
      Set<X509Certificate> roots = new HashSet<>();
      for (Path file : trust) {
        try {
          roots.addAll(TrustedRoots.read(file));
        } catch (IOException e) {
          problems.add(file.toString(), 0, "根证书读不了", "请给出 PEM 或 DER 格式的证书文件");
        }
      }
      return roots;
    }
  }
}
