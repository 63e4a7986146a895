package cn.qingzheng.index;

import cn.qingzheng.index.StandingTable.Joined;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

/** Reads found documents, with what answers the search marked. */
final class HitReading {
  /** More marks in one page help nobody. */
  private static final int MOST_MARKS = 2_000;

  private final IndexSearcher searcher;
  private final Joined joined;
  private final Weight weight;

  HitReading(IndexSearcher searcher, Joined joined, Query words) throws IOException {
    this.searcher = searcher;
    this.joined = joined;
    this.weight = searcher.createWeight(words, ScoreMode.COMPLETE_NO_SCORES, 1f);
  }

  List<Span> marks(int doc) throws IOException {
    return textMarks(matches(doc), searcher.storedFields().document(doc).get(PageDocument.TEXT).length());
  }

  /** All at once: whether any of them was captured again is asked for all addresses together. */
  List<SearchHit> hits(List<HitFolding.Found> found) throws IOException {
    List<Document> documents = new ArrayList<>();
    for (HitFolding.Found one : found) {
      documents.add(searcher.storedFields().document(one.doc()));
    }
    List<BytesRef> addresses = documents.stream().map(d -> new BytesRef(PageDocument.address(d.get(PageDocument.URL)))).toList();
    boolean single = searcher.count(new TermInSetQuery(PageDocument.ADDRESS, addresses)) == found.size();
    List<SearchHit> hits = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      Document document = documents.get(i);
      hits.add(hit(found.get(i).doc(), document, !single && newer(document), found.get(i).folded()));
    }
    return hits;
  }

  /** One of many. */
  SearchHit hit(int doc) throws IOException {
    Document document = searcher.storedFields().document(doc);
    return hit(doc, document, newer(document), 0);
  }

  /** @param folded pages that say the same and are not shown */
  private SearchHit hit(int doc, Document document, boolean newer, long folded) throws IOException {
    Optional<Matches> matches = matches(doc);
    String text = document.get(PageDocument.TEXT);
    String title = document.get(PageDocument.TITLE);
    List<Span> marks = textMarks(matches, text.length());
    List<Span> titleMarks = Snippets.merged(spans(matches, PageDocument.TITLE), title.length());
    if (marks.isEmpty() && titleMarks.isEmpty()) {
      marks = Snippets.merged(PageDocument.spans(document.get(PageDocument.SPANS)), text.length());
    }
    SearchHit.Others others = new SearchHit.Others(
        newer, Arrays.stream(document.getValues(SearchField.COPIES.key())).filter(g -> g.contains(PageDocument.NARROWER)).findFirst(), folded);
    return new SearchHit(
        source(document), verdict(doc, document), Snippets.whole(title, titleMarks), Snippets.around(text, marks), marks,
        others);
  }

  private LeafReaderContext leaf(int doc) {
    List<LeafReaderContext> leaves = searcher.getLeafContexts();
    return leaves.get(ReaderUtil.subIndex(doc, leaves));
  }

  private Optional<Matches> matches(int doc) throws IOException {
    LeafReaderContext leaf = leaf(doc);
    return Optional.ofNullable(weight.matches(leaf, doc - leaf.docBase));
  }

  /** Whether another capture of the address came later. */
  private boolean newer(Document document) throws IOException {
    String url = PageDocument.address(document.get(PageDocument.URL));
    long at = PageDocument.at(document).toEpochMilli();
    return searcher.count(new BooleanQuery.Builder()
        .add(new TermQuery(new Term(PageDocument.ADDRESS, url)), Occur.FILTER)
        .add(LongField.newRangeQuery(PageDocument.AT, at + 1, Long.MAX_VALUE), Occur.FILTER)
        .build()) > 0;
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

  private SearchHit.Verdict verdict(int doc, Document document) {
    LeafReaderContext leaf = leaf(doc);
    Set<FindingState> states = joined.states(leaf, doc - leaf.docBase);
    return new SearchHit.Verdict(
        Outcome.valueOf(document.get(SearchField.OUTCOME.key())),
        Severity.valueOf(document.get(SearchField.SEVERITY.key())),
        PageKind.valueOf(document.get(SearchField.KIND.key())),
        Optional.ofNullable(document.get(PageDocument.PROMOTER)),
        PromoterStatus.valueOf(document.get(SearchField.PROMOTER_STATUS.key())),
        values(document, SearchField.RULE),
        values(document, SearchField.TERM),
        values(document, SearchField.FORM).stream().map(form -> WrittenForm.valueOf(form).label()).toList(),
        values(document, SearchField.LAW),
        states,
        joined.cases(leaf, doc - leaf.docBase).stream().sorted().toList());
  }

  private static List<String> values(Document document, SearchField field) {
    return Arrays.asList(document.getValues(field.key()));
  }
}
