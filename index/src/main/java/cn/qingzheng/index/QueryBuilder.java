package cn.qingzheng.index;

import cn.qingzheng.index.ParsedQuery.Clause;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.TextFolding;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Turns an understood query into Lucene's. */
final class QueryBuilder {
  private static final float TITLE = 2f;
  private static final float MEANT = 1.5f;
  private static final float ELSEWHERE = 0.5f;

  private final TextFolding folding;

  QueryBuilder(TextFolding folding) {
    this.folding = folding;
  }

  boolean searchable(String text) {
    return !Units.texts(fold(text)).isEmpty();
  }

  Query query(ParsedQuery parsed) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    boolean positive = false;
    for (List<Clause> any : parsed.all()) {
      if (any.size() == 1) {
        all.add(query(any.getFirst()), any.getFirst().not() ? Occur.MUST_NOT : Occur.MUST);
        positive |= !any.getFirst().not();
      } else {
        all.add(any(any), Occur.MUST);
        positive = true;
      }
    }
    return positive ? all.build() : all.add(MatchAllDocsQuery.INSTANCE, Occur.MUST).build();
  }

  /**
   * The same pages, those with graver findings higher: who searches 包过 wants to see first who promises it, and then
   * who denies it. Without words there is nothing to rank.
   */
  Query ranked(ParsedQuery parsed, Query query) {
    boolean words = parsed.all().stream().flatMap(List::stream)
        .anyMatch(c -> !c.not() && (c instanceof Clause.Phrase || c instanceof Clause.Inside));
    return !words ? query : new BooleanQuery.Builder()
        .add(query, Occur.MUST)
        .add(graver(Severity.HIGH, 2f), Occur.SHOULD)
        .add(graver(Severity.MEDIUM, 1f), Occur.SHOULD)
        .build();
  }

  private static Query graver(Severity severity, float boost) {
    Term term = new Term(PageDocument.exact(SearchField.SEVERITY), severity.name());
    return new BoostQuery(new ConstantScoreQuery(new TermQuery(term)), boost);
  }

  private Query any(List<Clause> clauses) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    clauses.forEach(clause -> any.add(clause.not() ? allBut(clause) : query(clause), Occur.SHOULD));
    return any.build();
  }

  private Query allBut(Clause clause) {
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, Occur.MUST)
        .add(query(clause), Occur.MUST_NOT)
        .build();
  }

  private Query query(Clause clause) {
    return switch (clause) {
      case Clause.Phrase phrase -> anywhere(fold(phrase.text()));
      case Clause.Inside inside -> inside(inside.field(), fold(inside.text()));
      case Clause.Value value -> new ConstantScoreQuery(new TermInSetQuery(
          PageDocument.exact(value.field()),
          value.values().stream().map(value.field()::normal).map(BytesRef::new).toList()));
      case Clause.Captured captured -> new ConstantScoreQuery(LongField.newRangeQuery(
          PageDocument.AT,
          captured.period().from().map(t -> t.toEpochMilli()).orElse(Long.MIN_VALUE),
          captured.period().until().map(t -> t.toEpochMilli() - 1).orElse(Long.MAX_VALUE)));
    };
  }

  private Query anywhere(String folded) {
    List<Query> places = new ArrayList<>();
    places.add(inside(PageDocument.TEXT, folded));
    places.add(new BoostQuery(inside(PageDocument.TITLE, folded), TITLE));
    places.add(new BoostQuery(inside(PageDocument.PROMOTER, folded), ELSEWHERE));
    places.add(new BoostQuery(inside(PageDocument.URL, folded), ELSEWHERE));
    if (Units.texts(folded).size() > 1) {
      // One character alone is no term; asked of what was meant it would mark whole terms that contain it.
      places.add(new BoostQuery(inside(PageDocument.MEANT, folded), MEANT));
    }
    return new DisjunctionMaxQuery(places, 0.1f);
  }

  /** All units next to each other; a page where they are one word of the segmentation ranks higher. */
  private Query inside(String field, String folded) {
    List<String> units = Units.texts(folded);
    if (units.size() == 1) {
      return new TermQuery(new Term(field, units.getFirst()));
    }
    PhraseQuery phrase = new PhraseQuery(field, units.toArray(String[]::new));
    return new BooleanQuery.Builder()
        .add(phrase, Occur.MUST)
        .add(new TermQuery(new Term(field, String.join("", units))), Occur.SHOULD)
        .build();
  }

  private String fold(String text) {
    return folding.fold(text).text();
  }
}
