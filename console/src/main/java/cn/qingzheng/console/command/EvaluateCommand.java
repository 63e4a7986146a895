package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.EvaluationComparison;
import cn.qingzheng.analyzer.EvaluationReport;
import cn.qingzheng.console.scan.AnalyzerSetup;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
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
    name = "evaluate",
    description = "用标注样本衡量规则包：准确率、召回率、F1（Wilson 95%% 区间），按类别分列，并列出漏报和误报。")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE.jsonl", description = "标注样本")
  private List<Path> files;

  @Option(names = "--wordlists", paramLabel = "DIR", description = "规则包目录（默认随程序提供的 wordlists）")
  private Optional<Path> wordlists = Optional.empty();

  @Option(
      names = "--compare",
      paramLabel = "DIR",
      description = "再用另一份规则包目录判断同样的样本，列出改正了什么、新错了什么")
  private Optional<Path> compare = Optional.empty();

  @Option(names = "--registry", paramLabel = "CSV", description = "备案名录")
  private Optional<Path> registry = Optional.empty();

  @Override
  public Integer call() {
    Problems problems = new Problems();
    Path words = wordlists.orElseGet(() -> Installation.root().resolve("wordlists"));
    Optional<Analyzer> analyzer = AnalyzerSetup.load(words, registry, false, problems);
    Optional<Analyzer> other = compare.flatMap(dir -> AnalyzerSetup.load(dir, registry, false, problems));
    Samples samples = Samples.load(files, problems);
    problems.throwIfAny();
    EvaluationReport report = samples.evaluate(analyzer.orElseThrow());
    String text =
        other.map(o -> EvaluationComparison.of(report, samples.evaluate(o)).text()).orElseGet(report::text);
    spec.commandLine().getOut().print(TerminalText.lines(text));
    return ExitCode.DONE;
  }
}
