package cn.qingzheng.index;

import cn.qingzheng.index.Standings.Standing;
import cn.qingzheng.model.FindingState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/**
 * Joins documents with {@link Standings}: per segment and document the states of its findings and their cases.
 * What moved is asked for at every search and brought into the documents concerned only. Five bytes a document.
 */
final class StandingTable {
  static final int NO_CASE = -1;

  /** Above this many moves a segment is joined anew instead of searched for the documents concerned. */
  private static final int FEW = 1_000;

  private final Standings source;
  private final Map<Long, Standing> known = new HashMap<>();
  private final Map<Set<String>, Integer> numbers = new HashMap<>();
  private final List<Set<String>> caseSets = new ArrayList<>();
  private long version = Standings.BEGINNING;
  private Joined last = new Joined(null, Standings.BEGINNING, Map.of(), List.of());

  StandingTable(Standings source) {
    this.source = source;
  }

  /**
   * @param states a bit per {@link FindingState}
   * @param cases number of a set of cases, or {@link #NO_CASE}
   */
  record Leaf(byte[] states, int[] cases) {}

  /**
   * One state of the index joined with one state of the casebook.
   *
   * @param leaves by the segment's key
   * @param caseSets ids of cases, by number
   */
  record Joined(IndexReader reader, long version, Map<Object, Leaf> leaves, List<Set<String>> caseSets) {
    Leaf of(LeafReaderContext context) {
      return leaves.get(context.reader().getCoreCacheHelper().getKey());
    }

    Set<FindingState> states(LeafReaderContext context, int doc) {
      return StandingTable.states(of(context).states()[doc]);
    }

    Set<String> cases(LeafReaderContext context, int doc) {
      int number = of(context).cases()[doc];
      return number == NO_CASE ? Set.of() : caseSets.get(number);
    }
  }

  /** The number by which documents know a finding: the first eight bytes of a hash of its fingerprint. */
  static long number(String fingerprint) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(fingerprint.getBytes(StandardCharsets.UTF_8));
      return java.nio.ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 should be in every JDK", e);
    }
  }

  /** The documents of the searcher as the officers see them now. */
  synchronized Joined with(IndexSearcher searcher) throws IOException {
    Standings.Moves moves = source.since(version);
    if (moves.moved().isEmpty() && last.reader() == searcher.getIndexReader()) {
      return last;
    }
    long[] moved = take(moves);
    Map<Object, Leaf> leaves = new IdentityHashMap<>();
    for (LeafReaderContext context : searcher.getIndexReader().leaves()) {
      Object key = context.reader().getCoreCacheHelper().getKey();
      Leaf before = last.leaves().get(key);
      leaves.put(key, before == null || moved.length > FEW ? joined(context) : rejoined(searcher, context, before, moved));
    }
    last = new Joined(searcher.getIndexReader(), version, leaves, List.copyOf(caseSets));
    return last;
  }

  private long[] take(Standings.Moves moves) {
    moves.moved().forEach((fingerprint, standing) -> known.put(number(fingerprint), standing));
    version = moves.version();
    return moves.moved().keySet().stream().mapToLong(StandingTable::number).toArray();
  }

  private int add(Set<String> cases) {
    caseSets.add(cases);
    return caseSets.size() - 1;
  }

  private Leaf joined(LeafReaderContext context) throws IOException {
    int most = context.reader().maxDoc();
    Leaf leaf = new Leaf(new byte[most], new int[most]);
    java.util.Arrays.fill(leaf.cases(), NO_CASE);
    SortedNumericDocValues findings = DocValues.getSortedNumeric(context.reader(), PageDocument.FINDING);
    for (int doc = findings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = findings.nextDoc()) {
      put(leaf, doc, findings);
    }
    return leaf;
  }

  private Leaf rejoined(IndexSearcher searcher, LeafReaderContext context, Leaf before, long[] moved) throws IOException {
    if (moved.length == 0) {
      return before;
    }
    Query touched = LongField.newSetQuery(PageDocument.FINDING, moved);
    Weight weight = searcher.createWeight(searcher.rewrite(touched), ScoreMode.COMPLETE_NO_SCORES, 1f);
    Scorer scorer = weight.scorer(context);
    if (scorer == null) {
      return before;
    }
    Leaf leaf = new Leaf(before.states().clone(), before.cases().clone());
    SortedNumericDocValues findings = DocValues.getSortedNumeric(context.reader(), PageDocument.FINDING);
    DocIdSetIterator docs = scorer.iterator();
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      if (findings.advanceExact(doc)) {
        put(leaf, doc, findings);
      }
    }
    return leaf;
  }

  private void put(Leaf leaf, int doc, SortedNumericDocValues findings) throws IOException {
    int states = 0;
    Set<String> cases = Set.of();
    for (int i = 0; i < findings.docValueCount(); i++) {
      Standing standing = known.get(findings.nextValue());
      if (standing != null) {
        states |= bit(standing.state());
        cases = with(cases, standing.caseId());
      }
    }
    leaf.states()[doc] = (byte) states;
    leaf.cases()[doc] = cases.isEmpty() ? NO_CASE : numbers.computeIfAbsent(cases, this::add);
  }

  /** Nearly always there is one. */
  private static Set<String> with(Set<String> cases, Optional<String> more) {
    if (more.isEmpty() || cases.contains(more.get())) {
      return cases;
    }
    Set<String> all = new TreeSet<>(cases);
    all.add(more.get());
    return Set.copyOf(all);
  }

  static int bit(FindingState state) {
    return 1 << state.ordinal();
  }

  /** What the bits of a document stand for. */
  static Set<FindingState> states(int bits) {
    Set<FindingState> states = EnumSet.noneOf(FindingState.class);
    for (FindingState state : FindingState.values()) {
      if ((bits & bit(state)) != 0) {
        states.add(state);
      }
    }
    return states;
  }
}
