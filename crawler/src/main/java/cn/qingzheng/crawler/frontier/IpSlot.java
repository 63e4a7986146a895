package cn.qingzheng.crawler.frontier;

import java.util.LinkedHashSet;
import java.util.Set;

/** The turn of one IP address, shared by all hosts on it. Guarded by the frontier's lock. */
final class IpSlot {
  private final Set<HostQueue> waiting = new LinkedHashSet<>();
  boolean busy;
  /** {@link System#nanoTime} after which a request may be sent. */
  long freeAt;

  IpSlot(long now) {
    freeAt = now;
  }

  void await(HostQueue host) {
    waiting.add(host);
  }

  /** Ends the turn; returns the hosts that waited for it. */
  Set<HostQueue> release(long newFreeAt) {
    busy = false;
    freeAt = Math.max(freeAt, newFreeAt);
    Set<HostQueue> released = new LinkedHashSet<>(waiting);
    waiting.clear();
    return released;
  }
}
