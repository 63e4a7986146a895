package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.schedule.NightWork;
import cn.qingzheng.console.schedule.ScheduleState;
import cn.qingzheng.console.serve.HomeData;
import cn.qingzheng.console.serve.NightTasks;
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
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = {"运行网页控制台和自动任务：每天 01:00（北京时间，可设置）扫描，之后复查、清理、检查证据、发送到时的函件；错过的启动后补上。", "控制台只监听本机；Ctrl-C 停止。"})
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
    Config.Web web = setup.config().web();
    ListenPort.require(web.address(), port.orElse(web.port()));
    CountDownLatch stop = new CountDownLatch(1);
    return CleanStop.during(
        stop::countDown,
        () -> {
          serve(setup, new ScanMetrics(clock), () -> ScanSetup.load(folder, root, plan, AddressGuard.publicOnly()), clock, stop);
          return ExitCode.DONE;
        });
  }

  /** Until it is told to stop; whatever is going on then is ended before it returns. */
  private void serve(ScanSetup setup, ScanMetrics metrics, Supplier<ScanSetup> anew, Clock clock, CountDownLatch stop) throws Exception {
    Config config = setup.config();
    NightTasks tasks = new NightTasks(setup.home(), new NightlyScan(anew, clock, metrics), clock);
    try (Casebook casebook = Casebooks.open(setup.home(), config, clock);
        NightWork work = tasks.start(config, casebook);
        HomeData data = HomeData.open(setup, clock, () -> work.tasks().stream().findFirst().map(ScheduleState::of));
        WebConsole console = WebConsole.start(settings(config), data, data.office(), metrics, Optional.of(work))) {
      PrintWriter out = spec.commandLine().getOut();
      FirstOfficer.in(data.office().casebook(), config.organ()).ifPresent(out::println);
      out.println("控制台：http://" + config.web().address() + ":" + console.port() + "/");
      data.schedule().flatMap(ScheduleState::next).ifPresent(next -> out.println("下次扫描：" + ScanText.time(next)));
      if (!setup.plan().runnable()) {
        out.println("注意：" + ScannedSeeds.of(setup.home(), seeds, Installation.root()) + " 中没有任何可以抓取的对象，夜间扫描会报告失败；写入后当晚生效。");
      }
      out.flush();
      stop.await();
      work.end();
    }
  }

  private WebSettings settings(Config config) {
    return new WebSettings(
        config.web().address(), port.orElse(config.web().port()), config.web().names(), config.web().replyAt(),
        config.casebook().isPresent());
  }
}
