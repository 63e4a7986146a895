package cn.qingzheng.console.schedule;

import cn.qingzheng.casework.Alarm;
import cn.qingzheng.casework.Alarms;
import cn.qingzheng.casework.NightBook;
import cn.qingzheng.casework.NightlyTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds tasks that did not succeed for too long, or go on for too long, and sees that people are told. */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final NightBook book;
  private final Alarms alarms;
  private final NightWork.Setting setting;

  Watch(NightBook book, Alarms alarms, NightWork.Setting setting) {
    this.book = book;
    this.alarms = alarms;
    this.setting = setting;
  }

  /** @param waiting whether a task waits for another here */
  void look(Collection<TaskPlan> plans, Predicate<String> waiting) {
    Instant now = setting.clock().instant();
    for (TaskPlan plan : plans) {
      if (plan.cron().isPresent()) {
        NightlyTask task = book.find(plan.name(), plan.node()).orElseThrow();
        late(plan.cron().get(), task, waiting.test(plan.name()), now)
            .ifPresent(why -> alarms.raise(plan.name(), plan.node(), Alarm.Kind.LATE, why));
      }
    }
    tell();
  }

  private Optional<String> late(Cron cron, NightlyTask task, boolean waits, Instant now) {
    Optional<Duration> gap = cron.longestGap(now);
    if (gap.isEmpty() || task.paused().isPresent()) {
      return Optional.empty();
    }
    Duration limit = gap.get().plus(setting.grace());
    Optional<NightlyTask.Running> going = task.running().filter(r -> r.until().isAfter(now));
    if (going.isPresent()) {
      return tooLong(going.get().since(), limit, now).map(hours -> "已运行 " + hours + " 小时还没有结束");
    }
    Instant good = task.succeeded().filter(s -> s.isAfter(task.knownAt())).orElse(task.knownAt());
    return waits ? Optional.empty() : tooLong(good, limit, now).map(hours -> "已有 " + hours + " 小时没有成功运行");
  }

  private static Optional<Long> tooLong(Instant from, Duration limit, Instant now) {
    Duration passed = Duration.between(from, now);
    return passed.compareTo(limit) > 0 ? Optional.of(passed.toHours()) : Optional.empty();
  }

  /** Tells what was not told yet; what cannot be told now is tried again. */
  synchronized void tell() {
    List<Alarm> untold = alarms.takeUntold();
    if (untold.isEmpty()) {
      return;
    }
    untold.forEach(a -> LOG.error("alarm: {} {} {}", a.task(), a.kind(), a.message()));
    try {
      setting.teller().tell(untold);
    } catch (Exception e) {
      LOG.error("nobody could be told of {} alarms", untold.size(), e);
      alarms.notTold(untold);
    }
  }
}
