package cn.qingzheng.console.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.qingzheng.casework.Casebook;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIdsTest {
  @TempDir Path dir;

  @Test
  void two_runs_of_one_second_have_two_names() {
    Clock clock = Clock.fixed(Instant.parse("2026-12-31T23:59:59.900Z"), ZoneOffset.UTC);
    try (Casebook casebook = Casebook.open(dir.resolve("a.db"), clock)) {
      String first = RunIds.next('I', casebook, clock);
      casebook.startRun(first);
      assertEquals("I20261231T235959", first);
      assertEquals("I20270101T000000", RunIds.next('I', casebook, clock));
      assertEquals("R20261231T235959", RunIds.next('R', casebook, clock));
    }
  }
}
