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
      Migrations.apply(c, new SqliteStore(file), Sample.CLOCK, 3);
      Sql.execute(c, "ATTACH '" + today + "' AS today");
      Sql.execute(c, "DELETE FROM audit_head");
      for (String table : List.of("run", "subject", "subject_key", "page_outcome", "case_file", "finding", "finding_change", "counter", "audit", "audit_head")) {
        String columns =
            Sql.first(c, r -> r.getString(1), "SELECT group_concat(name, ', ') FROM pragma_table_info(?, 'main')", table).orElseThrow();
        Sql.execute(c, "INSERT INTO main." + table + " SELECT " + columns + " FROM today." + table);
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
  void a_file_that_is_no_database_is_refused_in_chinese() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "这不是数据库".repeat(200));
    assertTrue(assertThrows(Refusal.class, () -> Casebook.open(text, Sample.CLOCK)).getMessage().contains("不是清证的数据库"));
  }
}
