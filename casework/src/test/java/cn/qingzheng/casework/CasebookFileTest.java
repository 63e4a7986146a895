package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.EvidencePackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasebookFileTest {
  @TempDir Path folder;

  @Test
  void an_older_file_is_brought_up_to_date_with_what_it_holds() throws Exception {
    Path today = folder.resolve("today.db");
    SampleBook.fill(today).close();
    Path file = folder.resolve("qingzheng.db");
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Migrations.apply(c, file, Sample.CLOCK, 3);
      Database.execute(c, "ATTACH '" + today + "' AS today");
      Database.execute(c, "DELETE FROM audit_head");
      for (String table : List.of("run", "subject", "subject_key", "page_outcome", "case_file", "finding", "finding_change", "counter", "audit", "audit_head")) {
        Database.execute(c, "INSERT INTO main." + table + " SELECT * FROM today." + table);
      }
    }
    try (Casebook book = Casebook.open(file, Sample.CLOCK)) {
      assertEquals(16, book.count(FindingFilter.all()));
      Notices notices = new Notices(book, Templates.load(Optional.empty()), SampleBook.LABOUR);
      assertEquals(3, notices.compliancePrompts(SampleBook.ids(book), Notices.Include.WITH_CANDIDATES, "甲").size());
    }
  }

  @Test
  void a_folder_that_was_moved_finds_its_packages() throws Exception {
    Path before = Files.createDirectories(folder.resolve("before"));
    try (Casebook book = SampleBook.fill(before.resolve("qingzheng.db"))) {
      String id = book.nextEvidenceId();
      Path inside = before.resolve("evidence").resolve(id + ".zip");
      book.addEvidence("2026-000001", "p1", new EvidencePackage(id, inside, Sample.NOON, "a".repeat(64), "b".repeat(64)), "甲");
      assertEquals(inside, book.evidence("2026-000001").get(0).sealed().file());
    }
    Path after = Files.move(before, folder.resolve("after"));
    try (Casebook book = Casebook.open(after.resolve("qingzheng.db"), Sample.CLOCK)) {
      assertTrue(book.evidence("2026-000001").get(0).sealed().file().startsWith(after.resolve("evidence")));
    }
  }

  @Test
  void several_threads_and_a_second_opening_write_side_by_side() throws Exception {
    Path file = folder.resolve("qingzheng.db");
    int each = 60;
    try (Casebook one = Casebook.open(file, Sample.CLOCK);
        Casebook two = Casebook.open(file, Sample.CLOCK);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      one.startRun("r1");
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Casebook book = t % 2 == 0 ? one : two;
        int from = t * each;
        work.add(
            threads.submit(
                () -> {
                  for (int i = from; i < from + each; i++) {
                    SampleBook.record(book, RecordingChild.sample(i));
                    book.cases();
                  }
                }));
      }
      for (Future<?> w : work) {
        w.get();
      }
      assertEquals(4 * each, two.pages("r1").size());
      assertEquals(8L * each, one.count(FindingFilter.all()));
      assertEquals(50, one.cases().size(), "one for each host");
      assertInstanceOf(AuditVerdict.Intact.class, two.verifyAudit());
    }
  }

  @Test
  void what_fails_half_way_leaves_nothing_and_the_casebook_goes_on() {
    try (Casebook book = Casebook.open(folder.resolve("qingzheng.db"), Sample.CLOCK)) {
      Sample s = Sample.page("https://a.example/").hit("guarantee", "包过", "包过。");
      assertThrows(
          IllegalStateException.class, () -> book.record("no-such-run", s.page(), s.result(), s.fingerprint()));
      assertEquals(List.of(), book.cases());
      assertEquals(0, book.count(FindingFilter.all()));
      book.startRun("r1");
      assertEquals(1, book.record("r1", s.page(), s.result(), s.fingerprint()).size());
      assertTrue(book.runs().stream().anyMatch(r -> r.id().equals("r1")));
    }
  }
}
