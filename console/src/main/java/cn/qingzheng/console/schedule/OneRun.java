package cn.qingzheng.console.schedule;

import cn.qingzheng.casework.NightlyTask;
import cn.qingzheng.casework.NightlyTask.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A run that is going on in this process. */
final class OneRun {
  private static final Logger LOG = LoggerFactory.getLogger(OneRun.class);

  private final TaskPlan plan;
  private final NightlyTask task;
  private final Consumer<String> remember;
  private final StopSignal signal = new StopSignal();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = Thread.currentThread();
  private volatile boolean byOfficer;

  /** Runs on the thread that makes it. */
  OneRun(TaskPlan plan, NightlyTask task, Consumer<String> remember) {
    this.plan = plan;
    this.task = task;
    this.remember = remember;
  }

  TaskPlan plan() {
    return plan;
  }

  Instant began() {
    return task.running().map(NightlyTask.Running::since).orElseThrow();
  }

  boolean stopped() {
    return signal.asked();
  }

  /** Does the work. What ends because it was asked to is no failure: it stays owed, unless an officer wanted that. */
  TaskResult result() {
    MDC.MDCCloseable named = MDC.putCloseable("task", plan.name());
    try (named) {
      LOG.info("{}: begins", plan.name());
      TaskResult result = plan.work().run(place(), signal);
      LOG.info("{}: {} {}", plan.name(), result.outcome().map(Enum::name).orElse("LATER"), result.message());
      return result;
    } catch (InterruptedException stopped) {
      return brokenOff();
    } catch (Exception failed) {
      if (signal.asked()) {
        LOG.info("{}: ended when asked, with an error", plan.name(), failed);
        return brokenOff();
      }
      LOG.error("{}: failed", plan.name(), failed);
      return TaskResult.failed(Optional.ofNullable(failed.getMessage()).orElse(failed.getClass().getSimpleName()));
    } catch (OutOfMemoryError | StackOverflowError failed) {
      LOG.error("{}: failed", plan.name(), failed);
      return TaskResult.failed("程序出错：" + failed.getClass().getSimpleName() + "，详情见日志");
    } finally {
      Thread.interrupted();
    }
  }

  private TaskResult brokenOff() {
    LOG.info("{}: stopped before its end", plan.name());
    String how = "运行中被停止";
    return byOfficer ? new TaskResult(Optional.of(Outcome.STOPPED), how) : TaskResult.later(how);
  }

  private TaskPlan.Place place() {
    return new TaskPlan.Place() {
      private String now = task.place();

      @Override
      public String remembered() {
        return now;
      }

      @Override
      public void remember(String place) {
        remember.accept(place);
        now = place;
      }
    };
  }

  /** Asks it to end; interrupts what has no better way to hear it. */
  void stop(boolean officer) {
    byOfficer |= officer;
    if (!signal.ask()) {
      thread.interrupt();
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  void ended() {
    ended.countDown();
  }

  boolean awaitEnd(long nanos) {
    try {
      return ended.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
