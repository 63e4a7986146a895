package cn.qingzheng.index;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A query as understood.
 *
 * @param all groups that must all hold; of each group one clause must
 * @param hints what was understood otherwise than typed, in Chinese
 */
record ParsedQuery(List<List<Clause>> all, List<String> hints) {
  ParsedQuery {
    all = all.stream().map(List::copyOf).toList();
    hints = List.copyOf(hints);
  }

  /** One condition; {@code not} turns it round. */
  sealed interface Clause {
    boolean not();

    /** These characters next to each other, anywhere. */
    record Phrase(String text, boolean not) implements Clause {}

    /** These characters next to each other, in one analysed field only. */
    record Inside(String field, String text, boolean not) implements Clause {}

    /** One of these values, as stored. */
    record Value(SearchField field, List<String> values, boolean not) implements Clause {
      public Value {
        values = List.copyOf(values);
      }
    }

    /** Captured in this time. */
    record Captured(Period period, boolean not) implements Clause {}
  }

  /** From {@code from} on and before {@code until}. */
  record Period(Optional<Instant> from, Optional<Instant> until) {}
}
