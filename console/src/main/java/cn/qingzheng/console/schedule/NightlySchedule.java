package cn.qingzheng.console.schedule;

import cn.qingzheng.console.schedule.LastRuns.LastRun;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task by cron in Asia/Shanghai. A night that was missed is caught up once at start. Two runs never overlap, in
 * this process or with another that takes the same lock. Safe for several threads.
 */
public final class NightlySchedule implements AutoCloseable {
  /** 01:00 every night. */
  public static final String DEFAULT_CRON = "0 0 1 * * ?";

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(NightlySchedule.class);

  private final Settings settings;
  private final NightlyTask task;
  private final LastRuns lastRuns;
  private final Clock clock;
  private final Scheduler scheduler;
  private final JobKey job;
  private final AtomicReference<Optional<Run>> running = new AtomicReference<>(Optional.empty());
  private volatile boolean closing;

  private NightlySchedule(Settings settings, NightlyTask task, LastRuns lastRuns, Clock clock)
      throws SchedulerException {
    this.settings = settings;
    this.task = task;
    this.lastRuns = lastRuns;
    this.clock = clock;
    this.job = JobKey.jobKey(settings.task());
    this.scheduler = scheduler(settings.task());
  }

  /**
   * @param task short lower-case name, under which the last run is kept
   * @param cron Quartz cron expression, in Asia/Shanghai
   * @param lock file that every process locks which does the same
   */
  public record Settings(String task, String cron, Path lock) {
    public Settings {
      Objects.requireNonNull(task);
      Objects.requireNonNull(lock);
      problemWith(cron, Instant.EPOCH).ifPresent(problem -> {
        throw new IllegalArgumentException(problem);
      });
    }
  }

  private record Run(Instant began, Thread thread, CountDownLatch ended) {}

  /** What is wrong with a cron expression, in Chinese, for the check of the settings; empty if it can be used. */
  public static Optional<String> problemWith(String cron, Instant now) {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(ZONE));
      return expression.getNextValidTimeAfter(Date.from(now)) == null
          ? Optional.of("定时表达式今后不会再触发：" + cron)
          : Optional.empty();
    } catch (ParseException e) {
      return Optional.of("定时表达式不对：" + cron + "（" + e.getMessage() + "），例如每天 1 点：" + DEFAULT_CRON);
    }
  }

  /** Starts the schedule, and the task at once if a night was missed since its last run. */
  public static NightlySchedule start(Settings settings, NightlyTask task, LastRuns lastRuns, Clock clock) {
    try {
      NightlySchedule schedule = new NightlySchedule(settings, task, lastRuns, clock);
      schedule.begin();
      return schedule;
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler should start", e);
    }
  }

  /** Each with its own name: Quartz keeps schedulers of one name in a map for all. */
  private static Scheduler scheduler(String task) throws SchedulerException {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", task + "-" + System.nanoTime());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    return new StdSchedulerFactory(properties).getScheduler();
  }

  private void begin() throws SchedulerException {
    scheduler.setJobFactory((bundle, owner) -> new NightlyJob(this));
    Trigger nightly = TriggerBuilder.newTrigger()
        .withIdentity(settings.task())
        .withSchedule(CronScheduleBuilder.cronSchedule(settings.cron())
            .inTimeZone(TimeZone.getTimeZone(ZONE))
            // The machine slept at the hour: run once when it wakes.
            .withMisfireHandlingInstructionFireAndProceed())
        .build();
    scheduler.scheduleJob(JobBuilder.newJob(NightlyJob.class).withIdentity(job).build(), nightly);
    scheduler.start();
    if (missed()) {
      LOG.info("{}: a night was missed, caught up now", settings.task());
      scheduler.triggerJob(job);
    }
  }

  /** On the very first start nothing was missed yet, but from then on it can be. */
  private boolean missed() {
    Optional<LastRun> last = lastRuns.last(settings.task());
    if (last.isEmpty()) {
      lastRuns.record(settings.task(), new LastRun(clock.instant(), "夜间计划启用，尚未运行过"));
      return false;
    }
    return nextAfter(last.get().at()).filter(fire -> !fire.isAfter(clock.instant())).isPresent();
  }

  private Optional<Instant> nextAfter(Instant time) {
    try {
      CronExpression cron = new CronExpression(settings.cron());
      cron.setTimeZone(TimeZone.getTimeZone(ZONE));
      return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(time))).map(Date::toInstant);
    } catch (ParseException e) {
      throw new IllegalStateException("cron should have been checked, was: " + settings.cron(), e);
    }
  }

  /** Starts a run now; if one is going on, after it. */
  public void runNow() {
    try {
      scheduler.triggerJob(job);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule should be open", e);
    }
  }

  public ScheduleState state() {
    try {
      Optional<Instant> next = scheduler.isShutdown()
          ? Optional.empty()
          : scheduler.getTriggersOfJob(job).stream()
              .map(Trigger::getNextFireTime)
              .filter(Objects::nonNull)
              .map(Date::toInstant)
              .min(Instant::compareTo);
      return new ScheduleState(running.get().map(Run::began), lastRuns.last(settings.task()), next);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler should answer", e);
    }
  }

  /** The job as Quartz wants it; Quartz itself keeps two of the same from overlapping. */
  @DisallowConcurrentExecution
  private static final class NightlyJob implements Job {
    private final NightlySchedule schedule;

    NightlyJob(NightlySchedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public void execute(JobExecutionContext context) {
      schedule.runLocked();
    }
  }

  private void runLocked() {
    Optional<TaskLock> lock = TaskLock.tryAcquire(settings.lock());
    if (lock.isEmpty()) {
      LOG.warn("{}: another process is at it, this run is left out", settings.task());
      return;
    }
    Run run = new Run(clock.instant(), Thread.currentThread(), new CountDownLatch(1));
    running.set(Optional.of(run));
    try {
      runRecorded(run.began());
    } finally {
      running.set(Optional.empty());
      lock.get().close();
      run.ended().countDown();
    }
  }

  /** What was broken off by a stop is not recorded, so it is caught up. */
  private void runRecorded(Instant began) {
    String outcome;
    try {
      outcome = task.run();
    } catch (InterruptedException stopped) {
      LOG.info("{}: stopped before its end", settings.task());
      return;
    } catch (Exception failed) {
      LOG.error("{}: failed", settings.task(), failed);
      outcome = "失败：" + Optional.ofNullable(failed.getMessage()).orElse(failed.getClass().getSimpleName());
    }
    if (!closing) {
      lastRuns.record(settings.task(), new LastRun(began, outcome));
    }
  }

  /** Fires no more, interrupts a run that is going on and gives it half a minute to end. */
  @Override
  public void close() {
    closing = true;
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      LOG.warn("the scheduler did not shut down", e);
    }
    running.get().ifPresent(run -> {
      run.thread().interrupt();
      try {
        if (!run.ended().await(PATIENCE_AT_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
          LOG.warn("{}: did not end when stopped", settings.task());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
