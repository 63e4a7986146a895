package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.AuditVerdict;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.ImportStage;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Import;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Promoter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup}, {@code backup verify} and {@code restore} on a home that was scanned. */
class BackupCommandTest {
  private static final Instant DAY = Instant.parse("2026-11-23T04:00:00Z");

  @TempDir Path folder;

  @Test
  void a_backup_made_while_others_write_is_whole_and_works_when_it_is_restored() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    ScannedSeeds.remember(new Home(home), SampleHome.seeds());
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch under = new CountDownLatch(1);
    Path backup;
    long written;
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Integer> load = thread.submit(() -> write(home, enough, under));
      try {
        under.await();
        backup = backup(home, 0);
      } finally {
        enough.set(true);
      }
      written = load.get();
    }
    assertTrue(Files.exists(backup.resolve("home/archive")) && count(backup, ".warc.gz.open") > 0, "a file of the archive was being written");
    String sound = Run.of("backup", "verify", backup, "--all").ended(0).out();
    assertTrue(sound.contains("链完整") && sound.endsWith("备份完好。\n"), sound);

    Path restored = folder.resolve("restored");
    Run.of("restore", backup, "--to", restored).ended(0);
    try (Casebook before = book(home); Casebook after = book(restored)) {
      assertTrue(after.verifyAudit() instanceof AuditVerdict.Intact);
      assertEquals(before.cases().size(), after.cases().size());
      List<PageRecord> pages = after.pages("I-load");
      assertTrue(pages.size() < written && !pages.isEmpty(), pages.size() + " of " + written + " when it was copied");
    }
    // Each capture that the casebook or crawl.db speaks of can be read.
    assertTrue(Run.of("reindex", "--home", restored).ended(0).out().endsWith("，0 次无法读取。\n"));
    assertEquals(0, count(restored, ".open"), "what was being written is finished by who opens it");
    Run.of("backup", "verify", backup(restored, 0)).ended(0);
  }

  /** As a scan does: archive, crawl.db, casebook. */
  private static int write(Path home, AtomicBoolean enough, CountDownLatch under) throws IOException {
    int n = 0;
    try (Crawler crawler = Crawler.open(home, CrawlSettings.defaults(), AddressGuard.publicOnly(), Clock.systemUTC());
        Casebook casebook = book(home)) {
      casebook.startRun("I-load");
      ImportStage stage = crawler.imports("I-load");
      while (!enough.get() || n < 200) {
        byte[] body = ("<p>一次包过" + n + "</p>").getBytes(StandardCharsets.UTF_8);
        URI url = URI.create("https://load" + n % 7 + ".example/" + n);
        Import origin = new Import(new Import.Source("x.csv", "第" + n + "行", "0".repeat(64)), "甲", "机", "", DAY, Optional.empty(), "");
        Capture capture =
            stage.keep(new ImportStage.Material(url, DAY.plusSeconds(n), "text/html; charset=utf-8", body, Optional.empty(), Optional.empty(), origin)).capture();
        Page page = new Page(capture.id(), url, DAY.plusSeconds(n), "包过", PageText.of("一次包过"), List.of(), List.of(), Optional.empty());
        PageResult result =
            new PageResult(
                capture.id(), Outcome.CLEAR, PageKind.COURSE, Promoter.unknown(), List.of(), List.of(),
                new PageResult.Checked(Set.of("guarantee"), List.of(), List.of()));
        casebook.record("I-load", page, result, hit -> "");
        casebook.note("甲", "写入", Integer.toString(n), "");
        if (++n == 20) {
          under.countDown();
        }
      }
      casebook.endRun("I-load", "{}");
    } finally {
      under.countDown();
    }
    return n;
  }

  @Test
  void what_did_not_change_is_kept_once_and_the_oldest_go() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Path first = backup(home, 2);
    Path second = backup(home, 2);
    Path zip = find(first, ".zip");
    assertTrue(Files.isSameFile(zip, second.resolve(first.relativize(zip))));
    assertEquals(2, backups().size());
    Path third = backup(home, 2);
    assertEquals(List.of(second, third), backups());
    Run.of("backup", "verify", third).ended(0);
    try (Casebook book = book(home)) {
      List<String> log = book.audit(0, 10_000).stream().filter(a -> a.what().equals("备份")).map(a -> a.object()).toList();
      assertEquals(List.of(first, second, third).stream().map(p -> p.getFileName().toString()).toList(), log);
    }
  }

  @Test
  void damage_is_found_and_nothing_of_a_damaged_backup_is_restored() throws Exception {
    Path backup = backup(SampleHome.copyTo(folder.resolve("home")), 0);
    Path zip = find(backup, ".zip");
    byte[] whole = Files.readAllBytes(zip);
    byte[] bytes = whole.clone();
    bytes[bytes.length / 2] ^= 1;
    Files.delete(zip);
    Files.write(zip, bytes);
    String said = Run.of("backup", "verify", backup, "--all").ended(1).out();
    assertTrue(said.contains("文件被改动或损坏 " + backup.relativize(zip)) && said.contains("核验未通过"), said);
    Path target = folder.resolve("new");
    Run.of("restore", backup, "--to", target).refused("没有恢复", zip.getFileName().toString());
    assertFalse(Files.exists(target));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.filter(p -> p.getFileName().toString().startsWith(".")).count());
    }
    Files.write(zip, whole);
    Run.of("backup", "verify", backup).ended(0);

    Path warc = find(backup, ".warc.gz");
    Files.delete(warc);
    Files.writeString(backup.resolve("home/mehr.txt"), "x");
    String missing = Run.of("backup", "verify", backup).ended(1).out();
    assertTrue(missing.contains("缺少文件 home/archive/") && missing.contains("清单之外的文件 home/mehr.txt") && missing.contains("的原件不在存档"), missing);
  }

  @Test
  void secrets_stay_where_they_are_and_are_named() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Files.writeString(home.resolve("mail.password"), "geheim-1");
    Files.createDirectories(home.resolve("seal"));
    Files.writeString(home.resolve("seal/test-seal.p12"), "geheim-2");
    Files.createDirectories(home.resolve("templates"));
    Files.writeString(home.resolve("templates/key.txt"), "geheim-3");
    Files.writeString(home.resolve("templates/own.yaml"), "x: 1");
    Files.writeString(home.resolve("qingzheng.yaml"), "evidence:\n  key: seal/test-seal.p12\n  key_password_file: templates/key.txt\n");
    Run run = Run.of("backup", "--home", home, "--to", folder.resolve("backups")).ended(0);
    for (String secret : List.of("mail.password", "seal/", "templates/key.txt")) {
      assertTrue(run.out().contains(secret), run.out());
    }
    Path backup = backups().getFirst();
    assertTrue(Files.exists(backup.resolve("home/templates/own.yaml")));
    try (Stream<Path> files = Files.walk(backup).filter(Files::isRegularFile)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("geheim"), file.toString());
      }
    }
  }

  @Test
  void nothing_is_written_over_and_what_cannot_be_done_is_refused() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Run.of("backup", "--home", home).refused("--to", "backup.to");
    Run.of("backup", "--home", home, "--to", home.resolve("b")).refused("不能放在数据目录里");
    Path left = Files.createDirectories(folder.resolve("backups/.qz-20260101T000000.part/home"));
    Files.writeString(left.resolve("half"), "x");
    Path backup = backup(home, 0);
    assertFalse(Files.exists(left), "what a killed backup left is gone");
    Run.of("restore", backup, "--to", home).refused("不是空的");
    Run.of("restore", folder, "--to", folder.resolve("x")).refused("不是备份");
    Run.of("backup", "verify", folder).refused("不是备份");
  }

  @Test
  void a_casebook_on_a_server_that_cannot_be_copied_is_said_to_be_elsewhere() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Files.delete(home.resolve("qingzheng.db"));
    Files.writeString(home.resolve("db.password"), "geheim");
    Files.writeString(
        home.resolve("qingzheng.yaml"),
        "casebook:\n  url: jdbc:postgresql://127.0.0.1:1/qz\n  user: qz\n  password_file: db.password\nbackup: {to: ../backups, keep: 3}\n");
    String said = Run.of("backup", "--home", home).ended(1).out();
    assertTrue(said.contains("pg_dump --format=custom") && said.contains("postgresql://127.0.0.1:1/qz") && !said.contains("geheim"), said);
    String verified = Run.of("backup", "verify", backups().getFirst()).ended(0).out();
    assertTrue(verified.contains("不在备份里，在 jdbc:postgresql://127.0.0.1:1/qz"), verified);
    assertTrue(Files.readString(backups().getFirst().resolve("backup.json")).contains("\"casebook\" : \"elsewhere\""));
  }

  private Path backup(Path home, int keep) throws IOException {
    Run.of("backup", "--home", home, "--to", folder.resolve("backups"), "--keep", keep).ended(0);
    return backups().getLast();
  }

  private List<Path> backups() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("backups"))) {
      return all.filter(p -> p.getFileName().toString().startsWith("qz-")).sorted().toList();
    }
  }

  private static Path find(Path backup, String end) throws IOException {
    try (Stream<Path> all = Files.walk(backup.resolve("home"))) {
      return all.filter(p -> p.toString().endsWith(end)).sorted().findFirst().orElseThrow();
    }
  }

  private static long count(Path tree, String end) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      return all.filter(p -> p.toString().endsWith(end)).count();
    }
  }

  private static Casebook book(Path home) {
    return Casebook.open(new Home(home).casebook(), Clock.systemUTC());
  }
}
