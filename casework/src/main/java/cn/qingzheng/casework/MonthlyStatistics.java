package cn.qingzheng.casework;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What happened in a month, beside the months before it. Distinct findings, cases and letters are counted, never hits. */
public final class MonthlyStatistics {
  /** So many months the trend goes back. */
  private static final int TREND = 12;

  private final YearMonth month;
  private final long pages;
  private final List<MonthlyFacts.Event> events;

  MonthlyStatistics(YearMonth month, long pages, List<MonthlyFacts.Event> events) {
    this.month = month;
    this.pages = pages;
    this.events = List.copyOf(events);
  }

  /** One line of a table that is broken down by a trait. */
  record Line(String label, Map<MonthlyMeasure, Long> counts) {
    long of(MonthlyMeasure measure) {
      return counts.getOrDefault(measure, 0L);
    }
  }

  public YearMonth month() {
    return month;
  }

  /** Captures that were judged in the month. */
  public long pages() {
    return pages;
  }

  public long count(MonthlyMeasure measure) {
    return count(measure, month);
  }

  long count(MonthlyMeasure measure, YearMonth in) {
    return distinct(measure, in, in);
  }

  /** From the beginning to the end of the month; what happened to one thing in two months counts once. */
  long total(MonthlyMeasure measure) {
    return events.stream().filter(e -> e.what() == measure).map(MonthlyFacts.Event::id).distinct().count();
  }

  private long distinct(MonthlyMeasure measure, YearMonth first, YearMonth last) {
    return events.stream()
        .filter(e -> e.what() == measure && !e.month().isBefore(first) && !e.month().isAfter(last))
        .map(MonthlyFacts.Event::id)
        .distinct()
        .count();
  }

  /** From the first month in which anything happened, at most twelve. */
  List<YearMonth> months() {
    YearMonth first = events.stream().map(MonthlyFacts.Event::month).min(YearMonth::compareTo).orElse(month);
    YearMonth begin = first.isBefore(month.minusMonths(TREND - 1L)) ? month.minusMonths(TREND - 1L) : first;
    List<YearMonth> out = new ArrayList<>();
    for (YearMonth m = begin; !m.isAfter(month); m = m.plusMonths(1)) {
      out.add(m);
    }
    return out;
  }

  /** The month by a trait, the largest first. */
  List<Line> by(Function<MonthlyFacts.Traits, String> trait) {
    Map<String, Map<MonthlyMeasure, Set<String>>> found = new LinkedHashMap<>();
    for (MonthlyFacts.Event e : events) {
      if (e.month().equals(month) && e.what().ofFindings()) {
        for (String label : new TreeSet<>(e.traits().stream().map(trait).toList())) {
          found.computeIfAbsent(label, k -> new EnumMap<>(MonthlyMeasure.class)).computeIfAbsent(e.what(), k -> new HashSet<>()).add(e.id());
        }
      }
    }
    List<Line> out = new ArrayList<>();
    found.forEach(
        (label, sets) -> {
          Map<MonthlyMeasure, Long> counts = new EnumMap<>(MonthlyMeasure.class);
          sets.forEach((what, ids) -> counts.put(what, (long) ids.size()));
          out.add(new Line(label, counts));
        });
    out.sort(Comparator.comparingLong((Line l) -> -l.of(MonthlyMeasure.NEW)).thenComparing(l -> -l.of(MonthlyMeasure.CONFIRMED)).thenComparing(Line::label));
    return out;
  }
}
