package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.SpentTable;
import cn.qingzheng.crawler.seed.Connector;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Hours and daily requests of connectors (网络数据安全管理条例 art. 18: no effect on the service). */
final class ConnectorBudgets {
  private final SpentTable table;
  private final Clock clock;
  private final Duration suspension;
  private final Map<String, AtomicInteger> spent = new ConcurrentHashMap<>();

  ConnectorBudgets(SpentTable table, Clock clock, Duration suspension) {
    this.table = table;
    this.clock = clock;
    this.suspension = suspension;
  }

  /** Why the connector may not ask now, in Chinese; empty if it may. */
  Optional<String> closed(Connector c) {
    Connector.Window window = c.politeness().window();
    if (!window.open(LocalTime.now(clock.withZone(window.zone())))) {
      return Optional.of("不在允许的时段 " + window.from() + "-" + window.to());
    }
    int limit = c.politeness().dailyRequests();
    return spentToday(c).get() >= limit ? Optional.of("当日 " + limit + " 次请求已用完") : Optional.empty();
  }

  /** Counts a request. */
  void spent(Connector c) {
    spentToday(c).incrementAndGet();
    table.addRequest(c.id(), today(c));
  }

  /** For hosts that no connector speaks for. */
  Duration suspension() {
    return suspension;
  }

  private AtomicInteger spentToday(Connector c) {
    LocalDate day = today(c);
    return spent.computeIfAbsent(c.id() + " " + day, k -> new AtomicInteger(table.requests(c.id(), day)));
  }

  private LocalDate today(Connector c) {
    return LocalDate.now(clock.withZone(c.politeness().window().zone()));
  }
}
