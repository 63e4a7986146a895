package cn.qingzheng.index;

import cn.qingzheng.model.TextFolding;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;

/** Keeps what is costly to make of one state of the index. */
final class Views {
  private final TextFolding folding;
  private final FacetsConfig facets = PageDocument.facets();
  private final StandingTable standings;
  private final KeptCounts kept = new KeptCounts();
  private Optional<Values> values = Optional.empty();

  private record Values(IndexReader of, SortedSetDocValuesReaderState state) {}

  Views(TextFolding folding, Standings standings) {
    this.folding = folding;
    this.standings = new StandingTable(standings);
  }

  View of(IndexSearcher searcher) throws IOException {
    return new View(folding, facets, standings.with(searcher), values(searcher.getIndexReader()), kept);
  }

  private synchronized Optional<SortedSetDocValuesReaderState> values(IndexReader reader) throws IOException {
    if (reader.numDocs() == 0) {
      return Optional.empty();
    }
    if (values.isEmpty() || values.get().of() != reader) {
      values = Optional.of(new Values(reader, new DefaultSortedSetDocValuesReaderState(reader, facets)));
    }
    return values.map(Values::state);
  }
}
