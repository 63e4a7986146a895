package cn.qingzheng.crawler.frontier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What waits for one host, and when the host may be asked again. Guarded by the frontier's lock. */
final class HostQueue {
  private final PriorityQueue<UrlTask> ready =
      new PriorityQueue<>(
          Comparator.comparingInt(HostQueue::rank).thenComparingInt(UrlTask::depth).thenComparingLong(UrlTask::id));
  private final PriorityQueue<UrlTask> later = new PriorityQueue<>(Comparator.comparing(UrlTask::due));
  final String name;
  /** {@link System#nanoTime} after which a request may be sent. */
  long freeAt;
  /** Where the host stands among those that wait; set while it stands there. */
  long wakeAt;
  boolean busy;
  /** Pages in a row that failed for a reason of the host's. */
  int strikes;
  Optional<IpSlot> ip = Optional.empty();
  /** Why the host is left alone in this run, in Chinese. */
  Optional<String> suspended = Optional.empty();

  HostQueue(String name, long now) {
    this.name = name;
    this.freeAt = now;
  }

  /** Searches first: an offer that is known from its result page is then not met without what stood there. */
  private static int rank(UrlTask t) {
    if (t.kind() == UrlKind.LIST) {
      return 0;
    }
    return t.baggage().listing().isPresent() ? 1 : 2;
  }

  void add(UrlTask task, boolean dueNow) {
    (dueNow ? ready : later).add(task);
  }

  boolean isEmpty() {
    return ready.isEmpty() && later.isEmpty();
  }

  int size() {
    return ready.size() + later.size();
  }

  /** When the next address may be asked for, in {@link System#nanoTime}. */
  long nextAt(ToLongFunction<UrlTask> dueNanos) {
    return ready.isEmpty() ? Math.max(freeAt, dueNanos.applyAsLong(later.peek())) : freeAt;
  }

  /** The next address whose time has come. */
  Optional<UrlTask> poll(Predicate<UrlTask> due) {
    while (!later.isEmpty() && due.test(later.peek())) {
      ready.add(later.poll());
    }
    return Optional.ofNullable(ready.poll());
  }

  /** Takes out what fits. */
  List<UrlTask> remove(Predicate<UrlTask> which) {
    List<UrlTask> removed = new ArrayList<>();
    for (PriorityQueue<UrlTask> queue : List.of(ready, later)) {
      queue.stream().filter(which).forEach(removed::add);
      queue.removeIf(which);
    }
    return removed;
  }
}
