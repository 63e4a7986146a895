package cn.qingzheng.console.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;
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

/** Calls back when a task's time has come. One task's calls follow each other, those of several run side by side. */
final class Firing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Firing.class);
  private static final String WANTED = "wanted";

  /** More than there are tasks, so that those that wait for each other keep no other back. */
  private static final String THREADS = "16";

  private final Scheduler scheduler;

  Firing(BiConsumer<String, Optional<Instant>> call) {
    try {
      scheduler = scheduler();
      scheduler.setJobFactory((bundle, owner) -> new Call(call));
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler should start", e);
    }
  }

  /** With its own name: Quartz keeps schedulers of one name in a map for all. */
  private static Scheduler scheduler() throws SchedulerException {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "night-" + System.nanoTime());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.threadPool.threadCount", THREADS);
    properties.setProperty("org.quartz.threadPool.threadNamePrefix", "night");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    return new StdSchedulerFactory(properties).getScheduler();
  }

  void plan(TaskPlan plan) {
    try {
      scheduler.addJob(JobBuilder.newJob(Call.class).withIdentity(plan.name()).storeDurably().build(), true);
      if (plan.cron().isPresent()) {
        scheduler.scheduleJob(
            TriggerBuilder.newTrigger()
                .withIdentity(plan.name())
                .forJob(JobKey.jobKey(plan.name()))
                .withSchedule(
                    CronScheduleBuilder.cronSchedule(plan.cron().get().expression())
                        .inTimeZone(Cron.ZONE)
                        // The machine slept at the hour: run once when it wakes.
                        .withMisfireHandlingInstructionFireAndProceed())
                .build());
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("the task should be planned: " + plan.name(), e);
    }
  }

  void start() {
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler should start", e);
    }
  }

  /** @param fire what it stands for; empty: somebody wants it in any case */
  void once(String task, Optional<Instant> fire, Duration later) {
    try {
      Trigger trigger =
          TriggerBuilder.newTrigger()
              .forJob(JobKey.jobKey(task))
              .usingJobData(WANTED, fire.map(Instant::toString).orElse(""))
              .startAt(new Date(nowMillis() + later.toMillis()))
              .build();
      scheduler.scheduleJob(trigger);
    } catch (SchedulerException e) {
      LOG.warn("{}: the schedule is closed", task, e);
    }
  }

  /** Quartz fires by the machine's clock, whatever clock the tasks go by. */
  private static long nowMillis() {
    return java.time.Clock.systemUTC().millis();
  }

  /** As Quartz wants it; Quartz itself keeps two of the same from overlapping. */
  @DisallowConcurrentExecution
  private static final class Call implements Job {
    private final BiConsumer<String, Optional<Instant>> call;

    Call(BiConsumer<String, Optional<Instant>> call) {
      this.call = call;
    }

    @Override
    public void execute(JobExecutionContext context) {
      String wanted = context.getMergedJobDataMap().getString(WANTED);
      Optional<Instant> fire =
          wanted == null
              ? Optional.of(context.getScheduledFireTime().toInstant())
              : Optional.of(wanted).filter(w -> !w.isEmpty()).map(Instant::parse);
      call.accept(context.getJobDetail().getKey().getName(), fire);
    }
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      LOG.warn("the scheduler did not shut down", e);
    }
  }
}
