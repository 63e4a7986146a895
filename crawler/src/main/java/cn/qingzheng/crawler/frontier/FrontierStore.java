package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.FailureCause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The truth about one run: its addresses and what became of them, and the rest that hosts have coming. Everything in
 * memory is rebuilt from it. A lease is never written: an address that nobody ended still waits, so the lease of a
 * process that died is back at once. Safe for several threads; changes take effect in the order they were asked for,
 * whatever thread asked, and {@link #next} sees all that came before.
 */
public interface FrontierStore {
  /** Begins the run, or goes on with it; returns what is known. Durable when this returns. */
  Opened open(Instant now);

  /**
   * What a run starts from.
   *
   * @param waiting addresses by host
   * @param captured pages by seed
   * @param dealtWith pages captured or given up by seed
   * @param requests sent in this run by host
   * @param clean whether the last process ended its requests before it ended
   */
  record Opened(
      UrlKeys keys, KeySet known, Map<String, Long> waiting, Map<String, Integer> captured,
      Map<String, Integer> dealtWith, Map<String, Integer> requests, Map<String, Rest> rests, boolean clean) {}

  /**
   * The rest that a host or IP address has coming.
   *
   * @param until no request before this time
   * @param pauseMillis how long it lasts
   */
  record Rest(Instant until, long pauseMillis) {}

  /**
   * Stores addresses that the run does not know, in order, those that are over or not due as such.
   *
   * @param then gets the others, as stored, before any other change takes effect; must not wait for the store
   */
  void add(List<UrlTask> tasks, Predicate<UrlTask> over, Consumer<List<UrlTask>> then);

  /**
   * Finds addresses of a host that wait, in their order.
   *
   * @param then gets them, fewer than asked for only if there are no more, before any other change takes effect; must
   *     not wait for the store
   */
  void next(String host, int max, Consumer<List<UrlTask>> then);

  /** Pages of a seed, captured by earlier runs, that are due, the longest overdue first; not added. */
  List<UrlTask> due(String seedId, int most);

  /** Writes soon what came of a turn. */
  void ended(Ending ending);

  /** Takes the waiting pages of a seed on a host out of the queue, because the seed has all it may have. */
  void over(String seedId, String host);

  /** Takes what waits for a seed out of the queue until the run is opened again. */
  void leave(String seedId);

  /** Gives an address up that was not asked for. */
  void refused(UrlTask task, FailureCause cause, String detail);

  /** Writes that nothing is under way any more, and the end of the run if nothing waits. */
  void conclude(Instant now);
}
