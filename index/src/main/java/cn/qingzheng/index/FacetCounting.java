package cn.qingzheng.index;

import cn.qingzheng.index.SearchResult.FacetCounts;
import cn.qingzheng.index.SearchResult.ValueCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;

/** Reads the counts per field out of Lucene's facets. */
final class FacetCounting {
  private static final int MOST_VALUES = 30;

  private FacetCounting() {}

  static List<FacetCounts> all(Facets facets) throws IOException {
    List<FacetCounts> all = new ArrayList<>();
    for (SearchField field : SearchField.values()) {
      if (field.counted()) {
        of(field, facets).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<FacetCounts> of(SearchField field, Facets facets) throws IOException {
    FacetResult counted = field == SearchField.MONTH
        ? facets.getAllChildren(field.key())
        : facets.getTopChildren(MOST_VALUES, field.key());
    if (counted == null || counted.labelValues.length == 0) {
      return Optional.empty();
    }
    Stream<ValueCount> values = Arrays.stream(counted.labelValues)
        .map(v -> new ValueCount(v.label, field.display(v.label), v.value.longValue()))
        .filter(v -> v.count() > 0);
    if (field == SearchField.MONTH) {
      values = values.sorted(Comparator.comparing(ValueCount::value).reversed()).limit(MOST_VALUES);
    }
    return Optional.of(new FacetCounts(field, values.toList()));
  }
}
