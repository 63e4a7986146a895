package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Reindexing;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.crawler.net.AddressGuard;
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

@Command(name = "reindex", description = "从存档和台账重建检索索引。")
final class ReindexCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录（默认为上次扫描所用的）")
  private Optional<Path> seeds = Optional.empty();

  @Override
  public Integer call() throws IOException, ScanUnderWayException {
    Home folder = home.existing();
    Path root = Installation.root();
    ScanSetup setup =
        ScanSetup.load(folder, root, ScannedSeeds.of(folder, seeds, root), AddressGuard.publicOnly());
    Reindexing.Result result = Reindexing.run(setup, Clock.systemUTC(), n -> {});
    spec.commandLine().getOut().println("已索引 " + result.indexed() + " 次采集，" + result.failed() + " 次无法读取。");
    return result.failed() == 0 ? ExitCode.DONE : ExitCode.PROBLEMS;
  }
}
