package cn.qingzheng.index;

import cn.qingzheng.index.SearchResult.FacetCounts;
import cn.qingzheng.index.SearchResult.ValueCount;
import cn.qingzheng.index.StandingTable.Joined;
import cn.qingzheng.index.StandingTable.Leaf;
import cn.qingzheng.model.FindingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.search.DocIdSetIterator;

/** Counts the values of the fields over the documents that a search collected. */
final class FacetCounting {
  private static final int MOST_VALUES = 30;

  private final SortedSetDocValuesReaderState state;
  private final Joined joined;

  FacetCounting(SortedSetDocValuesReaderState state, Joined joined) {
    this.state = state;
    this.joined = joined;
  }

  /**
   * @param all what answers the search
   * @param others per filtered field what would answer without that filter
   */
  List<FacetCounts> count(FacetsCollector all, Map<SearchField, FacetsCollector> others) throws IOException {
    Facets facets = new SortedSetDocValuesFacetCounts(state, all);
    List<FacetCounts> counts = new ArrayList<>();
    for (SearchField field : SearchField.values()) {
      if (field.counted()) {
        FacetsCollector docs = others.getOrDefault(field, all);
        if (field.joined()) {
          joined(field, docs).ifPresent(counts::add);
        } else {
          stored(field, docs == all ? facets : new SortedSetDocValuesFacetCounts(state, docs)).ifPresent(counts::add);
        }
      }
    }
    return counts;
  }

  private static Optional<FacetCounts> stored(SearchField field, Facets facets) throws IOException {
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

  private Optional<FacetCounts> joined(SearchField field, FacetsCollector docs) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    if (field == SearchField.STATE) {
      byStates(docs, counts);
    } else {
      byCases(docs, counts);
    }
    List<ValueCount> values = counts.entrySet().stream()
        .map(e -> new ValueCount(e.getKey(), field.display(e.getKey()), e.getValue()))
        .sorted(Comparator.comparingLong(ValueCount::count).reversed())
        .limit(MOST_VALUES)
        .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(new FacetCounts(field, values));
  }

  private interface Each {
    void document(Leaf leaf, int doc);
  }

  private void each(FacetsCollector docs, Each each) throws IOException {
    for (FacetsCollector.MatchingDocs matching : docs.getMatchingDocs()) {
      Leaf leaf = joined.of(matching.context());
      DocIdSetIterator found = matching.bits().iterator();
      if (found != null) {
        for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
          each.document(leaf, doc);
        }
      }
    }
  }

  private void byStates(FacetsCollector docs, Map<String, Long> counts) throws IOException {
    long[] perBits = new long[256];
    each(docs, (leaf, doc) -> perBits[leaf.states()[doc] & 0xff]++);
    for (int bits = 1; bits < perBits.length; bits++) {
      if (perBits[bits] > 0) {
        for (FindingState one : StandingTable.states(bits)) {
          counts.merge(one.name(), perBits[bits], Long::sum);
        }
      }
    }
  }

  private void byCases(FacetsCollector docs, Map<String, Long> counts) throws IOException {
    long[] perSet = new long[joined.caseSets().size()];
    each(docs, (leaf, doc) -> {
      if (leaf.cases()[doc] != StandingTable.NO_CASE) {
        perSet[leaf.cases()[doc]]++;
      }
    });
    for (int set = 0; set < perSet.length; set++) {
      if (perSet[set] > 0) {
        for (String caseId : joined.caseSets().get(set)) {
          counts.merge(caseId, perSet[set], Long::sum);
        }
      }
    }
  }
}
