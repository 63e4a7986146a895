package cn.qingzheng.console.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.console.schedule.LastRuns.LastRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NightlyScheduleTest {
  /** 02:00 in Shanghai, an hour after the nightly run. */
  private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path folder;
  private Recorded runs;

  @BeforeEach
  void lastRuns() {
    runs = new Recorded(new FileLastRuns(folder));
  }

  /** Tells the test of each record, so that it can wait for it. */
  private record Recorded(LastRuns kept, BlockingQueue<LastRun> told) implements LastRuns {
    Recorded(LastRuns kept) {
      this(kept, new LinkedBlockingQueue<>());
    }

    @Override
    public Optional<LastRun> last(String task) {
      return kept.last(task);
    }

    @Override
    public void record(String task, LastRun run) {
      kept.record(task, run);
      told.add(run);
    }
  }

  private NightlySchedule start(String cron, NightlyTask task) {
    return NightlySchedule.start(
        new NightlySchedule.Settings("scan", cron, folder.resolve("scan.lock")), task, runs, CLOCK);
  }

  private void lastRunWas(String instant) {
    runs.kept().record("scan", new LastRun(Instant.parse(instant), "好"));
  }

  @Test
  void a_missed_night_is_caught_up_at_start_and_recorded() throws InterruptedException {
    lastRunWas("2026-11-22T16:59:00Z");
    try (NightlySchedule schedule = start(NightlySchedule.DEFAULT_CRON, () -> "扫描 12 页")) {
      assertEquals(new LastRun(NOW, "扫描 12 页"), runs.told().take());
      assertEquals(Optional.of(new LastRun(NOW, "扫描 12 页")), schedule.state().last());
    }
  }

  @Test
  void no_night_was_missed_if_it_ran_since_the_hour() {
    lastRunWas("2026-11-22T17:00:00Z");
    AtomicInteger ran = new AtomicInteger();
    try (NightlySchedule schedule = start(NightlySchedule.DEFAULT_CRON, () -> "第 " + ran.incrementAndGet() + " 次")) {
      schedule.runNow();
      assertEquals("第 1 次", runs.told().poll(30, TimeUnit.SECONDS).outcome());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertEquals(1, ran.get());
  }

  @Test
  void the_first_start_runs_nothing_but_the_night_after_counts() throws InterruptedException {
    start(NightlySchedule.DEFAULT_CRON, () -> "首次").close();
    assertEquals("夜间计划启用，尚未运行过", runs.told().take().outcome());
    assertTrue(runs.told().isEmpty());
    Clock nextDay = Clock.fixed(NOW.plusSeconds(86_400), ZoneOffset.UTC);
    var settings = new NightlySchedule.Settings("scan", NightlySchedule.DEFAULT_CRON, folder.resolve("scan.lock"));
    try (NightlySchedule schedule = NightlySchedule.start(settings, () -> "补上", runs, nextDay)) {
      assertEquals("补上", runs.told().take().outcome());
      assertTrue(schedule.state().next().isPresent());
    }
  }

  @Test
  void the_cron_fires_by_itself() throws InterruptedException {
    lastRunWas("2030-01-01T00:00:00Z");
    BlockingQueue<String> fired = new LinkedBlockingQueue<>();
    try (NightlySchedule schedule = start("* * * * * ?", () -> {
      fired.add("到点");
      return "完成";
    })) {
      assertEquals("到点", fired.take());
      assertTrue(schedule.state().next().isPresent());
    }
  }

  @Test
  void the_hour_is_that_of_shanghai() {
    lastRunWas("2030-01-01T00:00:00Z");
    try (NightlySchedule schedule = start("0 30 1 * * ?", () -> "完成")) {
      Instant next = schedule.state().next().orElseThrow();
      assertEquals("17:30", next.atOffset(ZoneOffset.UTC).toLocalTime().toString());
    }
  }

  @Test
  void two_runs_never_overlap() throws InterruptedException {
    lastRunWas("2030-01-01T00:00:00Z");
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (NightlySchedule schedule = start("* * * * * ?", () -> {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      LockSupport.parkNanos(2_000_000);
      inside.decrementAndGet();
      return "完成";
    })) {
      for (int i = 0; i < 20; i++) {
        schedule.runNow();
      }
      for (int i = 0; i < 20; i++) {
        runs.told().take();
      }
    }
    assertEquals(1, most.get());
  }

  @Test
  void while_another_has_the_lock_nothing_runs() throws InterruptedException {
    lastRunWas("2030-01-01T00:00:00Z");
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    try (NightlySchedule schedule = start(NightlySchedule.DEFAULT_CRON, () -> {
      ran.add("跑了");
      return "完成";
    })) {
      TaskLock other = TaskLock.tryAcquire(folder.resolve("scan.lock")).orElseThrow();
      assertTrue(TaskLock.tryAcquire(folder.resolve("scan.lock")).isEmpty());
      schedule.runNow();
      assertEquals(null, ran.poll(500, TimeUnit.MILLISECONDS));
      other.close();
      schedule.runNow();
      assertEquals("跑了", ran.take());
    }
  }

  @Test
  void a_failure_is_the_outcome_and_the_schedule_goes_on() throws InterruptedException {
    lastRunWas("2030-01-01T00:00:00Z");
    AtomicInteger count = new AtomicInteger();
    try (NightlySchedule schedule = start(NightlySchedule.DEFAULT_CRON, () -> {
      if (count.incrementAndGet() == 1) {
        throw new IllegalStateException("种子文件\n读不到");
      }
      return "完成";
    })) {
      schedule.runNow();
      assertEquals("失败：种子文件 读不到", runs.told().take().outcome());
      schedule.runNow();
      assertEquals("完成", runs.told().take().outcome());
    }
  }

  @Test
  void closing_interrupts_the_run_and_leaves_it_to_be_caught_up() throws InterruptedException {
    lastRunWas("2026-11-20T00:00:00Z");
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    NightlySchedule schedule = start(NightlySchedule.DEFAULT_CRON, () -> {
      began.countDown();
      try {
        new CountDownLatch(1).await();
      } finally {
        interrupted.countDown();
      }
      return "不会到这里";
    });
    began.await();
    assertEquals(Optional.of(NOW), schedule.state().running());
    schedule.close();
    interrupted.await();
    assertTrue(runs.told().isEmpty());
    assertEquals(Optional.empty(), schedule.state().next());
    assertEquals(Instant.parse("2026-11-20T00:00:00Z"), runs.last("scan").orElseThrow().at());
    assertTrue(TaskLock.tryAcquire(folder.resolve("scan.lock")).isPresent(), "the lock is free again");
  }

  @Test
  void a_run_that_somebody_else_stopped_is_not_recorded_either() throws InterruptedException {
    lastRunWas("2030-01-01T00:00:00Z");
    AtomicInteger count = new AtomicInteger();
    try (NightlySchedule schedule = start(NightlySchedule.DEFAULT_CRON, () -> {
      if (count.incrementAndGet() == 1) {
        throw new InterruptedException("stopped");
      }
      return "完成";
    })) {
      schedule.runNow();
      schedule.runNow();
      assertEquals("完成", runs.told().take().outcome());
    }
    assertEquals(2, count.get());
  }

  @Test
  void a_damaged_record_counts_as_none() throws Exception {
    Files.writeString(folder.resolve("scan.lastrun"), "not a time");
    assertEquals(Optional.empty(), runs.last("scan"));
    Files.writeString(folder.resolve("scan.lastrun"), "");
    assertEquals(Optional.empty(), runs.last("scan"));
    assertThrows(IllegalArgumentException.class, () -> runs.last("../x"));
  }

  @Test
  void a_wrong_cron_is_explained_in_chinese() {
    assertTrue(NightlySchedule.problemWith("every night", Instant.EPOCH).orElseThrow().contains("例如每天 1 点"));
    assertTrue(NightlySchedule.problemWith("0 0 1 30 2 ? 1999", Instant.EPOCH).orElseThrow().contains("不会再触发"));
    assertFalse(NightlySchedule.problemWith(NightlySchedule.DEFAULT_CRON, Instant.EPOCH).isPresent());
    Instant now = Instant.parse("2026-11-23T00:00:00Z");
    assertTrue(NightlySchedule.problemWith("0 0 1 1 1 ? 2026", now).orElseThrow().contains("不会再触发"));
    assertFalse(NightlySchedule.problemWith("0 0 1 1 1 ? 2027", now).isPresent());
  }
}
