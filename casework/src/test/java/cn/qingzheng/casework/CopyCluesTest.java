package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.PromoterStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class CopyCluesTest {
  @TempDir Path folder;
  @Parameter Engine engine;

  private static CopyClue.Seen seen(String capture) {
    return new CopyClue.Seen("r1", capture);
  }

  private static void record(Casebook book, Sample s) {
    book.record("r1", s.page(), s.result(), s.fingerprint());
  }

  @Test
  void two_subjects_with_one_text_are_a_clue_and_stay_two() {
    Engine.Place place = engine.place(folder);
    try (Casebook book = place.open(Sample.CLOCK)) {
      book.startRun("r1");
      record(book, Sample.page("https://b.example/1").capture("1", Sample.NOON).by("乙学校", PromoterStatus.UNAPPROVED));
      record(book, Sample.page("https://a.example/1").capture("2", Sample.NOON).by("甲学校", PromoterStatus.UNAPPROVED));
      record(book, Sample.page("https://a.example/2").capture("3", Sample.NOON).by("甲学校", PromoterStatus.UNAPPROVED));
      record(book, Sample.page("https://c.example/1").capture("4", Sample.NOON).by("丙学校", PromoterStatus.UNAPPROVED));
      assertTrue(book.copied(seen("2"), seen("1"), 9));
      assertFalse(book.copied(seen("2"), seen("3"), 0), "one subject");
      assertFalse(book.copied(seen("2"), seen("nosuch"), 0), "never recorded");
      assertFalse(book.copied(new CopyClue.Seen("r0", "2"), seen("1"), 0), "of another run");
      assertTrue(book.copied(seen("4"), seen("3"), 2));
    }
    try (Casebook book = place.open(Clock.offset(Sample.CLOCK, Duration.ofDays(1)))) {
      assertTrue(book.copied(seen("1"), seen("3"), 4));
      assertTrue(book.copied(seen("1"), seen("2"), 12), "farther than the pages that are known");
      List<CopyClue> clues = book.copies();
      assertEquals(List.of(2, 4), clues.stream().map(CopyClue::distance).toList());
      CopyClue second = clues.get(1);
      assertEquals(List.of("乙学校", "甲学校"), List.of(second.one().subject().name(), second.other().subject().name()));
      assertEquals("https://a.example/2", second.other().url().toString());
      assertEquals(List.of("1", "3"), List.of(second.one().captureId(), second.other().captureId()));
      assertEquals(Sample.NOON, second.firstSeen());
      assertEquals(Sample.NOON.plus(Duration.ofDays(1)), second.lastSeen());
      assertEquals(Sample.NOON, clues.get(0).lastSeen());
    }
  }
}
