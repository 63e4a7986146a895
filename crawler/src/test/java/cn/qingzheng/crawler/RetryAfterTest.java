package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneOffset.UTC);

  private static Optional<Duration> parsed(String value) {
    return RetryAfter.parse(value, CLOCK);
  }

  /** RFC 9110 §5.6.7. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon, 23 Nov 2026 01:02:00 GMT", "Monday, 23-Nov-26 01:02:00 GMT", "Mon Nov 23 01:02:00 2026", "120", " 120 "
      })
  void seconds_and_every_legal_form_of_a_date_mean_the_same(String value) {
    assertEquals(Optional.of(Duration.ofMinutes(2)), parsed(value));
  }

  @Test
  void a_day_of_one_digit_stands_behind_two_blanks() {
    assertEquals(Optional.of(Duration.ofDays(10).plusMinutes(2)), parsed("Thu Dec  3 01:02:00 2026"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Thursday, 24-Nov-77 00:00:00 GMT", "Friday, 06 Nov 1994 08:49:37 GMT"
      })
  void what_is_past_means_at_once(String value) {
    assertEquals(Optional.of(Duration.ZERO), parsed(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999999", "99999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "Sat Nov 23 01:00:00 2075",
        "Sunday, 24-Nov-75 01:00:00 GMT"
      })
  void what_nobody_means_is_a_year(String value) {
    assertEquals(Optional.of(Duration.ofDays(365)), parsed(value));
  }

  @ParameterizedTest
  @CsvSource({"''", "-5", "1.5", "soon", "2026-11-23T01:02:00Z", "'Mon, 23 Nov'", "１２０"})
  void anything_else_is_nothing(String value) {
    assertEquals(Optional.empty(), parsed(value));
  }
}
