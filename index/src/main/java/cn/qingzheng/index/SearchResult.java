package cn.qingzheng.index;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The answer to a search.
 *
 * @param total pages that match, exact
 * @param hits those asked for
 * @param more whether there are hits behind these that can be asked for
 * @param facets per field, in the order of {@link SearchField}; fields without any value are left out
 * @param hints what of the query was understood otherwise than typed, in Chinese
 * @param took the time inside the index
 */
public record SearchResult(
    long total, List<SearchHit> hits, boolean more, List<FacetCounts> facets, List<String> hints, Duration took) {
  public SearchResult {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
    hints = List.copyOf(hints);
    Objects.requireNonNull(took);
  }

  /** Nothing, and why. */
  public static SearchResult none(List<String> hints, Duration took) {
    return new SearchResult(0, List.of(), false, List.of(), hints, took);
  }

  /** The most frequent values; months newest first. A filter on the field itself does not narrow its counts. */
  public record FacetCounts(SearchField field, List<ValueCount> values) {
    public FacetCounts {
      Objects.requireNonNull(field);
      values = List.copyOf(values);
    }
  }

  /**
   * @param value as stored, to be used in {@link SearchRequest#filters}
   * @param label as shown
   */
  public record ValueCount(String value, String label, long count) {}
}
