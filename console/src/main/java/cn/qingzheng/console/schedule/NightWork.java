package cn.qingzheng.console.schedule;

import cn.qingzheng.casework.Alarm;
import cn.qingzheng.casework.Alarms;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.NightBook;
import cn.qingzheng.casework.NightlyTask;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is planned, by itself or when an officer wants it. What was missed while nothing ran is caught up once at
 * start. A task never runs twice at once, here or in another process. Safe for several threads.
 */
public final class NightWork implements AutoCloseable {
  /** A run whose process is silent so long may be taken over by another machine. */
  static final Duration LEASE = Duration.ofMinutes(2);

  /** What was in somebody's way is tried again so soon. */
  private static final Duration LATER = Duration.ofMinutes(10);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(7);
  private static final Logger LOG = LoggerFactory.getLogger(NightWork.class);

  private final Setting setting;
  private final Map<String, TaskPlan> plans = new LinkedHashMap<>();
  private final NightBook book;
  private final Alarms alarms;
  private final Watch watch;
  private final Firing firing;
  private final String holder = UUID.randomUUID().toString();
  private final Map<String, OneRun> running = new ConcurrentHashMap<>();
  private final Map<String, Boolean> waiting = new ConcurrentHashMap<>();
  private final ReentrantLock turn = new ReentrantLock(true);
  /** Two threads: who tells people by a slow server keeps no other from saying that runs live. */
  private final ScheduledExecutorService pulse =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("night-pulse-", 0).factory());
  private volatile boolean closing;

  /**
   * Where and how tasks run.
   *
   * @param casebook stays open as long as this runs
   * @param locks folder with a lock file for each task, for processes on this machine
   * @param shared whether processes on other machines have the same casebook
   * @param grace how long after it should have succeeded a task counts as late
   * @param teller tells people of alarms
   */
  public record Setting(Casebook casebook, Path locks, boolean shared, Duration grace, AlarmTeller teller, Clock clock) {}

  private NightWork(Setting setting, List<TaskPlan> plans) {
    this.setting = setting;
    plans.forEach(p -> this.plans.put(p.name(), p));
    this.book = new NightBook(setting.casebook());
    this.alarms = new Alarms(setting.casebook());
    this.watch = new Watch(book, alarms, setting);
    this.firing = new Firing(this::fired);
  }

  /** Starts everything that is on, and at once what was missed since its last run. */
  public static NightWork start(Setting setting, List<TaskPlan> plans) {
    NightWork work = new NightWork(setting, plans);
    work.begin();
    return work;
  }

  private void begin() {
    for (TaskPlan plan : plans.values()) {
      NightlyTask known = book.enable(plan.name(), plan.node());
      firing.plan(plan);
      if (plan.cron().isPresent() && known.paused().isEmpty()) {
        plan.cron().get().after(known.since()).filter(fire -> !fire.isAfter(setting.clock().instant())).ifPresent(fire -> {
          LOG.info("{}: missed since {}, caught up now", plan.name(), fire);
          firing.once(plan.name(), Optional.of(fire), Duration.ZERO);
        });
      }
    }
    firing.start();
    pulse.scheduleWithFixedDelay(this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
    pulse.scheduleWithFixedDelay(this::look, 30, 60, TimeUnit.SECONDS);
  }

  /** Says for every run that it lives; hears who wants it to end. */
  private void beat() {
    for (OneRun run : running.values()) {
      try {
        NightBook.Heard heard = book.alive(run.plan().name(), run.plan().node(), holder, LEASE);
        if (heard != NightBook.Heard.GO_ON) {
          LOG.warn("{}: {}", run.plan().name(), heard == NightBook.Heard.STOP ? "an officer wants it to end" : "another machine has taken it over");
          run.stop(heard == NightBook.Heard.STOP);
        }
      } catch (RuntimeException e) {
        LOG.error("{}: could not say that it lives", run.plan().name(), e);
      }
    }
  }

  /** Looks for tasks that are late, and tells of what is wrong; by itself every minute. */
  public void look() {
    try {
      watch.look(plans.values(), waiting::containsKey);
    } catch (RuntimeException e) {
      LOG.error("could not look for tasks that are late", e);
    }
  }

  /** @param fire empty: somebody wants it in any case */
  private void fired(String name, Optional<Instant> fire) {
    TaskPlan plan = plans.get(name);
    if (closing) {
      return;
    }
    if (!plan.inTurn()) {
      locked(plan, fire);
      return;
    }
    waiting.put(name, true);
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      return;
    } finally {
      waiting.remove(name);
    }
    try {
      locked(plan, fire);
    } finally {
      turn.unlock();
    }
  }

  private void locked(TaskPlan plan, Optional<Instant> fire) {
    Optional<TaskLock> lock = TaskLock.tryAcquire(setting.locks().resolve(plan.name() + ".lock"));
    if (lock.isEmpty() || closing) {
      lock.ifPresent(TaskLock::close);
      LOG.info("{}: another process of this machine is at it, or this one ends", plan.name());
      return;
    }
    TaskLock held = lock.get();
    try (held) {
      Optional<NightlyTask> mine = book.begin(plan.name(), plan.node(), holder, LEASE, fire, !setting.shared());
      if (mine.isEmpty()) {
        LOG.debug("{}: another machine is at it or has done it, or it is paused", plan.name());
        return;
      }
      run(plan, mine.get());
    } catch (RuntimeException e) {
      LOG.error("{}: could not be begun or written down", plan.name(), e);
    }
  }

  private void run(TaskPlan plan, NightlyTask task) {
    OneRun run = new OneRun(plan, task, place -> book.remember(plan.name(), plan.node(), place));
    running.put(plan.name(), run);
    if (closing) {
      run.stop(false);
    }
    try {
      TaskResult result = run.result();
      book.end(plan.name(), plan.node(), holder, result.outcome(), result.message());
      if (result.outcome().equals(Optional.of(NightlyTask.Outcome.FAILED))) {
        alarms.raise(plan.name(), plan.node(), Alarm.Kind.FAILED, result.message());
        tellSoon();
      }
      if (result.outcome().isEmpty() && !closing && !run.stopped()) {
        LOG.info("{}: put off: {}", plan.name(), result.message());
        firing.once(plan.name(), Optional.of(setting.clock().instant()), LATER);
      }
    } finally {
      running.remove(plan.name());
      run.ended();
    }
  }

  /** Beside the run: a mail server may take its time. */
  private void tellSoon() {
    try {
      pulse.execute(this::look);
    } catch (RejectedExecutionException e) {
      LOG.info("told at the next start");
    }
  }

  /** Every task with where it stands, in the order of the plans. */
  public List<TaskState> tasks() {
    return plans.values().stream().map(this::state).toList();
  }

  private TaskState state(TaskPlan plan) {
    NightlyTask task = book.find(plan.name(), plan.node()).orElseThrow();
    Instant now = setting.clock().instant();
    Optional<Instant> going =
        running.containsKey(plan.name())
            ? Optional.of(running.get(plan.name())).map(OneRun::began)
            : task.running().filter(r -> setting.shared() && r.until().isAfter(now)).map(NightlyTask.Running::since);
    Optional<Instant> next = task.paused().isPresent() ? Optional.empty() : plan.cron().flatMap(c -> c.after(now));
    return new TaskState(
        plan.name(), plan.label(), plan.cron().isPresent(), going, waiting.containsKey(plan.name()), task.last(), task.paused(), next);
  }

  private TaskPlan plan(String name) {
    return Optional.ofNullable(plans.get(name)).orElseThrow(() -> new Refusal("没有这项任务：" + name));
  }

  /** Starts a run now, also of a task that is off or paused. */
  public void runNow(String name, Officer by) {
    TaskPlan plan = plan(name);
    if (running.containsKey(name) || waiting.containsKey(name)) {
      throw new Refusal("“" + plan.label() + "”正在运行或等待运行");
    }
    book.wanted(name, plan.node(), by);
    firing.once(name, Optional.empty(), Duration.ZERO);
  }

  public void pause(String name, Officer by) {
    book.pause(name, plan(name).node(), by);
  }

  public void resume(String name, Officer by) {
    book.resume(name, plan(name).node(), by);
  }

  /** Ends a run that is going on, here at once, on another machine within seconds. */
  public void stop(String name, Officer by) {
    book.askStop(name, plan(name).node(), by);
    Optional.ofNullable(running.get(name)).ifPresent(run -> run.stop(true));
  }

  /** What everybody is to see. */
  public List<Alarm> openAlarms() {
    return alarms.open();
  }

  public void acknowledge(long alarm, String why, Officer by) {
    alarms.acknowledge(alarm, why, by);
  }

  /** A task's name in Chinese; what is not planned here keeps its own. */
  public String label(String name) {
    return Optional.ofNullable(plans.get(name)).map(TaskPlan::label).orElse(name);
  }

  @Override
  public void close() {
    end();
  }

  /** Fires no more and asks what is going on to end; what does not is interrupted after some seconds and stays owed. */
  public void end() {
    closing = true;
    firing.close();
    pulse.shutdownNow();
    List<OneRun> going = List.copyOf(running.values());
    going.forEach(run -> run.stop(false));
    long until = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
    for (OneRun run : going) {
      if (!run.awaitEnd(until - System.nanoTime())) {
        LOG.warn("{}: did not end when asked", run.plan().name());
        run.interrupt();
        run.awaitEnd(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }
}
