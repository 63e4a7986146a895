package cn.qingzheng.index;

import cn.qingzheng.index.ParsedQuery.Clause;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.TextFolding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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

  /** With more conditions, pairs would be more clauses than Lucene takes. */
  private static final int MOST_QUICK = 30;

  /** So many pairs leave hardly a page of those that are none. */
  private static final int PAIRS_OF_A_PHRASE = 3;

  private final TextFolding folding;
  private final StandingTable.Joined joined;

  QueryBuilder(TextFolding folding, StandingTable.Joined joined) {
    this.folding = folding;
    this.joined = joined;
  }

  boolean searchable(String text) {
    return !Units.texts(fold(text)).isEmpty();
  }

  /** The pages that answer; by pairs where that is the same and quicker. */
  Query query(ParsedQuery parsed) {
    return query(parsed, parsed.all().stream().mapToInt(List::size).sum() <= MOST_QUICK);
  }

  /** The same pages by the places in their text. */
  Query places(ParsedQuery parsed) {
    return query(parsed, false);
  }

  private Query query(ParsedQuery parsed, boolean quick) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    boolean positive = false;
    for (List<Clause> any : parsed.all()) {
      if (any.size() == 1) {
        all.add(query(any.getFirst(), quick), any.getFirst().not() ? Occur.MUST_NOT : Occur.MUST);
        positive |= !any.getFirst().not();
      } else {
        all.add(any(any, quick), Occur.MUST);
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

  private Query any(List<Clause> clauses, boolean quick) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    clauses.forEach(clause -> any.add(clause.not() ? allBut(clause) : query(clause, quick), Occur.SHOULD));
    return any.build();
  }

  private Query allBut(Clause clause) {
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, Occur.MUST)
        .add(query(clause, false), Occur.MUST_NOT)
        .build();
  }

  private Query query(Clause clause, boolean quick) {
    return switch (clause) {
      case Clause.Phrase phrase -> anywhere(fold(phrase.text()), quick);
      case Clause.Inside inside -> inside(inside.field(), fold(inside.text()), quick);
      case Clause.Value value -> new ConstantScoreQuery(oneOf(value.field(), value.values()));
      case Clause.Captured captured -> new ConstantScoreQuery(LongField.newRangeQuery(
          PageDocument.AT,
          captured.period().from().map(t -> t.toEpochMilli()).orElse(Long.MIN_VALUE),
          captured.period().until().map(t -> t.toEpochMilli() - 1).orElse(Long.MAX_VALUE)));
    };
  }

  /** Pages with one of these values of the field, as stored. */
  Query oneOf(SearchField field, Collection<String> values) {
    List<String> normal = values.stream().map(field::normal).toList();
    return switch (field) {
      case STATE -> StandingQuery.states(joined, bits(normal));
      case CASE -> StandingQuery.cases(joined, normal);
      default -> new TermInSetQuery(PageDocument.exact(field), normal.stream().map(BytesRef::new).toList());
    };
  }

  private static int bits(List<String> states) {
    return Arrays.stream(FindingState.values())
        .filter(s -> states.contains(s.name()))
        .mapToInt(StandingTable::bit)
        .reduce(0, (a, b) -> a | b);
  }

  private Query anywhere(String folded, boolean quick) {
    List<Query> places = new ArrayList<>();
    places.add(inside(PageDocument.TEXT, folded, quick));
    places.add(new BoostQuery(inside(PageDocument.TITLE, folded, quick), TITLE));
    places.add(new BoostQuery(inside(PageDocument.PROMOTER, folded, quick), ELSEWHERE));
    places.add(new BoostQuery(inside(PageDocument.URL, folded, quick), ELSEWHERE));
    if (Units.texts(folded).size() > 1) {
      // One character alone is no term; asked of what was meant it would mark whole terms that contain it.
      places.add(new BoostQuery(inside(PageDocument.MEANT, folded, quick), MEANT));
    }
    return new DisjunctionMaxQuery(places, 0.1f);
  }

  /** All units next to each other; a page where they are one word of the segmentation ranks higher. */
  private Query inside(String field, String folded, boolean quick) {
    List<String> units = Units.texts(folded);
    if (units.size() == 1) {
      return new TermQuery(new Term(field, units.getFirst()));
    }
    BooleanQuery.Builder inside = new BooleanQuery.Builder()
        .add(new TermQuery(new Term(field, String.join("", units))), Occur.SHOULD);
    boolean pairs = quick && field.equals(PageDocument.TEXT);
    if (pairs && units.size() == 2) {
      return inside.add(pair(units, 0), Occur.MUST).build();
    }
    int step = Math.max(1, (units.size() - 1) / PAIRS_OF_A_PHRASE);
    for (int i = 0; pairs && i + 1 < units.size(); i += step) {
      inside.add(pair(units, i), Occur.FILTER);
    }
    return inside.add(new PhraseQuery(field, units.toArray(String[]::new)), Occur.MUST).build();
  }

  private static Query pair(List<String> units, int first) {
    return new TermQuery(new Term(PageDocument.PAIRS, PairTokens.pair(units.get(first), units.get(first + 1))));
  }

  private String fold(String text) {
    return folding.fold(text).text();
  }
}
