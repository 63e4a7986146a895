package cn.qingzheng.index;

import cn.qingzheng.index.StandingTable.Joined;
import cn.qingzheng.index.StandingTable.Leaf;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/** Documents with findings in one of some states, or in one of some cases. */
final class StandingQuery extends Query {
  private final Joined joined;
  private final int states;
  private final int[] cases;

  private StandingQuery(Joined joined, int states, int[] cases) {
    this.joined = joined;
    this.states = states;
    this.cases = cases;
  }

  static Query states(Joined joined, int bits) {
    return new StandingQuery(joined, bits, new int[0]);
  }

  /** @param cases ids in lower case */
  static Query cases(Joined joined, Collection<String> cases) {
    int[] numbers = IntStream.range(0, joined.caseSets().size())
        .filter(n -> joined.caseSets().get(n).stream().anyMatch(id -> cases.contains(id.toLowerCase(Locale.ROOT))))
        .toArray();
    return new StandingQuery(joined, 0, numbers);
  }

  private IntPredicate matching(Leaf leaf) {
    return doc -> (leaf.states()[doc] & states) != 0
        || leaf.cases()[doc] != StandingTable.NO_CASE && Arrays.binarySearch(cases, leaf.cases()[doc]) >= 0;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext context) {
        IntPredicate matching = matching(joined.of(context));
        TwoPhaseIterator docs = new TwoPhaseIterator(DocIdSetIterator.all(context.reader().maxDoc())) {
          @Override
          public boolean matches() {
            return matching.test(approximation.docID());
          }

          @Override
          public float matchCost() {
            return 2;
          }
        };
        return ConstantScoreScorerSupplier.fromIterator(
            TwoPhaseIterator.asDocIdSetIterator(docs), score(), mode, context.reader().maxDoc());
      }

      /** It holds for one state of the casebook only. */
      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }
    };
  }

  @Override
  public String toString(String field) {
    return "standing:" + states + Arrays.toString(cases);
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StandingQuery q && q.joined == joined && q.states == states && Arrays.equals(q.cases, cases);
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(joined), states, Arrays.hashCode(cases));
  }
}
