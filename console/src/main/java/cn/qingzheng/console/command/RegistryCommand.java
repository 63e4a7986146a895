package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.FilingRegistry;
import cn.qingzheng.analyzer.RegistryComparison;
import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Subject;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "registry", description = "备案名录。", subcommands = RegistryCommand.Import.class)
final class RegistryCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "import",
      description = {"检查备案名录（CSV）并存入数据目录；有任何错误则不存。", "列出与原名录的不同，以及台账中名录里没有的机构。存入后，未在设置中另指名录的扫描即使用它。"})
  static final class Import implements Callable<Integer> {
    private static final int MOST = 50;

    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "CSV", description = "备案名录")
    private Path file;

    @Override
    public Integer call() throws IOException {
      Problems problems = new Problems();
      FilingRegistry registry = FilingRegistry.load(file, false, problems);
      problems.throwIfAny();
      Home target = home.create();
      compare(target, registry);
      Path part = target.registry().resolveSibling("registry.csv.part");
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target.registry(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      spec.commandLine().getOut().println("已存入 " + registry.size() + " 条备案：" + target.registry());
      return ExitCode.DONE;
    }

    /** What the new one changes, and whom of the casebook it does not know. */
    private void compare(Home target, FilingRegistry registry) {
      Optional<FilingRegistry> old =
          Optional.of(target.registry()).filter(Files::exists).map(f -> FilingRegistry.load(f, false, new Problems()));
      RegistryComparison c = RegistryComparison.of(old, registry, bodies(target));
      // With nothing to compare with, all of them would be new.
      old.ifPresent(o -> part("新增", c.added()));
      part("不再有", c.removed());
      part("有变化", c.changed());
      part("台账中的机构，名录里没有", c.unmatched());
      part("台账中的机构，只有简称相同，请核对", c.doubtful());
    }

    private static List<RegistryComparison.Body> bodies(Home target) {
      if (!Files.exists(target.settings()) && !Files.exists(target.casebook())) {
        return List.of();
      }
      try (Casebook casebook = Casebooks.open(target, Clock.systemUTC())) {
        return casebook.cases().stream()
            .map(CaseFile::subject)
            .filter(s -> s.kind() == Subject.Kind.BODY)
            .map(s -> new RegistryComparison.Body(s.name(), s.creditCode(), Optional.empty()))
            .toList();
      }
    }

    private void part(String what, List<String> lines) {
      if (lines.isEmpty()) {
        return;
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(what + " " + lines.size() + "：");
      lines.stream().limit(MOST).forEach(l -> out.println("  " + TerminalText.safe(l)));
      if (lines.size() > MOST) {
        out.println("  … 另有 " + (lines.size() - MOST));
      }
    }
  }
}
