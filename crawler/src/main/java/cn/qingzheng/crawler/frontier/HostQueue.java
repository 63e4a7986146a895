package cn.qingzheng.crawler.frontier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What waits for one host, and when the host may be asked again. Holds the head of the queue; the rest is in the
 * store. Guarded by the frontier's lock.
 */
final class HostQueue {
  private static final Comparator<UrlTask> IN_PLACE =
      Comparator.comparingInt(UrlTask::place).thenComparingLong(UrlTask::id);

  // Small at first, because there may be 100,000 hosts.
  private final PriorityQueue<UrlTask> ready = new PriorityQueue<>(2, IN_PLACE);
  private final PriorityQueue<UrlTask> later = new PriorityQueue<>(1, Comparator.comparing(UrlTask::due));
  final String name;
  /** Addresses in the store that are not here; too high after some of them were taken out of the queue. */
  private long stored;
  /** {@link System#nanoTime} after which a request may be sent. */
  long freeAt;
  /** Where the host stands among those that wait; set while it stands there. */
  long wakeAt;
  boolean busy;
  /** Whether an address of it was handed out by this process. */
  boolean known;
  /** Pages in a row that failed for a reason of the host's. */
  int strikes;
  /** Sent in this run. */
  int requests;
  /** What of it was counted as waiting in the whole frontier. */
  long counted;
  Optional<IpSlot> ip = Optional.empty();
  /** Why the host is left alone in this run, in Chinese. */
  Optional<String> suspended = Optional.empty();

  HostQueue(String name, long freeAt) {
    this.name = name;
    this.freeAt = freeAt;
  }

  /** Takes an address that the store has already. */
  void add(UrlTask task, boolean dueNow) {
    (dueNow ? ready : later).add(task);
  }

  /** Takes an address, or leaves it in the store if others stand before it there or the head is long enough. */
  void offer(UrlTask task, boolean dueNow, int window) {
    if (stored == 0 && ready.size() < window || task.place() < Place.NEW.at(0)) {
      add(task, dueNow);
    } else {
      stored++;
    }
  }

  /** Counts addresses that lie in the store. */
  void addStored(long n) {
    stored += n;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  long size() {
    return ready.size() + later.size() + stored;
  }

  /** Addresses held here. */
  int held() {
    return ready.size() + later.size();
  }

  /** Whether nothing is left here to hand out and there may be more in the store. */
  boolean wantsMore(Predicate<UrlTask> due) {
    moveDue(due);
    return ready.isEmpty() && stored > 0;
  }

  /**
   * Takes what the store gave.
   *
   * @param all whether the store has no more than that
   */
  void refill(List<UrlTask> tasks, boolean all, Predicate<UrlTask> due) {
    Set<Long> held = java.util.stream.Stream.concat(ready.stream(), later.stream()).map(UrlTask::id).collect(Collectors.toSet());
    List<UrlTask> fresh = tasks.stream().filter(t -> !held.contains(t.id())).toList();
    fresh.forEach(t -> add(t, due.test(t)));
    stored = all ? 0 : Math.max(1, stored - fresh.size());
  }

  /** When the host may do something next, in {@link System#nanoTime}. */
  long nextAt(ToLongFunction<UrlTask> dueNanos) {
    if (!ready.isEmpty()) {
      return freeAt;
    }
    long due = later.isEmpty() ? Long.MAX_VALUE : Math.max(freeAt, dueNanos.applyAsLong(later.peek()));
    return stored > 0 ? Math.min(due, freeAt) : due;
  }

  /** The next address whose time has come. */
  Optional<UrlTask> poll(Predicate<UrlTask> due) {
    moveDue(due);
    return Optional.ofNullable(ready.poll());
  }

  private void moveDue(Predicate<UrlTask> due) {
    while (!later.isEmpty() && due.test(later.peek())) {
      ready.add(later.poll());
    }
  }

  /** Takes out what fits, of what is held here. */
  List<UrlTask> remove(Predicate<UrlTask> which) {
    List<UrlTask> removed = new ArrayList<>();
    for (PriorityQueue<UrlTask> queue : List.of(ready, later)) {
      queue.stream().filter(which).forEach(removed::add);
      queue.removeIf(which);
    }
    return removed;
  }
}
