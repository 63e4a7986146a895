package cn.qingzheng.index;

import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextFolding;
import cn.qingzheng.model.WrittenForm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.Weight;

/** One search on one state of the index. */
final class Searching {
  /** More marks in one page help nobody. */
  private static final int MOST_MARKS = 2_000;

  private final IndexSearcher searcher;
  private final FacetsConfig facets;
  private final QueryBuilder queries;
  private final Regions seen;

  Searching(IndexSearcher searcher, FacetsConfig facets, TextFolding folding, Regions seen) {
    this.searcher = searcher;
    this.facets = facets;
    this.queries = new QueryBuilder(folding);
    this.seen = seen;
  }

  SearchResult search(SearchRequest request) throws IOException {
    long started = System.nanoTime();
    ParsedQuery parsed = QueryParser.parse(request.query(), queries::searchable);
    List<String> hints = new ArrayList<>(parsed.hints());
    if (searcher.getIndexReader().numDocs() == 0) {
      return new SearchResult(0, List.of(), List.of(), hints, Duration.ofNanos(System.nanoTime() - started));
    }
    Query query = searcher.rewrite(queries.query(parsed));
    DrillDownQuery narrowed = new DrillDownQuery(facets, seen.narrow(queries.ranked(parsed, query)));
    request.filters().forEach((field, values) -> values.forEach(value -> narrowed.add(field.key(), value)));
    var state = new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader(), facets);
    var found = new DrillSideways(searcher, facets, state).search(narrowed, collector(request));
    TopDocs top = found.collectorResult;
    if (request.offset() + request.limit() > SearchRequest.DEEPEST_HIT && top.totalHits.value() > request.offset()) {
      hints.add("只能翻到第 " + SearchRequest.DEEPEST_HIT + " 条，请加条件缩小范围");
    }
    List<SearchHit> hits = hits(request, query, top);
    return new SearchResult(
        top.totalHits.value(), hits, counts(found.facets), hints, Duration.ofNanos(System.nanoTime() - started));
  }

  /** What of the text of these pages answers the query; empty for a page that does not. */
  List<Span> marks(String query, Query page) throws IOException {
    Query asked = searcher.rewrite(queries.query(QueryParser.parse(query, queries::searchable)));
    ScoreDoc[] found = searcher.search(seen.narrow(page), 1).scoreDocs;
    if (found.length == 0) {
      return List.of();
    }
    Weight weight = weight(asked);
    int length = searcher.storedFields().document(found[0].doc).get(PageDocument.TEXT).length();
    return textMarks(matches(weight, found[0].doc), length);
  }

  /** What is equally relevant, as everything is without words, comes newest first. */
  private static TopFieldCollectorManager collector(SearchRequest request) {
    int wanted = Math.clamp((long) request.offset() + request.limit(), 1, SearchRequest.DEEPEST_HIT);
    SortField newest = LongField.newSortField(PageDocument.AT, true, SortedNumericSelector.Type.MAX);
    Sort sort = switch (request.order()) {
      case RELEVANCE -> new Sort(SortField.FIELD_SCORE, newest);
      case NEWEST -> new Sort(newest, SortField.FIELD_SCORE);
    };
    return new TopFieldCollectorManager(sort, wanted, Integer.MAX_VALUE);
  }

  private List<SearchHit> hits(SearchRequest request, Query query, TopDocs top) throws IOException {
    Weight weight = weight(query);
    List<SearchHit> hits = new ArrayList<>();
    int end = Math.min(top.scoreDocs.length, request.offset() + request.limit());
    for (int i = request.offset(); i < end; i++) {
      int doc = top.scoreDocs[i].doc;
      hits.add(hit(searcher.storedFields().document(doc), matches(weight, doc)));
    }
    return hits;
  }

  private Weight weight(Query query) throws IOException {
    return searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1f);
  }

  private Optional<Matches> matches(Weight weight, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    return Optional.ofNullable(weight.matches(leaf, doc - leaf.docBase));
  }

  private static SearchHit hit(Document document, Optional<Matches> matches) throws IOException {
    String text = document.get(PageDocument.TEXT);
    String title = document.get(PageDocument.TITLE);
    List<Span> marks = textMarks(matches, text.length());
    List<Span> titleMarks = Snippets.merged(spans(matches, PageDocument.TITLE), title.length());
    if (marks.isEmpty() && titleMarks.isEmpty()) {
      marks = Snippets.merged(PageDocument.spans(document.get(PageDocument.SPANS)), text.length());
    }
    return new SearchHit(
        source(document), verdict(document), Snippets.whole(title, titleMarks), Snippets.around(text, marks), marks);
  }

  private static List<Span> textMarks(Optional<Matches> matches, int length) throws IOException {
    List<Span> spans = new ArrayList<>(spans(matches, PageDocument.TEXT));
    spans.addAll(spans(matches, PageDocument.MEANT));
    return Snippets.merged(spans, length);
  }

  private static List<Span> spans(Optional<Matches> matches, String field) throws IOException {
    List<Span> spans = new ArrayList<>();
    MatchesIterator all = matches.isEmpty() ? null : matches.get().getMatches(field);
    while (all != null && all.next() && spans.size() < MOST_MARKS) {
      spans.add(new Span(all.startOffset(), all.endOffset()));
    }
    return spans;
  }

  private static SearchHit.Source source(Document document) {
    return new SearchHit.Source(
        document.get(SearchField.CAPTURE.key()),
        document.get(PageDocument.URL),
        Optional.ofNullable(document.get(SearchField.HOST.key())).orElse(""),
        PageDocument.at(document),
        Optional.ofNullable(document.get(SearchField.SEED.key())).orElse(""),
        Optional.ofNullable(document.get(SearchField.PLATFORM.key())));
  }

  private static SearchHit.Verdict verdict(Document document) {
    return new SearchHit.Verdict(
        Outcome.valueOf(document.get(SearchField.OUTCOME.key())),
        Severity.valueOf(document.get(SearchField.SEVERITY.key())),
        PageKind.valueOf(document.get(SearchField.KIND.key())),
        Optional.ofNullable(document.get(PageDocument.PROMOTER)),
        PromoterStatus.valueOf(document.get(SearchField.PROMOTER_STATUS.key())),
        values(document, SearchField.RULE),
        values(document, SearchField.TERM),
        values(document, SearchField.FORM).stream().map(form -> WrittenForm.valueOf(form).label()).toList(),
        values(document, SearchField.CASE));
  }

  private static List<String> values(Document document, SearchField field) {
    return Arrays.asList(document.getValues(field.key()));
  }

  private static List<SearchResult.FacetCounts> counts(Facets facets) throws IOException {
    return FacetCounting.all(facets);
  }
}
