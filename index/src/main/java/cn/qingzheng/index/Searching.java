package cn.qingzheng.index;

import cn.qingzheng.model.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.MultiFacets;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;

/** One search on one state of the index and of the casebook. */
final class Searching {
  private final IndexSearcher searcher;
  private final View view;
  private final Regions seen;
  private final QueryBuilder queries;

  Searching(IndexSearcher searcher, View view, Regions seen) {
    this.seen = seen;
    this.searcher = searcher;
    this.view = view;
    this.queries = new QueryBuilder(view.folding(), view.joined());
  }

  /**
   * @param words what marks are made for
   * @param narrowed with the filters of fields that are not counted
   */
  private record Asked(Query words, DrillDownQuery narrowed, List<String> hints) {}

  private Asked asked(SearchRequest request) throws IOException {
    ParsedQuery parsed = QueryParser.parse(request.query(), queries::searchable);
    Query words = searcher.rewrite(queries.places(parsed));
    BooleanQuery.Builder base = new BooleanQuery.Builder().add(seen.narrow(queries.ranked(parsed, queries.query(parsed))), Occur.MUST);
    request.filters().forEach((field, values) -> {
      if (!field.counted()) {
        base.add(queries.oneOf(field, values), Occur.FILTER);
      }
    });
    DrillDownQuery narrowed = new DrillDownQuery(view.facets(), base.build());
    request.filters().forEach((field, values) -> {
      if (field.counted()) {
        narrowed.add(field.key(), queries.oneOf(field, values));
      }
    });
    return new Asked(words, narrowed, new ArrayList<>(parsed.hints()));
  }

  SearchResult search(SearchRequest request) throws IOException {
    long started = System.nanoTime();
    Asked asked = asked(request);
    if (searcher.getIndexReader().numDocs() == 0) {
      return SearchResult.none(asked.hints(), Duration.ofNanos(System.nanoTime() - started));
    }
    Answer answer = request.counted() ? counted(request, asked) : new Answer(top(request, asked, depth(request)), List.of());
    HitFolding.Shown shown = shown(request, asked, answer.top());
    if (request.offset() + request.limit() > SearchRequest.DEEPEST_HIT && answer.top().totalHits.value() > request.offset()) {
      asked.hints().add("只能翻到第 " + SearchRequest.DEEPEST_HIT + " 条，请加条件缩小范围");
    }
    return new SearchResult(
        answer.top().totalHits.value(), hits(asked, shown.hits()), shown.more(), answer.counts(), asked.hints(),
        Duration.ofNanos(System.nanoTime() - started));
  }

  private record Answer(TopDocs top, List<SearchResult.FacetCounts> counts) {}

  /** Counts are kept: whoever turns the page or sorts otherwise asks for the same. */
  private Answer counted(SearchRequest request, Asked asked) throws IOException {
    Optional<List<SearchResult.FacetCounts>> known = view.kept().find(view.joined(), request, seen);
    if (known.isPresent()) {
      return new Answer(top(request, asked, depth(request)), known.get());
    }
    Sideways sideways = new Sideways(searcher, view);
    TopDocs top = sideways.search(asked.narrowed(), collector(request, depth(request))).collectorResult;
    List<SearchResult.FacetCounts> counts = sideways.counts();
    view.kept().keep(view.joined(), request, seen, counts);
    return new Answer(top, counts);
  }

  /** Lucene's drill sideways, of which only the documents are wanted. */
  private static final class Sideways extends DrillSideways {
    private final View view;
    private FacetsCollector all = new FacetsCollector();
    private final Map<SearchField, FacetsCollector> others = new EnumMap<>(SearchField.class);

    Sideways(IndexSearcher searcher, View view) {
      super(searcher, view.facets(), view.state());
      this.view = view;
    }

    @Override
    protected Facets buildFacetsResult(FacetsCollector down, FacetsCollector[] sideways, String[] dims) {
      all = down;
      for (int i = 0; sideways != null && i < sideways.length; i++) {
        others.put(SearchField.ofKey(dims[i]), sideways[i]);
      }
      return new MultiFacets(Map.of());
    }

    List<SearchResult.FacetCounts> counts() throws IOException {
      return new FacetCounting(view.state(), view.joined()).count(all, others);
    }
  }

  private static int depth(SearchRequest request) {
    int wanted = Math.clamp((long) request.offset() + request.limit(), 1, SearchRequest.DEEPEST_HIT);
    return request.folded() ? HitFolding.depth(wanted) : wanted;
  }

  private TopDocs top(SearchRequest request, Asked asked, int depth) throws IOException {
    return searcher.search(asked.narrowed(), collector(request, depth));
  }

  /** What is equal, as everything is without words, comes newest first. */
  private static TopFieldCollectorManager collector(SearchRequest request, int depth) {
    Sort sort = switch (request.order()) {
      case RELEVANCE -> new Sort(SortField.FIELD_SCORE, time(true));
      case NEWEST -> new Sort(time(true), SortField.FIELD_SCORE);
      case OLDEST -> new Sort(time(false), SortField.FIELD_SCORE);
      case GRAVEST -> new Sort(new SortField(PageDocument.GRAVITY, SortField.Type.LONG, true), SortField.FIELD_SCORE, time(true));
    };
    return new TopFieldCollectorManager(sort, depth, Integer.MAX_VALUE);
  }

  private static SortField time(boolean newestFirst) {
    return LongField.newSortField(PageDocument.AT, newestFirst, SortedNumericSelector.Type.MAX);
  }

  private HitFolding.Shown shown(SearchRequest request, Asked asked, TopDocs top) throws IOException {
    return request.folded()
        ? new HitFolding(searcher, asked.narrowed()).shown(request, top, depth -> top(request, asked, depth))
        : HitFolding.unfolded(request, top);
  }

  private List<SearchHit> hits(Asked asked, List<HitFolding.Found> found) throws IOException {
    return new HitReading(searcher, view.joined(), asked.words()).hits(found);
  }

  /** Every hit, one after the other. */
  long each(SearchRequest request, int most, Consumer<SearchHit> taker) throws IOException {
    Asked asked = asked(request);
    if (searcher.getIndexReader().numDocs() == 0) {
      return 0;
    }
    TopDocs top = top(request, asked, most);
    HitReading reading = new HitReading(searcher, view.joined(), asked.words());
    for (ScoreDoc doc : Arrays.asList(top.scoreDocs)) {
      taker.accept(reading.hit(doc.doc));
    }
    return top.totalHits.value();
  }

  /** Captures of pages that match now and whose address did not when somebody looked last, at most so many. */
  List<String> newcomers(SearchRequest request, SearchMark mark, String numbering, int most) throws IOException {
    Query narrowed = asked(request).narrowed();
    boolean renumbered = !mark.numbering().equals(numbering);
    Query after = renumbered
        ? LongField.newRangeQuery(PageDocument.AT, mark.at().toEpochMilli() + 1, Long.MAX_VALUE)
        : LongField.newRangeQuery(PageDocument.ENTRY, mark.last() + 1, Long.MAX_VALUE);
    return new Newcomers(searcher, narrowed, after).captures(most);
  }

  /** What of the text of these pages answers the query; empty for a page that does not. */
  List<Span> marks(String query, Query page) throws IOException {
    Query words = searcher.rewrite(queries.places(QueryParser.parse(query, queries::searchable)));
    ScoreDoc[] found = searcher.search(seen.narrow(page), 1).scoreDocs;
    return found.length == 0 ? List.of() : new HitReading(searcher, view.joined(), words).marks(found[0].doc);
  }
}
