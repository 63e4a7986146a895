package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class TransactionsTest {
  @TempDir Path folder;
  @Parameter Engine engine;

  @Test
  void several_threads_and_a_second_opening_write_side_by_side() throws Exception {
    Engine.Place place = engine.place(folder);
    int each = 60;
    try (Casebook one = place.open(Sample.CLOCK);
        Casebook two = place.open(Sample.CLOCK);
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
  void what_fails_among_what_others_write_at_the_same_time_leaves_nothing_and_disturbs_nobody() throws Exception {
    Engine.Place place = engine.place(folder);
    int each = 60;
    try (Casebook book = place.open(Sample.CLOCK); ExecutorService threads = Executors.newFixedThreadPool(6)) {
      book.startRun("r1");
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        int from = t * each;
        work.add(
            threads.submit(
                () -> {
                  for (int i = from; i < from + each; i++) {
                    Sample bad = Sample.page("https://bad" + i + ".example/").hit("guarantee", "包过", "包过。");
                    assertThrows(IllegalStateException.class, () -> book.record("no-such-run", bad.page(), bad.result(), bad.fingerprint()));
                    SampleBook.record(book, RecordingChild.sample(i));
                  }
                }));
      }
      for (Future<?> w : work) {
        w.get();
      }
      assertEquals(6 * each, book.pages("r1").size());
      assertEquals(50, book.cases().size(), "one for each host");
    }
    try (Connection c = place.raw()) {
      assertEquals(50, Sql.number(c, "SELECT count(*) FROM subject"), "none of what failed");
    }
  }

  @Test
  void what_fails_half_way_leaves_nothing_and_the_casebook_goes_on() {
    try (Casebook book = engine.place(folder).open(Sample.CLOCK)) {
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

  @Test
  void text_that_no_database_takes_is_kept_readable() {
    try (Casebook book = engine.place(folder).open(Sample.CLOCK)) {
      book.startRun("r1");
      Sample s = Sample.page("https://a.example/").title("保过\0班\uD83D 😀").hit("guarantee", "包过", "包过。");
      book.record("r1", s.page(), s.result(), s.fingerprint());
      assertEquals("保过\uFFFD班\uFFFD 😀", book.pages("r1").get(0).title());
    }
  }
}
