package cn.qingzheng.console.command;

import cn.qingzheng.console.scan.ScanJob;
import cn.qingzheng.crawler.CrawlProgress;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, nothing when piped: the launcher says which it is. */
final class ScanProgress implements ScanJob.Watcher, AutoCloseable {
  private final Optional<ProgressBar> bar;

  private ScanProgress(Optional<ProgressBar> bar) {
    this.bar = bar;
  }

  static ScanProgress start(String task) {
    if (!Boolean.getBoolean("qingzheng.terminal")) {
      return new ScanProgress(Optional.empty());
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, 100))
            .build();
    return new ScanProgress(Optional.of(bar));
  }

  @Override
  public void crawled(CrawlProgress p) {
    bar.ifPresent(
        b -> {
          long done = p.captured() + p.failed();
          b.maxHint(done + p.waiting());
          b.stepTo(done);
          b.setExtraMessage(" 采集 " + p.captured() + "，未成 " + p.failed());
        });
  }

  @Override
  public void packaged(int done) {
    bar.ifPresent(b -> b.setExtraMessage(" 制作证据包 " + done));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
