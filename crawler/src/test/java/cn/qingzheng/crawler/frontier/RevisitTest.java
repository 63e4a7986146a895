package cn.qingzheng.crawler.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevisitTest {
  private static Duration after(Duration begin, boolean changed, int visits) {
    Duration pause = begin;
    for (int i = 0; i < visits; i++) {
      pause = Revisit.next(Optional.of(pause), changed);
    }
    return pause;
  }

  @Test
  void what_changes_is_seen_sooner_and_what_does_not_later() {
    Duration first = Revisit.next(Optional.empty(), true);
    assertEquals(Duration.ofDays(1), first);
    assertEquals(Duration.ofHours(36), after(first, false, 1));
    assertEquals(Duration.ofHours(12), after(first, true, 1));
    assertTrue(after(after(first, false, 5), true, 4).compareTo(first) < 0);
  }

  @Test
  void it_is_never_less_than_an_hour_nor_more_than_a_month() {
    assertEquals(Duration.ofHours(1), after(Duration.ofDays(1), true, 50));
    assertEquals(Duration.ofDays(30), after(Duration.ofDays(1), false, 50));
  }
}
