package cn.qingzheng.crawler;

import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.CrawlApproval;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Which written decisions of a plan hold today; the others are refused and named. */
record Approvals(SeedPlan plan, Clock clock) {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  List<CrawlApproval> holding(String id) {
    return plan.approvals(id).stream().filter(a -> a.holds(today(id))).toList();
  }

  /** One line for each that does not hold any more, in Chinese. */
  List<String> expired() {
    return Stream.concat(plan.seeds().stream().map(s -> s.id()), plan.connectors().stream().map(Connector::id))
        .flatMap(id -> plan.approvals(id).stream().filter(a -> !a.holds(today(id))).map(a -> line(id, a)))
        .toList();
  }

  private static String line(String id, CrawlApproval a) {
    return id + "：批准“" + a.subject().label() + "”（" + a.documentNo() + "）已于 " + a.expires() + " 到期，本次未予采用";
  }

  private LocalDate today(String id) {
    ZoneId zone =
        plan.connectors().stream()
            .filter(c -> c.id().equals(id))
            .map(c -> c.politeness().window().zone())
            .findFirst()
            .orElse(BEIJING);
    return LocalDate.now(clock.withZone(zone));
  }
}
