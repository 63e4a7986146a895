package cn.qingzheng.crawler;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hears what a crawl does, to count it. Called from the crawl's threads, some of which hold its locks: must be quick,
 * wait for nothing and not throw. Nothing here names a host or an address, so that whoever counts has few counters.
 */
public interface CrawlMeter {
  /** What came of one request, robots.txt and sitemaps included. */
  enum Outcome {
    OK,
    /** The page is as it was (304). */
    UNCHANGED,
    REDIRECT,
    CLIENT_ERROR,
    SERVER_ERROR,
    /** No answer. */
    FAULT,
    /** Broken off because the run stops. */
    INTERRUPTED
  }

  /** Why a host is given a rest. */
  enum Wait {
    CONFIGURED,
    CRAWL_DELAY,
    /** It answers slowly. */
    LOAD,
    RETRY_AFTER
  }

  /** Where hosts stand that have addresses waiting. */
  enum HostState {
    /** A request is under way. */
    BUSY,
    /** May be asked as soon as a thread is free. */
    READY,
    /** Its pause or that of its IP address is not over. */
    RESTING,
    /** Left alone in this run. */
    LEFT
  }

  /**
   * A run at one moment.
   *
   * @param queued addresses that wait for hosts that are not left alone
   * @param inFlight addresses handed out
   */
  record State(long queued, long inFlight, Map<HostState, Long> hosts) {
    public State {
      hosts = java.util.Collections.unmodifiableMap(hosts.isEmpty() ? new EnumMap<>(HostState.class) : new EnumMap<>(hosts));
    }
  }

  /** @param bytes of the body as received */
  default void requested(Outcome outcome, Duration took, long bytes) {}

  /** A host was given a rest. */
  default void rested(Wait why, Duration length) {}

  /** A page was captured. */
  default void captured(boolean unchanged) {}

  /** A page was given up. */
  default void failed(FailureCause cause) {}

  /** Bytes of records that went into the archive. */
  default void archived(long bytes) {}

  /** Changes of the queue were made durable. */
  default void committed(Duration took) {}

  /** A run begins, whose state may be asked for from now on; or ends, and there is none. */
  default void running(Optional<Supplier<State>> run) {}

  /** Hears nothing. */
  static CrawlMeter none() {
    return new CrawlMeter() {};
  }
}
