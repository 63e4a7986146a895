package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.AuditVerdict;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.console.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan of the sample web as it is a year later. */
class ArchivePruneCommandTest {
  @TempDir Path folder;

  private Path aged() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("crawl.db")); Statement s = c.createStatement()) {
      s.execute("UPDATE capture SET json = json_set(json, '$.at', '2025-11-01T00:00:00Z')");
    }
    return home;
  }

  private static Casebook book(Path home) {
    return Casebook.open(new Home(home).casebook(), Clock.systemUTC());
  }

  @Test
  void what_nothing_rests_on_goes_and_everything_else_can_still_be_shown() throws Exception {
    Path home = aged();
    Set<String> kept = new TreeSet<>();
    PageRecord clear;
    try (Casebook book = book(home)) {
      book.findings(FindingFilter.all()).forEach(f -> kept.add(f.finding().seen().captureId()));
      book.cases().forEach(k -> book.evidence(k.id()).forEach(e -> kept.add(e.captureId())));
      clear = book.pages(book.runs().getFirst().id()).stream().filter(p -> !kept.contains(p.captureId())).findFirst().orElseThrow();
      assertTrue(book.heldCaptures().keySet().containsAll(kept));
      assertFalse(book.heldCaptures().containsKey(clear.captureId()));
    }
    String search = Run.of("search", "--home", home, "包过").ended(0).out();
    String plan = Run.of("archive", "prune", "--dry-run", "--home", home).ended(0).out();
    assertTrue(plan.contains("会删除采集 ") && plan.contains("：已制作证据包") && plan.contains("保存期限：90 天"), plan);
    assertEquals(Run.of("crawl", "find", clear.url().toString(), "--home", home).out().lines().count(), 3);

    String done = Run.of("archive", "prune", "--home", home).ended(0).out();
    assertTrue(done.contains("已删除采集 " + plan.replaceAll("(?s).*会删除采集 (\\d+) 次.*", "$1") + " 次"), plan + done);
    assertEquals(search, Run.of("search", "--home", home, "包过").ended(0).out(), "the index still knows");
    for (String id : kept) {
      Run.of("crawl", "export", id, "--out", folder.resolve(id + ".warc.gz"), "--home", home).ended(0);
    }
    Run.of("crawl", "export", clear.captureId(), "--out", folder.resolve("x.warc.gz"), "--home", home).refused("的原件已于 ", "按保存期限清理");
    assertTrue(Run.of("crawl", "find", clear.url().toString(), "--home", home).out().contains("另有 1 次采集的原件已按保存期限清理"));
    try (Casebook book = book(home)) {
      List<String> log = book.audit(0, 10_000).stream().filter(a -> a.object().equals("存档")).map(a -> a.what() + a.after()).toList();
      assertEquals(2, log.size());
      assertTrue(log.get(0).startsWith("清理存档（将要删除）{\"采集\":") && log.get(1).startsWith("清理存档（已删除）"), log.toString());
      assertEquals(log.get(0).substring(log.get(0).indexOf('{')), log.get(1).substring(log.get(1).indexOf('{')));
      assertTrue(book.pages(clear.runId()).contains(clear));
      assertTrue(book.verifyAudit() instanceof AuditVerdict.Intact);
    }
    assertTrue(Run.of("archive", "prune", "--home", home).ended(0).out().contains("已删除采集 0 次"));
  }

  @Test
  void a_limit_of_no_days_keeps_everything() throws Exception {
    Path home = aged();
    Files.writeString(home.resolve("qingzheng.yaml"), "archive: {retention_days: 0}\n");
    assertTrue(Run.of("archive", "prune", "--home", home).ended(0).out().contains("不清理"));
  }
}
