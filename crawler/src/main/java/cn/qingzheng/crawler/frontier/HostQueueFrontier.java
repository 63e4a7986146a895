package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.FailureCause;
import edu.uci.ics.crawler4j.frontier.DocIDServer;
import edu.uci.ics.crawler4j.frontier.Frontier;
import edu.uci.ics.crawler4j.url.WebURL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A queue for every host. A host, and the IP address behind it, has one request at a time, and the next one not
 * before the pause after the last has passed, however many threads ask. The store is told of every change; what
 * waits lives in memory.
 */
public final class HostQueueFrontier implements Frontier {
  private static final Duration TIGHT_WAIT = Duration.ofMillis(50);

  private final UrlTable urls;
  private final HostTable hostTable;
  private final CrawlSettings settings;
  private final Clock clock;
  private final Function<String, Pace> paces;
  private final UnaryOperator<String> addressOf;
  private final GivenUp givenUp;
  private final SeenUrls seen;
  private final SeedBudgets budgets;
  private final Pauses pauses;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final Map<String, HostQueue> hosts = new HashMap<>();
  private final Map<String, IpSlot> slots = new HashMap<>();
  private final Map<String, String> left = new HashMap<>();
  private final TreeSet<HostQueue> waiting =
      new TreeSet<>(Comparator.<HostQueue>comparingLong(h -> h.wakeAt).thenComparing(h -> h.name));
  private long inFlight;
  private long processed;
  private boolean finished;

  /**
   * Opens a run, or goes on with it.
   *
   * @param paces by seed id
   * @param addressOf what a host shares with others on the same machine: its IP address; empty if it has none
   */
  public HostQueueFrontier(
      UrlTable urls,
      HostTable hostTable,
      CrawlSettings settings,
      Clock clock,
      Function<String, Pace> paces,
      UnaryOperator<String> addressOf,
      GivenUp givenUp) {
    this.urls = urls;
    this.hostTable = hostTable;
    this.settings = settings;
    this.clock = clock;
    this.paces = paces;
    this.addressOf = addressOf;
    this.givenUp = givenUp;
    this.pauses = new Pauses(settings.politeness());
    urls.open(clock.instant());
    this.seen = new SeenUrls(urls.known());
    this.budgets = new SeedBudgets(urls.captured(), urls.dealtWith(), paces);
    hostTable.suspended(clock.instant()).forEach((host, s) -> host(host).suspended = Optional.of(s.reason()));
    offer(urls.waiting());
  }

  DocIDServer seen() {
    return seen;
  }

  /** Adds addresses; those that the run knows already are left out. */
  public void add(List<UrlTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    List<UrlTask> added = urls.add(tasks);
    added.forEach(t -> seen.getNewDocID(t.url().toString()));
    offer(added);
    added.stream().map(UrlTask::seedId).distinct().filter(this::isOver).forEach(urls::over);
  }

  /** Whether the seed has had all the pages it may have in this run. */
  public boolean isOver(String seedId) {
    lock.lock();
    try {
      return budgets.isOver(seedId);
    } finally {
      lock.unlock();
    }
  }

  private void offer(List<UrlTask> tasks) {
    lock.lock();
    try {
      for (UrlTask t : tasks) {
        if (!budgets.isOver(t)) {
          HostQueue host = host(t.host());
          host.add(t, isDue(t));
          line(host);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private HostQueue host(String name) {
    return hosts.computeIfAbsent(name, n -> new HostQueue(n, System.nanoTime()));
  }

  /** Takes the host out of the line; its place there depends on nothing but {@code wakeAt}, set in {@link #line}. */
  private void retire(HostQueue host) {
    waiting.remove(host);
  }

  /** Puts the host in the line, if it has anything to be asked for and may be asked. */
  private void line(HostQueue host) {
    retire(host);
    if (!host.busy && host.suspended.isEmpty() && !host.isEmpty()) {
      host.wakeAt = host.nextAt(this::dueNanos);
      waiting.add(host);
      changed.signal();
    }
  }

  private boolean isDue(UrlTask t) {
    return !t.due().isAfter(clock.instant());
  }

  private long dueNanos(UrlTask t) {
    return System.nanoTime() + Math.max(0, Duration.between(clock.instant(), t.due()).toNanos());
  }

  /** Waits until a host may be asked and hands out its next address; gives none only after {@link #finish}. */
  @Override
  public void getNextURLs(int max, List<WebURL> result) {
    while (result.isEmpty()) {
      Optional<HostQueue> host = awaitRipe();
      if (host.isEmpty()) {
        return;
      }
      lookUp(host.get());
      lease(host.get()).map(CrawlUrl::new).ifPresent(result::add);
    }
  }

  private Optional<HostQueue> awaitRipe() {
    lock.lock();
    try {
      while (!finished) {
        if (waiting.isEmpty()) {
          changed.await();
        } else {
          HostQueue first = waiting.first();
          long wait = first.wakeAt - System.nanoTime();
          if (wait <= 0) {
            retire(first);
            first.busy = true;
            inFlight++;
            return Optional.of(first);
          }
          changed.await(wait, TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return Optional.empty();
  }

  /** Outside the lock, because the name service may take its time. */
  private void lookUp(HostQueue host) {
    if (host.ip.isEmpty()) {
      String address = addressOf.apply(host.name);
      lock.lock();
      try {
        host.ip = Optional.of(slots.computeIfAbsent(address.isEmpty() ? "host " + host.name : address,
            a -> new IpSlot(System.nanoTime())));
      } finally {
        lock.unlock();
      }
    }
  }

  private Optional<UrlTask> lease(HostQueue host) {
    lock.lock();
    try {
      IpSlot ip = host.ip.orElseThrow();
      if (ip.busy || ip.freeAt - System.nanoTime() > 0) {
        stepBack(host, ip);
        return Optional.empty();
      }
      Optional<UrlTask> task = nextOf(host);
      if (task.isEmpty()) {
        release(host);
        line(host);
        return Optional.empty();
      }
      ip.busy = true;
      budgets.leased(task.get());
      urls.leased(task.get());
      return task;
    } finally {
      lock.unlock();
    }
  }

  private void stepBack(HostQueue host, IpSlot ip) {
    release(host);
    if (ip.busy) {
      ip.await(host);
    } else {
      host.freeAt = Math.max(host.freeAt, ip.freeAt);
      line(host);
    }
  }

  private Optional<UrlTask> nextOf(HostQueue host) {
    Optional<UrlTask> task = host.poll(this::isDue);
    if (task.isPresent() && budgets.isTight(task.get())) {
      host.add(task.get(), true);
      host.freeAt = System.nanoTime() + TIGHT_WAIT.toNanos();
      return Optional.empty();
    }
    return task;
  }

  private void release(HostQueue host) {
    host.busy = false;
    inFlight--;
    drained.signalAll();
  }

  /** Ends the turn of an address by what came of it. */
  @Override
  public void setProcessed(WebURL webUrl) {
    CrawlUrl url = (CrawlUrl) webUrl;
    UrlTask task = url.task();
    NextStep next = NextStep.after(task, url.turn(), paces.apply(task.seedId()), settings.patience(), clock.instant());
    next.givenUp().ifPresent(f -> givenUp.failed(task, f.cause(), f.detail(), task.attempt() + (url.wasAsked() ? 1 : 0)));
    lock.lock();
    try {
      HostQueue host = host(task.host());
      release(host);
      processed++;
      next.store(urls, task, url.turn());
      boolean over = budgets.ended(task, url.turn(), next.again().isEmpty());
      judge(host, task, url.turn());
      pause(host, url, next.hostWait());
      next.again().ifPresent(t -> host.add(t, isDue(t)));
      if (over) {
        drop(t -> t.kind() == UrlKind.PAGE && t.seedId().equals(task.seedId()));
        urls.over(task.seedId());
      }
      if (url.turn() instanceof Turn.Left l) {
        left.put(task.seedId(), l.why());
        drop(t -> t.seedId().equals(task.seedId()));
      }
      line(host);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Counts failures in a row and leaves the host alone when it is hopeless or asks for it. */
  private void judge(HostQueue host, UrlTask task, Turn turn) {
    if (!(turn instanceof Turn.Failed f)) {
      host.strikes = turn instanceof Turn.Captured || turn instanceof Turn.Handled ? 0 : host.strikes;
      return;
    }
    if (f.suspend().isPresent()) {
      suspend(host, f.suspend().get(), f.cause().label() + "：" + f.detail());
    } else if (f.retryAfter().isPresent() && f.retryAfter().get().compareTo(settings.patience().longest()) > 0) {
      suspend(host, f.retryAfter().get(), "对方要求 " + f.retryAfter().get().toSeconds() + " 秒后再来");
    } else if (Retries.strikes(f.cause()) && task.attempt() == 0 && ++host.strikes >= settings.patience().breaker()) {
      host.suspended = Optional.of("连续 " + host.strikes + " 个地址失败（" + f.cause().label() + "），本次不再访问");
    }
  }

  private void suspend(HostQueue host, Duration howLong, String reason) {
    Instant until = clock.instant().plus(Pauses.min(howLong, settings.patience().suspension()));
    host.suspended = Optional.of(reason);
    hostTable.suspend(host.name, new HostTable.Suspension(until, reason));
  }

  private void pause(HostQueue host, CrawlUrl url, Duration hostWait) {
    long now = System.nanoTime();
    Duration pause = url.wasAsked() ? pauses.after(url, paces.apply(url.task().seedId())) : Duration.ZERO;
    host.freeAt = Math.max(host.freeAt, now + Pauses.max(pause, Pauses.min(hostWait, settings.patience().longest())).toNanos());
    IpSlot ip = host.ip.orElseThrow();
    ip.release(now + pause.toNanos()).forEach(this::line);
  }

  /** Forgets what waits in memory; the store keeps it. */
  private void drop(Predicate<UrlTask> which) {
    for (HostQueue h : hosts.values()) {
      h.remove(which);
      line(h);
    }
  }

  /** Why hosts are left alone, by host; only those that have addresses waiting. */
  public Map<String, String> leftAlone() {
    lock.lock();
    try {
      Map<String, String> reasons = new TreeMap<>();
      hosts.values().stream()
          .filter(h -> h.suspended.isPresent() && !h.isEmpty())
          .forEach(h -> reasons.put(h.name, h.suspended.get() + "；还有 " + h.size() + " 个地址未抓取"));
      return reasons;
    } finally {
      lock.unlock();
    }
  }

  /** Why a seed or connector may go no further in this run. */
  public Optional<String> left(String seedId) {
    lock.lock();
    try {
      return Optional.ofNullable(left.get(seedId));
    } finally {
      lock.unlock();
    }
  }

  /** Gives up the first pages of seeds whose host is suspended from an earlier run, so that they are counted. */
  public void refuseSuspended() {
    Map<UrlTask, String> refused = new HashMap<>();
    lock.lock();
    try {
      for (HostQueue h : hosts.values()) {
        h.suspended.ifPresent(
            why -> h.remove(t -> t.depth() == 0 && t.kind() == UrlKind.PAGE).forEach(t -> refused.put(t, why)));
      }
    } finally {
      lock.unlock();
    }
    refused.forEach(
        (task, why) -> {
          givenUp.failed(task, FailureCause.BLOCKED, why, task.attempt());
          urls.failed(task, FailureCause.BLOCKED, why);
        });
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
    lock.lock();
    try {
      return finished ? 0 : inFlight + queued();
    } finally {
      lock.unlock();
    }
  }

  private long queued() {
    return hosts.values().stream().filter(h -> h.suspended.isEmpty()).mapToLong(HostQueue::size).sum();
  }

  @Override
  public long getNumberOfAssignedPages() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long getNumberOfProcessedPages() {
    lock.lock();
    try {
      return processed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long getNumberOfScheduledPages() {
    return seen.getDocCount();
  }

  @Override
  public boolean isFinished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is nothing left to do, or after {@link #finish} until nothing is under way. */
  public void awaitDrained() {
    lock.lock();
    try {
      while (inFlight > 0 || !finished && queued() > 0) {
        drained.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes the end of the run into the store; what is still leased goes back into its queue. */
  public void conclude() {
    urls.giveBackAll();
    if (!urls.resumable()) {
      urls.finished(clock.instant());
    }
  }

  /** crawler4j calls this some time after the end; {@link #conclude} did the work. */
  @Override
  public void close() {}

  /** No more addresses are handed out. */
  @Override
  public void finish() {
    lock.lock();
    try {
      finished = true;
      changed.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
