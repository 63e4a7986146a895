package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Hands out the next address of the next host. Waits for the name service and the store outside the lock. */
final class Leasing {
  private static final Duration TIGHT_WAIT = Duration.ofMillis(50);

  private final ReentrantLock lock;
  private final Condition drained;
  private final Hosts hosts;
  private final FrontierStore store;
  private final SeedBudgets budgets;
  private final CrawlSettings settings;
  private final Clock clock;
  private final UnaryOperator<String> addressOf;
  private Optional<String> ended = Optional.empty();

  Leasing(
      ReentrantLock lock, Condition drained, Hosts hosts, FrontierStore store, SeedBudgets budgets,
      CrawlSettings settings, Clock clock, UnaryOperator<String> addressOf) {
    this.lock = lock;
    this.drained = drained;
    this.hosts = hosts;
    this.store = store;
    this.budgets = budgets;
    this.settings = settings;
    this.clock = clock;
    this.addressOf = addressOf;
  }

  /** Waits until a host may be asked; none only after the end. */
  Optional<UrlTask> next() {
    while (true) {
      Optional<HostQueue> host = awaitRipe();
      if (host.isEmpty()) {
        return Optional.empty();
      }
      lookUp(host.get());
      refill(host.get());
      Optional<UrlTask> task = lease(host.get());
      if (task.isPresent()) {
        return task;
      }
    }
  }

  private Optional<HostQueue> awaitRipe() {
    lock.lock();
    try {
      endInTime();
      return hosts.take();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the run when its hours or its requests are over; what waits stays for the next one. */
  private void endInTime() {
    Optional<String> over = settings.budget().over(clock.instant(), hosts.requests());
    if (over.isPresent() && !hosts.isFinished() && hosts.queued() > 0) {
      ended = over;
      hosts.finish();
      drained.signalAll();
    }
  }

  /** Why the run was ended before its end, in Chinese. With the lock held. */
  Optional<String> ended() {
    return ended;
  }

  private void lookUp(HostQueue host) {
    if (host.ip.isPresent()) {
      return;
    }
    String address = addressOf.apply(host.name);
    lock.lock();
    try {
      host.ip = Optional.of(hosts.slot(host, address));
    } finally {
      lock.unlock();
    }
  }

  /** Fetches more of the host's queue if nothing of it is held any more. */
  void refill(HostQueue host) {
    int wanted;
    lock.lock();
    try {
      if (!host.wantsMore(hosts::isDue)) {
        return;
      }
      wanted = host.held() + hosts.window();
    } finally {
      lock.unlock();
    }
    store.next(host.name, wanted, more -> refilled(host, more, more.size() < wanted));
  }

  /** Called by the store while nothing else changes in it. */
  private void refilled(HostQueue host, List<UrlTask> more, boolean all) {
    lock.lock();
    try {
      host.refill(more, all, hosts::isDue);
    } finally {
      lock.unlock();
    }
  }

  private Optional<UrlTask> lease(HostQueue host) {
    lock.lock();
    try {
      IpSlot ip = host.ip.orElseThrow();
      Optional<UrlTask> task = nextOf(host);
      if (task.isPresent() && ip.take(host, System.nanoTime())) {
        budgets.leased(task.get());
        host.known = true;
        return task;
      }
      task.ifPresent(
          t -> {
            host.add(t, true);
            host.freeAt = Math.max(host.freeAt, ip.freeAt());
          });
      hosts.release(host);
      hosts.settle(host);
      drained.signalAll();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Optional<UrlTask> nextOf(HostQueue host) {
    Optional<UrlTask> task = host.poll(hosts::isDue);
    while (task.isPresent() && dropIfEnded(host, task.get())) {
      task = host.poll(hosts::isDue);
    }
    if (task.isPresent() && budgets.isTight(task.get())) {
      host.add(task.get(), true);
      host.freeAt = System.nanoTime() + TIGHT_WAIT.toNanos();
      return Optional.empty();
    }
    if (task.isPresent() && !host.known && owes(host, task.get())) {
      host.add(task.get(), true);
      return Optional.empty();
    }
    return task;
  }

  /** Whether the host has a rest coming from a process that died, by the pace of the one who wants to ask. */
  private boolean owes(HostQueue host, UrlTask task) {
    long owed = hosts.owed(budgets.pace(task).minDelay());
    host.freeAt = Math.max(host.freeAt, owed);
    host.ip.orElseThrow().rest(owed);
    return owed - System.nanoTime() > 0;
  }

  /** If the seed gets no further, takes what waits for it here out of the queue. With the lock held. */
  boolean dropIfEnded(HostQueue host, UrlTask task) {
    if (budgets.left(task.seedId()).isPresent()) {
      host.remove(t -> t.seedId().equals(task.seedId()));
      return true;
    }
    if (budgets.isOver(task)) {
      host.remove(t -> t.kind() == UrlKind.PAGE && t.seedId().equals(task.seedId()));
      store.over(task.seedId(), host.name);
      return true;
    }
    return false;
  }
}
