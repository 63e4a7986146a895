package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.schedule.NightlySchedule;
import cn.qingzheng.console.serve.HomeData;
import cn.qingzheng.console.serve.NightlyScan;
import cn.qingzheng.console.web.WebConsole;
import cn.qingzheng.console.web.WebSettings;
import cn.qingzheng.crawler.net.AddressGuard;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = {"运行网页控制台和夜间计划：每天 01:00（北京时间，可设置）扫描，错过的一晚启动后补上。", "控制台只监听本机；Ctrl-C 停止。"})
final class ServeCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "端口（默认 8480，0 为任意空闲端口）")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录（默认为上次所用，首次为随程序的 seeds）")
  private Optional<Path> seeds = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Home folder = home.create();
    Path root = Installation.root();
    Path plan = ScannedSeeds.of(folder, seeds, root);
    Clock clock = Clock.systemUTC();
    ScanSetup setup = ScanSetup.load(folder, root, plan, AddressGuard.publicOnly());
    ScannedSeeds.remember(folder, plan);
    Config config = setup.config();
    ListenPort.require(config.web().address(), port.orElse(config.web().port()));
    ScanMetrics metrics = new ScanMetrics(clock);
    NightlyScan scan = new NightlyScan(() -> ScanSetup.load(folder, root, plan, AddressGuard.publicOnly()), clock, metrics);
    CountDownLatch stop = new CountDownLatch(1);
    try (NightlySchedule schedule = scan.schedule(config.schedule().scan(), folder);
        HomeData data = HomeData.open(setup, clock, () -> Optional.of(schedule.state()));
        WebConsole console = WebConsole.start(settings(config), data, data.office(), metrics)) {
      PrintWriter out = spec.commandLine().getOut();
      FirstOfficer.in(data.office().casebook(), config.organ()).ifPresent(out::println);
      out.println("控制台：http://" + config.web().address() + ":" + console.port() + "/");
      schedule.state().next().ifPresent(next -> out.println("下次扫描：" + ScanText.time(next)));
      if (!setup.plan().runnable()) {
        out.println("注意：" + plan + " 中没有任何可以抓取的对象，夜间扫描不会做任何事；写入后当晚生效。");
      }
      out.flush();
      CleanStop.during(
          stop::countDown,
          () -> {
            stop.await();
            scan.stop();
            return true;
          });
    }
    return ExitCode.DONE;
  }

  private WebSettings settings(Config config) {
    return new WebSettings(
        config.web().address(), port.orElse(config.web().port()), config.web().names(), config.web().replyAt());
  }
}
