package cn.qingzheng.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;

/**
 * Numbers documents in the order in which they first enter; what is seen once more keeps its number. An emptied index
 * begins a new numbering with another name.
 */
final class EntryNumbers implements AutoCloseable {
  static final String NUMBERING_KEY = "qingzheng-numbering";
  static final String LAST_KEY = "qingzheng-last";

  /** Documents added since the last look into the index, kept by key. */
  private static final int MOST_RECENT = 10_000;

  private final SearcherManager entered;
  private final Map<String, Long> recent = new HashMap<>();
  private String numbering;
  private long last;

  /** @param commit what {@link #commit()} gave at the last commit, empty for a new index */
  EntryNumbers(IndexWriter writer, Map<String, String> commit) throws IOException {
    this.entered = new SearcherManager(writer, new SearcherFactory());
    this.numbering = commit.getOrDefault(NUMBERING_KEY, UUID.randomUUID().toString());
    this.last = Long.parseLong(commit.getOrDefault(LAST_KEY, "0"));
  }

  /** The number of a document that is put in now. */
  synchronized long of(String key) throws IOException {
    Long known = recent.get(key);
    if (known == null) {
      OptionalLong before = before(key);
      known = before.isPresent() ? before.getAsLong() : ++last;
      recent.put(key, known);
    }
    return known;
  }

  private OptionalLong before(String key) throws IOException {
    IndexSearcher searcher = entered.acquire();
    try {
      ScoreDoc[] found = searcher.search(new TermQuery(new Term(PageDocument.KEY, key)), 1).scoreDocs;
      return found.length == 0 ? OptionalLong.empty() : OptionalLong.of(number(searcher, found[0].doc));
    } finally {
      entered.release(searcher);
    }
  }

  private static long number(IndexSearcher searcher, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    LeafReaderContext leaf = leaves.get(org.apache.lucene.index.ReaderUtil.subIndex(doc, leaves));
    SortedNumericDocValues numbers = DocValues.getSortedNumeric(leaf.reader(), PageDocument.ENTRY);
    return numbers.advanceExact(doc - leaf.docBase) ? numbers.nextValue() : 0;
  }

  synchronized boolean full() {
    return recent.size() >= MOST_RECENT;
  }

  /** Looks into the index for what was added; nobody may be adding. */
  synchronized void forget() throws IOException {
    entered.maybeRefreshBlocking();
    recent.clear();
  }

  synchronized void restart() throws IOException {
    numbering = UUID.randomUUID().toString();
    last = 0;
    forget();
  }

  synchronized Map<String, String> commit() {
    return Map.of(NUMBERING_KEY, numbering, LAST_KEY, Long.toString(last));
  }

  @Override
  public void close() throws IOException {
    entered.close();
  }
}
