package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.FilingRegistry;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
      description = {"检查备案名录（CSV）并存入数据目录；有任何错误则不存。", "存入后，未在设置中另指名录的扫描即使用它。"})
  static final class Import implements Callable<Integer> {
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
      Path part = target.registry().resolveSibling("registry.csv.part");
      Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target.registry(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      spec.commandLine().getOut().println("已存入 " + registry.size() + " 条备案：" + target.registry());
      return ExitCode.DONE;
    }
  }
}
