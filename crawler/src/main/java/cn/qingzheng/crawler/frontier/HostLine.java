package cn.qingzheng.crawler.frontier;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hosts in the order of the time at which they may be asked. One waiting thread looks at the clock, the others wait
 * for it, so that many idle threads cost nothing. Guarded by the frontier's lock.
 */
final class HostLine {
  private final Condition changed;
  private final TreeSet<HostQueue> line =
      new TreeSet<>(Comparator.<HostQueue>comparingLong(h -> h.wakeAt).thenComparing(h -> h.name));
  private Optional<Thread> watcher = Optional.empty();
  private boolean finished;

  HostLine(ReentrantLock lock) {
    this.changed = lock.newCondition();
  }

  /** Puts the host in the line, or to another place in it. */
  void add(HostQueue host, long wakeAt) {
    line.remove(host);
    host.wakeAt = wakeAt;
    line.add(host);
    if (line.first() == host) {
      watcher = Optional.empty();
      changed.signal();
    }
  }

  /** Takes the host out of the line; its place there depends on nothing but {@code wakeAt}, set in {@link #add}. */
  void remove(HostQueue host) {
    line.remove(host);
  }

  /** Waits for the first host whose time has come and takes it out; none only after {@link #finish}. */
  Optional<HostQueue> take() {
    try {
      while (!finished) {
        if (line.isEmpty()) {
          changed.await();
          continue;
        }
        long wait = line.first().wakeAt - System.nanoTime();
        if (wait <= 0) {
          return Optional.of(line.pollFirst());
        }
        await(wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (watcher.isEmpty() && !line.isEmpty()) {
        changed.signal();
      }
    }
    return Optional.empty();
  }

  private void await(long nanos) throws InterruptedException {
    if (watcher.isPresent()) {
      changed.await();
      return;
    }
    Thread self = Thread.currentThread();
    watcher = Optional.of(self);
    try {
      changed.await(nanos, TimeUnit.NANOSECONDS);
    } finally {
      if (watcher.filter(w -> w == self).isPresent()) {
        watcher = Optional.empty();
      }
    }
  }

  boolean isFinished() {
    return finished;
  }

  void finish() {
    finished = true;
    changed.signalAll();
  }
}
