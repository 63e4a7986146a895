package cn.qingzheng.index;

import cn.qingzheng.model.TextFolding;
import java.util.Optional;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;

/**
 * What searches on one state of the index share.
 *
 * @param joined where findings stand
 * @param values the counted values in their order, costly to make; absent if the index is empty
 * @param kept counts of earlier searches
 */
record View(
    TextFolding folding, FacetsConfig facets, StandingTable.Joined joined, Optional<SortedSetDocValuesReaderState> values,
    KeptCounts kept) {
  /** Only of an index that has documents. */
  SortedSetDocValuesReaderState state() {
    return values.orElseThrow(() -> new IllegalStateException("an empty index has nothing to count"));
  }
}
