package cn.qingzheng.console.web;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.console.search.SearchAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes into the audit log who searched for what. Bounded: turning pages and sorting is the same search, the same again
 * within a while is not written again, and one officer's day has a limit behind which only that is written.
 */
final class SearchLog {
  static final int MOST_A_DAY = 1_000;

  private static final Duration SAME = Duration.ofMinutes(30);
  private static final int MOST_KEPT = 10_000;
  private static final int LONGEST = 500;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Casebook casebook;
  private final InstantSource clock;
  private final Map<String, Instant> last = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
      return size() > MOST_KEPT;
    }
  };
  private final Map<String, Integer> today = new HashMap<>();
  private LocalDate day = LocalDate.EPOCH;

  SearchLog(Casebook casebook, InstantSource clock) {
    this.casebook = casebook;
    this.clock = clock;
  }

  /** @param total pages found */
  void searched(Officer officer, SearchAddress asked, long total) {
    if (asked.asks() && worthWriting(officer.number(), asked)) {
      boolean limit = today.merge(officer.number(), 1, Integer::sum) == MOST_A_DAY;
      String what = described(asked);
      casebook.note(
          officer.shown(), "检索", what.length() <= LONGEST ? what : what.substring(0, LONGEST) + "…",
          "命中 " + total + " 页" + (limit ? "；今日已满 " + MOST_A_DAY + " 次，其后不再逐条记录" : ""));
    }
  }

  private synchronized boolean worthWriting(String officer, SearchAddress asked) {
    Instant now = clock.instant();
    LocalDate date = LocalDate.ofInstant(now, ZONE);
    if (!date.equals(day)) {
      day = date;
      today.clear();
    }
    Instant before = last.put(officer + " " + asked.filters() + " " + asked.query().strip(), now);
    return today.getOrDefault(officer, 0) < MOST_A_DAY && (before == null || before.plus(SAME).isBefore(now));
  }

  /** The query and its filters as one would type them. */
  static String described(SearchAddress asked) {
    StringBuilder text = new StringBuilder(asked.query().strip());
    asked.filters().forEach((field, values) -> text.append(text.isEmpty() ? "" : " ")
        .append(field.label()).append(':').append(String.join("、", values.stream().map(field::display).toList())));
    return text.toString();
  }
}
