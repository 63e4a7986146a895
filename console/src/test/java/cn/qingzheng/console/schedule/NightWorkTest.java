package cn.qingzheng.console.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Alarm;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.NightlyTask;
import cn.qingzheng.casework.NightlyTask.Outcome;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NightWorkTest {
  private static final Optional<Cron> ONE_O_CLOCK = Optional.of(new Cron("0 0 1 * * ?"));
  private static final Optional<Cron> NEVER = Optional.empty();
  private static final Officer ADMIN = new Officer("A001", "安岚", "岚川市人社局", "379900", Set.of(Role.SECURITY_ADMIN), true);
  private static final Officer KEEPER = new Officer("G001", "管宁", "岚川市人社局", "379900", Set.of(Role.SYSTEM_ADMIN), true);

  @TempDir Path folder;
  /** 02:00 in Shanghai, an hour after the nightly run. */
  private final Moving clock = new Moving(Instant.parse("2026-11-22T18:00:00Z"));
  private final List<Alarm> told = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();
  private boolean deaf;
  private Casebook casebook;

  private static final class Moving extends Clock {
    private volatile Instant now;

    Moving(Instant now) {
      this.now = now;
    }

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void open() {
    casebook = Casebook.open(folder.resolve("qingzheng.db"), clock);
  }

  @AfterEach
  void close() {
    casebook.close();
  }

  private NightWork.Setting setting(boolean shared) {
    return new NightWork.Setting(casebook, folder.resolve(shared ? "locks-here" : "locks"), shared, Duration.ofHours(6), this::tell, clock);
  }

  private void tell(List<Alarm> alarms) throws IOException {
    if (deaf) {
      throw new IOException("no mail server");
    }
    told.addAll(alarms);
  }

  private NightWork start(TaskPlan... plans) {
    return NightWork.start(setting(false), List.of(plans));
  }

  private static TaskPlan plan(String name, Optional<Cron> cron, TaskPlan.Work work) {
    return new TaskPlan(name, "任务" + name, "", cron, false, work);
  }

  private TaskPlan noting(String name, Optional<Cron> cron) {
    return plan(name, cron, (place, stop) -> {
      ran.add(name);
      return TaskResult.done("采集 12 页");
    });
  }

  private static void register(Casebook casebook) {
    Officers officers = new Officers(casebook);
    officers.add(ADMIN, Optional.empty());
    officers.add(KEEPER, Optional.of(ADMIN));
  }

  private static NightlyTask.Run ended(NightWork work, int task) {
    Optional<NightlyTask.Run> last = work.tasks().get(task).last();
    while (last.isEmpty() || work.tasks().get(task).running().isPresent()) {
      LockSupport.parkNanos(2_000_000);
      last = work.tasks().get(task).last();
    }
    return last.get();
  }

  private void nothingMoreRuns() throws InterruptedException {
    assertNull(ran.poll(300, TimeUnit.MILLISECONDS));
  }

  @Test
  void the_first_start_owes_nothing_and_nights_missed_later_are_caught_up_once() throws InterruptedException {
    start(noting("scan", ONE_O_CLOCK)).close();
    assertTrue(ran.isEmpty());
    clock.forward(Duration.ofDays(5));
    try (NightWork work = start(noting("scan", ONE_O_CLOCK))) {
      ran.take();
      assertEquals(new NightlyTask.Run(clock.instant(), clock.instant(), Outcome.DONE, "采集 12 页"), ended(work, 0));
      assertEquals(Optional.of(Instant.parse("2026-11-28T17:00:00Z")), work.tasks().getFirst().next(), "01:00 in Shanghai");
    }
    try (NightWork work = start(noting("scan", ONE_O_CLOCK))) {
      nothingMoreRuns();
      assertTrue(work.tasks().getFirst().on());
    }
  }

  @Test
  void the_cron_fires_by_itself() throws InterruptedException {
    try (NightWork work = start(noting("scan", Optional.of(new Cron("* * * * * ?"))), noting("off", NEVER))) {
      assertEquals("scan", ran.take());
      assertFalse(work.tasks().get(1).on());
      assertEquals(Optional.empty(), work.tasks().get(1).next());
    }
  }

  @Test
  void those_that_write_the_same_files_wait_for_each_other_and_others_do_not() throws InterruptedException {
    register(casebook);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch free = new CountDownLatch(1);
    TaskPlan.Work work = (place, stop) -> {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      ran.add("in");
      free.await();
      inside.decrementAndGet();
      return TaskResult.done("");
    };
    TaskPlan one = new TaskPlan("one", "一", "", NEVER, true, work);
    TaskPlan two = new TaskPlan("two", "二", "", NEVER, true, work);
    try (NightWork nights = start(one, two, noting("free", NEVER))) {
      nights.runNow("one", KEEPER);
      ran.take();
      nights.runNow("two", KEEPER);
      nights.runNow("free", KEEPER);
      assertEquals("free", ran.take());
      while (!nights.tasks().get(1).waiting()) {
        LockSupport.parkNanos(2_000_000);
      }
      assertThrows(Refusal.class, () -> nights.runNow("two", KEEPER));
      free.countDown();
      ran.take();
      ended(nights, 1);
    }
    assertEquals(1, most.get());
  }

  @Test
  void another_process_of_this_machine_keeps_a_task_for_itself() throws InterruptedException {
    register(casebook);
    try (NightWork work = start(noting("scan", ONE_O_CLOCK))) {
      TaskLock other = TaskLock.tryAcquire(folder.resolve("locks/scan.lock")).orElseThrow();
      work.runNow("scan", KEEPER);
      nothingMoreRuns();
      other.close();
      work.runNow("scan", KEEPER);
      ran.take();
    }
  }

  @Test
  void of_two_machines_one_does_the_night_and_the_other_can_stop_it() throws Exception {
    register(casebook);
    CountDownLatch heard = new CountDownLatch(1);
    TaskPlan.Work work = (place, stop) -> {
      stop.onAsk(heard::countDown);
      ran.add("in");
      heard.await();
      throw new InterruptedException();
    };
    try (Casebook second = Casebook.open(folder.resolve("qingzheng.db"), clock);
        NightWork here = NightWork.start(setting(true), List.of(plan("scan", ONE_O_CLOCK, work)));
        NightWork there =
            NightWork.start(
                new NightWork.Setting(second, folder.resolve("other"), true, Duration.ofHours(6), this::tell, clock),
                List.of(noting("scan", ONE_O_CLOCK)))) {
      here.runNow("scan", KEEPER);
      assertEquals("in", ran.take());
      assertTrue(there.tasks().getFirst().running().isPresent());
      assertThrows(Refusal.class, () -> there.runNow("scan", KEEPER));
      there.stop("scan", KEEPER);
      assertEquals(Outcome.STOPPED, ended(here, 0).outcome());
      nothingMoreRuns();
    }
  }

  @Test
  void a_failure_is_told_and_shown_until_a_later_success() throws InterruptedException {
    register(casebook);
    AtomicInteger count = new AtomicInteger();
    try (NightWork work = start(plan("scan", ONE_O_CLOCK, (place, stop) -> {
      if (count.incrementAndGet() < 3) {
        throw new IllegalStateException("种子文件\n读不到");
      }
      return TaskResult.attention("有一个问题");
    }))) {
      work.runNow("scan", KEEPER);
      assertEquals("种子文件 读不到", ended(work, 0).message());
      while (told.isEmpty()) {
        LockSupport.parkNanos(2_000_000);
      }
      assertEquals("种子文件 读不到", work.openAlarms().getFirst().message());
      clock.forward(Duration.ofMinutes(1));
      work.runNow("scan", KEEPER);
      while (work.openAlarms().getFirst().times() < 2) {
        LockSupport.parkNanos(2_000_000);
      }
      assertEquals(1, told.size(), "not told of every time");
      while (work.tasks().getFirst().running().isPresent()) {
        LockSupport.parkNanos(2_000_000);
      }
      work.runNow("scan", KEEPER);
      while (!work.openAlarms().isEmpty()) {
        LockSupport.parkNanos(2_000_000);
      }
      assertEquals(Outcome.ATTENTION, ended(work, 0).outcome());
    }
  }

  @Test
  void who_could_not_be_told_is_told_later() {
    deaf = true;
    try (NightWork work = start(noting("scan", ONE_O_CLOCK))) {
      clock.forward(Duration.ofHours(31));
      work.look();
      assertEquals(List.of(), told);
      deaf = false;
      work.look();
      assertEquals(1, told.size());
      work.look();
      assertEquals(1, told.size());
    }
  }

  @Test
  void no_success_for_longer_than_a_night_and_some_hours_is_a_failure_too() {
    try (NightWork work = start(noting("scan", ONE_O_CLOCK), noting("dispatch", Optional.of(new Cron("0 0/2 * * * ?"))), noting("off", NEVER))) {
      clock.forward(Duration.ofMinutes(359));
      work.look();
      assertEquals(List.of(), work.openAlarms());
      clock.forward(Duration.ofMinutes(5));
      work.look();
      assertEquals(List.of("dispatch"), work.openAlarms().stream().map(Alarm::task).toList());
      clock.forward(Duration.ofHours(25));
      work.look();
      assertEquals(List.of("dispatch", "scan"), work.openAlarms().stream().map(Alarm::task).sorted().toList());
      assertTrue(work.openAlarms().getLast().message().contains("31 小时没有成功"), work.openAlarms().toString());
    }
  }

  @Test
  void paused_it_is_neither_run_nor_late_nor_owed_also_after_a_restart() throws InterruptedException {
    register(casebook);
    try (NightWork work = start(noting("scan", ONE_O_CLOCK))) {
      work.pause("scan", KEEPER);
    }
    clock.forward(Duration.ofDays(3));
    try (NightWork work = start(noting("scan", ONE_O_CLOCK))) {
      nothingMoreRuns();
      work.look();
      assertEquals(List.of(), work.openAlarms());
      assertEquals("管宁（G001）", work.tasks().getFirst().paused().orElseThrow().by());
      assertEquals(Optional.empty(), work.tasks().getFirst().next());
      work.resume("scan", KEEPER);
      work.look();
      assertEquals(List.of(), work.openAlarms());
    }
    try (NightWork work = start(noting("scan", ONE_O_CLOCK))) {
      nothingMoreRuns();
      assertTrue(work.tasks().getFirst().next().isPresent());
    }
  }

  @Test
  void closing_ends_what_goes_on_and_leaves_it_owed() throws InterruptedException {
    start(noting("scan", ONE_O_CLOCK)).close();
    clock.forward(Duration.ofDays(1));
    NightWork work = start(plan("scan", ONE_O_CLOCK, (place, stop) -> {
      ran.add("in");
      new CountDownLatch(1).await();
      return TaskResult.done("不会到这里");
    }));
    ran.take();
    assertEquals(Optional.of(clock.instant()), work.tasks().getFirst().running());
    work.close();
    assertEquals(Optional.empty(), work.tasks().getFirst().last());
    assertTrue(TaskLock.tryAcquire(folder.resolve("locks/scan.lock")).stream().peek(TaskLock::close).findAny().isPresent(), "the lock is free");
    try (NightWork again = start(noting("scan", ONE_O_CLOCK))) {
      assertEquals("scan", ran.take());
      assertEquals(Outcome.DONE, ended(again, 0).outcome());
    }
  }

  @Test
  void who_has_a_better_way_to_hear_it_is_not_interrupted() throws InterruptedException {
    register(casebook);
    CountDownLatch asked = new CountDownLatch(1);
    try (NightWork work = start(plan("scan", ONE_O_CLOCK, (place, stop) -> {
      stop.onAsk(asked::countDown);
      ran.add("in");
      asked.await();
      return TaskResult.done("好好结束");
    }))) {
      work.runNow("scan", KEEPER);
      ran.take();
      work.end();
      assertEquals("好好结束", work.tasks().getFirst().last().orElseThrow().message());
    }
  }

  @Test
  void a_task_goes_on_from_where_it_was() throws InterruptedException {
    register(casebook);
    try (NightWork work = start(plan("check", NEVER, (place, stop) -> {
      ran.add(place.remembered());
      place.remember(place.remembered() + "x");
      return TaskResult.done("");
    }))) {
      work.runNow("check", KEEPER);
      assertEquals("", ran.take());
      ended(work, 0);
      work.runNow("check", KEEPER);
      assertEquals("x", ran.take());
    }
  }

  @Test
  void a_wrong_cron_is_explained_in_chinese() {
    assertTrue(Cron.problem("every night", Instant.EPOCH).orElseThrow().contains("例如每天 1 点"));
    assertTrue(Cron.problem("0 0 1 30 2 ? 1999", Instant.EPOCH).orElseThrow().contains("不会再触发"));
    assertFalse(Cron.problem("0 0 1 * * ?", Instant.EPOCH).isPresent());
    Instant now = Instant.parse("2026-11-23T00:00:00Z");
    assertTrue(Cron.problem("0 0 1 1 1 ? 2026", now).orElseThrow().contains("不会再触发"));
    assertFalse(Cron.problem("0 0 1 1 1 ? 2027", now).isPresent());
  }
}
