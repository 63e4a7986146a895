package cn.qingzheng.crawler.frontier;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The turn of one IP address, shared by all hosts on it, who stand in line for it: one of them is next and waits
 * for its time, the others wait for that one. Guarded by the frontier's lock.
 */
final class IpSlot {
  final String name;
  private final Set<HostQueue> line = new LinkedHashSet<>();
  private Optional<HostQueue> next = Optional.empty();
  private boolean busy;
  private long freeAt;

  IpSlot(String name, long freeAt) {
    this.name = name;
    this.freeAt = freeAt;
  }

  /** {@link System#nanoTime} after which a request may be sent. */
  long freeAt() {
    return freeAt;
  }

  /** No request before this time. */
  void rest(long until) {
    freeAt = Math.max(freeAt, until);
  }

  /** Whether the host has the turn now; if not, it is next or stands in line. */
  boolean take(HostQueue host, long now) {
    if (busy || next.filter(n -> n != host).isPresent()) {
      line.add(host);
      return false;
    }
    if (freeAt - now > 0) {
      next = Optional.of(host);
      return false;
    }
    next = Optional.empty();
    line.remove(host);
    busy = true;
    return true;
  }

  /** Whether the host has to wait until others have had their turn. */
  boolean stands(HostQueue host) {
    return line.contains(host);
  }

  /** Ends the turn; returns the host that is next. */
  Optional<HostQueue> release(long notBefore) {
    busy = false;
    freeAt = Math.max(freeAt, notBefore);
    return callNext();
  }

  /** The host has nothing to ask for any more; returns the one that is next instead. */
  Optional<HostQueue> forget(HostQueue host) {
    line.remove(host);
    if (next.filter(n -> n == host).isEmpty()) {
      return Optional.empty();
    }
    next = Optional.empty();
    return callNext();
  }

  private Optional<HostQueue> callNext() {
    if (busy || next.isPresent() || line.isEmpty()) {
      return Optional.empty();
    }
    HostQueue first = line.iterator().next();
    line.remove(first);
    next = Optional.of(first);
    return next;
  }
}
