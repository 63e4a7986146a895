package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlMeter;
import cn.qingzheng.crawler.CrawlSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The hosts of a run, their IP addresses, and the line they stand in. Guarded by the frontier's lock. */
final class Hosts {
  /** Addresses held in memory over all hosts, more or less. */
  private static final int HELD = 200_000;

  private final CrawlSettings settings;
  private final Clock clock;
  private final Rests rests;
  private final HostLine line;
  private final Map<String, HostQueue> hosts = new HashMap<>();
  private final Map<String, IpSlot> slots = new HashMap<>();
  private long queued;
  private long inFlight;
  private long requests;

  Hosts(ReentrantLock lock, CrawlSettings settings, Rests rests, Clock clock) {
    this.line = new HostLine(lock);
    this.settings = settings;
    this.rests = rests;
    this.clock = clock;
  }

  HostQueue of(String name) {
    return hosts.computeIfAbsent(name, n -> new HostQueue(n, rests.freeAt(n, settings.politeness().minDelay())));
  }

  /** See {@link Rests#owed}. */
  long owed(Duration pause) {
    return rests.owed(pause);
  }

  Collection<HostQueue> all() {
    return hosts.values();
  }

  /** @param address empty if the host has none */
  IpSlot slot(HostQueue host, String address) {
    String name = address.isEmpty() ? "host " + host.name : "ip " + address;
    return slots.computeIfAbsent(name, n -> new IpSlot(n, rests.freeAt(n, settings.politeness().minDelay())));
  }

  /** Addresses of one host held in memory, more or less. */
  int window() {
    return Math.clamp(HELD / Math.max(1, hosts.size()), 2, 64);
  }

  /** Addresses that wait for hosts that are not left alone. */
  long queued() {
    return queued;
  }

  long inFlight() {
    return inFlight;
  }

  /** Counts requests of this run. */
  void asked(int n) {
    requests += n;
  }

  long requests() {
    return requests;
  }

  /** How many hosts stand where, of those that have addresses waiting or under way. */
  Map<CrawlMeter.HostState, Long> states() {
    Map<CrawlMeter.HostState, Long> states = new EnumMap<>(CrawlMeter.HostState.class);
    long now = System.nanoTime();
    hosts.values().stream()
        .filter(h -> h.busy || !h.isEmpty())
        .forEach(h -> states.merge(state(h, now), 1L, Long::sum));
    return states;
  }

  private static CrawlMeter.HostState state(HostQueue h, long now) {
    if (h.busy) {
      return CrawlMeter.HostState.BUSY;
    }
    if (h.suspended.isPresent()) {
      return CrawlMeter.HostState.LEFT;
    }
    boolean rests = h.freeAt - now > 0 || h.ip.filter(ip -> ip.stands(h) || ip.freeAt() - now > 0).isPresent();
    return rests ? CrawlMeter.HostState.RESTING : CrawlMeter.HostState.READY;
  }

  boolean isFinished() {
    return line.isFinished();
  }

  void finish() {
    line.finish();
  }

  /** Waits for the first host whose time has come; it is busy from then on. None only after {@link #finish}. */
  Optional<HostQueue> take() {
    Optional<HostQueue> ripe = line.take();
    ripe.ifPresent(
        host -> {
          host.busy = true;
          inFlight++;
        });
    return ripe;
  }

  /** The host is not busy any more. */
  void release(HostQueue host) {
    host.busy = false;
    inFlight--;
  }

  /** Puts the host in the line, if it has anything to be asked for and may be asked, and counts what it has. */
  void settle(HostQueue host) {
    line.remove(host);
    long size = host.suspended.isEmpty() ? host.size() : 0;
    queued += size - host.counted;
    host.counted = size;
    if (host.busy || host.ip.filter(ip -> ip.stands(host)).isPresent() && size > 0) {
      return;
    }
    if (size > 0) {
      line.add(host, host.nextAt(this::dueNanos));
    } else {
      host.ip.flatMap(ip -> ip.forget(host)).ifPresent(this::called);
    }
  }

  /** It is the host's turn at its IP address next. */
  private void called(HostQueue host) {
    host.freeAt = Math.max(host.freeAt, host.ip.orElseThrow().freeAt());
    settle(host);
  }

  /**
   * Starts the rest of a host and of its IP address, whose next host is called.
   *
   * @param whole of the host
   * @param own of the IP address: without what only this host asked for
   */
  void rest(HostQueue host, Duration whole, Duration own) {
    long now = System.nanoTime();
    host.freeAt = Math.max(host.freeAt, now + whole.toNanos());
    host.ip.orElseThrow().release(now + own.toNanos()).ifPresent(this::called);
  }

  boolean isDue(UrlTask t) {
    return !t.due().isAfter(clock.instant());
  }

  private long dueNanos(UrlTask t) {
    return System.nanoTime() + Math.max(0, Duration.between(clock.instant(), t.due()).toNanos());
  }
}
