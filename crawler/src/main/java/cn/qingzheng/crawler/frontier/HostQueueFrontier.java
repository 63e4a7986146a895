package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlMeter;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.FailureCause;
import edu.uci.ics.crawler4j.frontier.DocIDServer;
import edu.uci.ics.crawler4j.frontier.Frontier;
import edu.uci.ics.crawler4j.url.WebURL;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A queue for every host. A host, and the IP address behind it, has one request at a time, and the next one not
 * before the pause after the last has passed, however many threads ask. The store is told of every change; the heads
 * of the queues live in memory, the rest in the store.
 */
public final class HostQueueFrontier implements Frontier {
  private final FrontierStore store;
  private final CrawlSettings settings;
  private final Clock clock;
  private final Function<String, Pace> paces;
  private final GivenUp givenUp;
  private final SeenUrls seen;
  private final SeedBudgets budgets;
  private final Pauses pauses;
  private final HostJudge judge;
  private volatile CrawlMeter meter = CrawlMeter.none();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();
  private final Hosts hosts;
  private final Leasing leasing;
  private long processed;

  /**
   * Opens a run, or goes on with it.
   *
   * @param paces by seed id
   * @param addressOf what a host shares with others on the same machine: its IP address; empty if it has none
   */
  public HostQueueFrontier(
      FrontierStore store,
      HostTable hostTable,
      CrawlSettings settings,
      Clock clock,
      Function<String, Pace> paces,
      UnaryOperator<String> addressOf,
      GivenUp givenUp) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.paces = paces;
    this.givenUp = givenUp;
    this.pauses = new Pauses(settings.politeness());
    this.judge = new HostJudge(hostTable, settings, clock);
    FrontierStore.Opened opened = store.open(clock.instant());
    this.seen = new SeenUrls(opened.keys(), opened.known());
    this.budgets = new SeedBudgets(opened.captured(), opened.dealtWith(), paces);
    this.hosts = new Hosts(lock, settings, new Rests(opened.rests(), opened.clean(), clock), clock);
    this.leasing = new Leasing(lock, drained, hosts, store, budgets, settings, clock, addressOf);
    restore(opened, hostTable);
  }

  private void restore(FrontierStore.Opened opened, HostTable hostTable) {
    lock.lock();
    try {
      opened.requests().forEach(this::asked);
      hostTable.suspended(clock.instant()).forEach((host, s) -> hosts.of(host).suspended = Optional.of(s.reason()));
      opened.waiting().forEach((host, n) -> hosts.of(host).addStored(n));
      hosts.all().forEach(hosts::settle);
    } finally {
      lock.unlock();
    }
  }

  private void asked(String name, int n) {
    hosts.of(name).requests = n;
    hosts.asked(n);
    judge.exhaust(hosts.of(name));
  }

  /** @param hears of the rests that hosts are given; called with the lock held */
  public void meter(CrawlMeter hears) {
    meter = hears;
  }

  /** The queue and its hosts now. */
  public CrawlMeter.State state() {
    return locked(() -> new CrawlMeter.State(hosts.queued(), hosts.inFlight(), hosts.states()));
  }

  DocIDServer seen() {
    return seen;
  }

  /** Adds addresses; those that the run knows already are left out. */
  public void add(List<UrlTask> tasks) {
    List<UrlTask> unseen = tasks.stream().filter(seen::add).toList();
    if (unseen.isEmpty()) {
      return;
    }
    store.add(unseen, this::isOver, this::offer);
  }

  /**
   * Puts a request for robots.txt first in the queue of its host. It is not kept beyond this process: whoever needs it
   * asks for it again.
   */
  public void errand(String seedId, URI url) {
    UrlTask task = UrlTask.of(seedId, UrlKind.ROBOTS, url, 0, Baggage.none());
    lock.lock();
    try {
      HostQueue host = hosts.of(task.host());
      host.add(task.placed(Optional.empty(), clock.instant()), true);
      hosts.settle(host);
    } finally {
      lock.unlock();
    }
  }

  /** Adds the pages of a seed that earlier runs captured and that are due. */
  public void addDue(String seedId) {
    add(store.due(seedId, paces.apply(seedId).maxPages()));
  }

  /** Called by the store while nothing else changes in it, so that what lies there and what lies here agree. */
  private void offer(List<UrlTask> added) {
    lock.lock();
    try {
      for (UrlTask t : added) {
        HostQueue host = hosts.of(t.host());
        host.offer(t, hosts.isDue(t), hosts.window());
        hosts.settle(host);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isOver(UrlTask task) {
    return locked(() -> budgets.isOver(task));
  }

  /** Waits until a host may be asked and hands out its next address; gives none only after {@link #finish}. */
  @Override
  public void getNextURLs(int max, List<WebURL> result) {
    leasing.next().map(CrawlUrl::new).ifPresent(result::add);
  }

  /** Ends the turn of an address by what came of it. */
  @Override
  public void setProcessed(WebURL webUrl) {
    CrawlUrl url = (CrawlUrl) webUrl;
    UrlTask task = url.task();
    Pace pace = paces.apply(task.seedId());
    NextStep next = NextStep.after(task, url.turn(), pace, settings.patience(), clock.instant());
    next.givenUp().ifPresent(f -> givenUp.failed(task, f.cause(), f.detail(), task.attempt() + (url.wasAsked() ? 1 : 0)));
    lock.lock();
    try {
      HostQueue host = hosts.of(task.host());
      hosts.release(host);
      processed++;
      hosts.asked(url.requests().size());
      Optional<Pause> pause = pause(host, url, pace, next.hostWait());
      judge.judge(host, task, url.turn(), url.requests().size());
      next.again().ifPresent(t -> host.add(t, hosts.isDue(t)));
      store.ended(
          new Ending(
              task, url.turn(), next.again(), url.requests(), pause, host.ip.orElseThrow().name, clock.instant()));
      if (budgets.ended(task, url.turn(), next.again().isEmpty())) {
        leasing.dropIfEnded(host, task);
      }
      if (url.turn() instanceof Turn.Left l) {
        budgets.leave(task.seedId(), l.why());
        store.leave(task.seedId());
        leasing.dropIfEnded(host, task);
      }
      hosts.settle(host);
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Starts the rest of the host and of its IP address; none if the host was not asked for anything. */
  private Optional<Pause> pause(HostQueue host, CrawlUrl url, Pace pace, Duration hostWait) {
    Pause wait = new Pause(Pauses.min(hostWait, settings.patience().longest()), Pause.Reason.RETRY_AFTER);
    Optional<Pause> own = url.wasAsked() ? Optional.of(pauses.after(url, pace)) : Optional.empty();
    Pause whole = own.map(p -> p.longer(wait)).orElse(wait);
    if (!whole.length().isZero()) {
      meter.rested(whole.reason().wait, whole.length());
    }
    hosts.rest(host, whole.length(), own.map(Pause::length).orElse(Duration.ZERO));
    return own.map(p -> whole);
  }

  /** Why hosts are left alone, by host; only those that have addresses waiting. */
  public Map<String, String> leftAlone() {
    lock.lock();
    try {
      Map<String, String> reasons = new TreeMap<>();
      hosts.all().stream()
          .filter(h -> h.suspended.isPresent() && !h.isEmpty())
          .forEach(h -> reasons.put(h.name, h.suspended.get() + "；还有 " + h.size() + " 个地址未抓取"));
      return reasons;
    } finally {
      lock.unlock();
    }
  }

  /** Why a seed or connector may go no further in this run. */
  public Optional<String> left(String seedId) {
    return locked(() -> budgets.left(seedId));
  }

  /** Why the run was ended before its end, in Chinese. */
  public Optional<String> ended() {
    return locked(leasing::ended);
  }

  /** Gives up the first pages of seeds whose host is suspended from an earlier run, so that they are counted. */
  public void refuseSuspended() {
    Map<UrlTask, String> refused = new HashMap<>();
    for (HostQueue h : suspended()) {
      leasing.refill(h);
      lock.lock();
      try {
        h.suspended.ifPresent(
            why -> h.remove(t -> t.depth() == 0 && t.kind() == UrlKind.PAGE).forEach(t -> refused.put(t, why)));
        hosts.settle(h);
      } finally {
        lock.unlock();
      }
    }
    refused.forEach(
        (task, why) -> {
          givenUp.failed(task, FailureCause.BLOCKED, why, task.attempt());
          store.refused(task, FailureCause.BLOCKED, why);
        });
  }

  private List<HostQueue> suspended() {
    return locked(() -> hosts.all().stream().filter(h -> h.suspended.isPresent()).toList());
  }

  @Override
  public void scheduleAll(List<WebURL> found) {
    add(found.stream().map(u -> ((CrawlUrl) u).task()).toList());
  }

  @Override
  public void schedule(WebURL found) {
    scheduleAll(List.of(found));
  }

  /** What is left to do in this run, under way included; crawler4j ends the crawl when it is 0 and all wait. */
  @Override
  public long getQueueLength() {
    return locked(() -> hosts.isFinished() ? 0L : hosts.inFlight() + hosts.queued());
  }

  @Override
  public long getNumberOfAssignedPages() {
    return locked(hosts::inFlight);
  }

  @Override
  public long getNumberOfProcessedPages() {
    return locked(() -> processed);
  }

  @Override
  public long getNumberOfScheduledPages() {
    return seen.getDocCount();
  }

  @Override
  public boolean isFinished() {
    return locked(hosts::isFinished);
  }

  /** Waits until there is nothing left to do, or after {@link #finish} until nothing is under way. */
  public void awaitDrained() {
    lock.lock();
    try {
      while (hosts.inFlight() > 0 || !hosts.isFinished() && hosts.queued() > 0) {
        drained.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes the end of the run into the store. */
  public void conclude() {
    store.conclude(clock.instant());
  }

  /** crawler4j calls this some time after the end; {@link #conclude} did the work. */
  @Override
  public void close() {}

  /** No more addresses are handed out. */
  @Override
  public void finish() {
    lock.lock();
    try {
      hosts.finish();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }
}
