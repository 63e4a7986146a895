package cn.qingzheng.console.serve;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.sample.SampleWeb;
import cn.qingzheng.console.scan.SampleScan;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.schedule.Cron;
import cn.qingzheng.console.schedule.NightWork;
import cn.qingzheng.console.schedule.TaskPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class NightlyMetricsTest {
  @TempDir Path home;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void a_scan_of_the_night_shows_in_the_figures_of_the_console() throws Exception {
    Clock clock = Clock.systemUTC();
    ScanMetrics metrics = new ScanMetrics(clock);
    try (SampleWeb web = SampleWeb.start()) {
      ScanSetup all = SampleScan.plain(home, web);
      ScanSetup few = all.with(all.plan().only(all.plan().seeds().get(0).id()).limited(2));
      NightlyScan scan = new NightlyScan(() -> few, clock, metrics);
      TaskPlan plan = new TaskPlan("scan", "扫描", "", Optional.of(new Cron("* * * * * ?")), true, scan::scan);
      try (Casebook casebook = Casebook.open(new Home(home).casebook(), clock);
          NightWork work =
              NightWork.start(new NightWork.Setting(casebook, home.resolve("locks"), false, Duration.ofHours(6), a -> {}, clock), List.of(plan))) {
        while (!metrics.text().contains("qingzheng_scans_total{end=\"done\"} 1.0")) {
          LockSupport.parkNanos(100_000_000);
        }
        assertTrue(work.tasks().getFirst().next().isPresent());
      }
    }
    assertTrue(metrics.text().contains("qingzheng_crawl_pages_total{result=\"new\"} 2.0"), metrics.text());
  }
}
