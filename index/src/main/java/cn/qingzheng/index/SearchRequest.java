package cn.qingzheng.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A search.
 *
 * @param query as typed: words, "phrases", -not, OR, field:value, 时间:2026-11..
 * @param filters values as stored; several of one field widen, several fields narrow; empty ones ask nothing
 * @param offset first hit wanted, from 0
 * @param limit hits wanted, 0 to {@value #MOST_HITS}
 * @param folded whether of pages that say the same only the first is shown; offset and limit then count such groups
 * @param counted whether the values of the fields are counted
 */
public record SearchRequest(
    String query, Map<SearchField, Set<String>> filters, int offset, int limit, Order order, boolean folded,
    boolean counted) {
  public static final int MOST_HITS = 200;

  /** Hits behind this one are not shown; a search should be narrowed then. */
  public static final int DEEPEST_HIT = 10_000;

  public enum Order {
    RELEVANCE("相关度"),
    NEWEST("最新采集"),
    OLDEST("最早采集"),
    GRAVEST("最严重");

    private final String label;

    Order(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }

  public SearchRequest {
    Objects.requireNonNull(query);
    Objects.requireNonNull(order);
    Map<SearchField, Set<String>> copy = new LinkedHashMap<>();
    filters.forEach((field, values) -> {
      Set<String> kept = new LinkedHashSet<>(values);
      kept.remove("");
      if (!kept.isEmpty()) {
        copy.put(field, Collections.unmodifiableSet(kept));
      }
    });
    filters = Map.copyOf(copy);
    if (offset < 0 || limit < 0 || limit > MOST_HITS) {
      throw new IllegalArgumentException(
          "offset should be 0 or more and limit 0 to " + MOST_HITS + ", was: " + offset + ", " + limit);
    }
  }

  /** With counts, every page shown. */
  public SearchRequest(String query, Map<SearchField, Set<String>> filters, int offset, int limit, Order order) {
    this(query, filters, offset, limit, order, false, true);
  }

  /** The same search, other hits of it, without counts. */
  public SearchRequest slice(int from, int most) {
    return new SearchRequest(query, filters, from, most, order, folded, false);
  }

  /** The first twenty by relevance, without filters. */
  public static SearchRequest of(String query) {
    return new SearchRequest(query, Map.of(), 0, 20, Order.RELEVANCE);
  }
}
