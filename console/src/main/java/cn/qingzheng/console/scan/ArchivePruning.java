package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Run;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.Retention;
import cn.qingzheng.crawler.archive.Sha256;
import cn.qingzheng.crawler.net.AddressGuard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Removes from the archive what has been kept long enough and nobody needs, and writes into the audit log what goes
 * before it goes, and what went.
 */
public final class ArchivePruning {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ArchivePruning() {}

  /**
   * @param dryRun only says what would go
   * @return nothing goes if the settings say so
   * @throws ScanUnderWayException if another process writes to this home
   */
  public static Retention.Result run(Home home, Config config, boolean dryRun, Clock clock)
      throws IOException, ScanUnderWayException {
    int days = config.archive().retentionDays();
    TaskLock held = HomeLock.take(home);
    try (held;
        Casebook casebook = Casebooks.open(home, config, clock);
        Crawler crawler =
            Crawler.open(home.folder(), CrawlSettings.defaults(), AddressGuard.publicOnly(), clock)) {
      Retention.Rules rules = rules(casebook, days, clock.instant());
      Retention.Result plan = crawler.retention().plan(rules);
      if (dryRun || days == 0) {
        return plan;
      }
      if (plan.captures().isEmpty()) {
        crawler.retention().apply(rules); // what a dead process left half done
        return plan;
      }
      casebook.archivePruned("清理存档（将要删除）", rules.name(), facts(plan));
      Retention.Result done = crawler.retention().apply(rules);
      casebook.archivePruned("清理存档（已删除）", rules.name(), facts(done));
      return done;
    }
  }

  /** Without a limit of days everything is young. */
  private static Retention.Rules rules(Casebook casebook, int days, Instant now) {
    Set<String> ended =
        casebook.runs().stream().filter(r -> r.ended().isPresent()).map(Run::id).collect(Collectors.toSet());
    Instant before = days == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days));
    return new Retention.Rules(before, casebook.heldCaptures(), ended, "采集已超过 " + days + " 天，不在证据包和未了结、已确认的问题中");
  }

  /** Their ids stand in crawl.db; here is what they hash to, one a line in order. */
  private static String facts(Retention.Result result) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("采集", result.captures().size());
    facts.put("采集编号清单SHA-256", Sha256.hex(String.join("\n", result.captures()).getBytes(StandardCharsets.UTF_8)));
    facts.put("删除的文件", result.removedFiles());
    facts.put("改写的文件", result.rewrittenFiles());
    facts.put("字节", result.bytes());
    facts.put("保留", result.kept());
    return JSON.writeValueAsString(facts);
  }
}
