package cn.qingzheng.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;

/** Shows of pages that say the same only the first, and how many there are. */
final class HitFolding {
  /** Hits looked at per group wanted, at first; where much is alike, more are fetched. */
  private static final int PER_GROUP = 4;

  private static final int AT_LEAST = 200;

  private final IndexSearcher searcher;
  private final Query narrowed;

  HitFolding(IndexSearcher searcher, Query narrowed) {
    this.searcher = searcher;
    this.narrowed = narrowed;
  }

  /** @param folded further pages that say the same and answer too */
  record Found(int doc, long folded) {}

  /** @param more whether more can be asked for */
  record Shown(List<Found> hits, boolean more) {}

  interface Fetching {
    TopDocs first(int hits) throws IOException;
  }

  static int depth(int wanted) {
    return Math.clamp((long) wanted * PER_GROUP, AT_LEAST, SearchRequest.DEEPEST_HIT);
  }

  static Shown unfolded(SearchRequest request, TopDocs top) {
    int end = Math.min(top.scoreDocs.length, request.offset() + request.limit());
    List<Found> hits = new ArrayList<>();
    for (int i = request.offset(); i < end; i++) {
      hits.add(new Found(top.scoreDocs[i].doc, 0));
    }
    return new Shown(hits, top.totalHits.value() > end && end < SearchRequest.DEEPEST_HIT);
  }

  Shown shown(SearchRequest request, TopDocs first, Fetching fetching) throws IOException {
    int wanted = request.offset() + request.limit();
    TopDocs top = first;
    List<Group> groups = groups(top);
    int depth = depth(wanted);
    while (groups.size() <= wanted && top.totalHits.value() > depth && depth < SearchRequest.DEEPEST_HIT) {
      depth = Math.min(depth * PER_GROUP, SearchRequest.DEEPEST_HIT);
      top = fetching.first(depth);
      groups = groups(top);
    }
    List<Group> shown = groups.subList(Math.min(request.offset(), groups.size()), Math.min(wanted, groups.size()));
    Map<Long, Long> sizes = sizes(shown);
    List<Found> hits = shown.stream()
        .map(g -> new Found(g.doc(), g.alike().isEmpty() ? 0 : sizes.getOrDefault(g.alike().getAsLong(), 1L) - 1))
        .toList();
    return new Shown(hits, groups.size() > wanted);
  }

  private record Group(int doc, OptionalLong alike) {}

  private List<Group> groups(TopDocs top) throws IOException {
    OptionalLong[] alike = alike(top.scoreDocs);
    List<Group> groups = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < alike.length; i++) {
      if (alike[i].isEmpty() || seen.add(alike[i].getAsLong())) {
        groups.add(new Group(top.scoreDocs[i].doc, alike[i]));
      }
    }
    return groups;
  }

  private OptionalLong[] alike(ScoreDoc[] docs) throws IOException {
    Integer[] byDocument = new Integer[docs.length];
    Arrays.setAll(byDocument, i -> i);
    Arrays.sort(byDocument, (a, b) -> Integer.compare(docs[a].doc, docs[b].doc));
    OptionalLong[] alike = new OptionalLong[docs.length];
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    int current = -1;
    SortedNumericDocValues values = null;
    for (int i : byDocument) {
      int leaf = ReaderUtil.subIndex(docs[i].doc, leaves);
      if (leaf != current) {
        current = leaf;
        values = DocValues.getSortedNumeric(leaves.get(leaf).reader(), PageDocument.ALIKE);
      }
      alike[i] = values.advanceExact(docs[i].doc - leaves.get(leaf).docBase)
          ? OptionalLong.of(values.nextValue()) : OptionalLong.empty();
    }
    return alike;
  }

  /** How many pages of each group answer the search, asked for all groups at once. */
  private Map<Long, Long> sizes(List<Group> shown) throws IOException {
    long[] wanted = shown.stream().filter(g -> g.alike().isPresent()).mapToLong(g -> g.alike().getAsLong()).toArray();
    if (wanted.length == 0) {
      return Map.of();
    }
    Query alike = LongField.newSetQuery(PageDocument.ALIKE, wanted);
    if (searcher.count(alike) == wanted.length) {
      return Map.of();
    }
    TopDocs found = searcher.search(new BooleanQuery.Builder()
        .add(new ConstantScoreQuery(narrowed), Occur.FILTER).add(alike, Occur.FILTER).build(), Integer.MAX_VALUE >> 8);
    Map<Long, Long> sizes = new HashMap<>();
    for (OptionalLong one : alike(found.scoreDocs)) {
      one.ifPresent(group -> sizes.merge(group, 1L, Long::sum));
    }
    return sizes;
  }
}
