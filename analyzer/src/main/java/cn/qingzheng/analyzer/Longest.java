package cn.qingzheng.analyzer;

import cn.qingzheng.model.WrittenForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Of overlapping occurrences the longest, then the surest; what stands inside it becomes an alternative. */
final class Longest {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingInt((Candidate c) -> -c.letters().length())
          .thenComparingDouble(c -> -c.confidence())
          .thenComparingInt(c -> c.letters().start())
          .thenComparing(Candidate::term);

  private static final double SURE = 0.7;
  private static final double OUTRIGHT = 0.9;

  private Longest() {}

  /** By offset, none overlapping. The cost does not depend on how many overlap: every letter has one owner. */
  static List<Candidate> of(List<Candidate> candidates, int letters) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    BitSet crossed = crossed(candidates);
    List<Candidate> ranked = new ArrayList<>(candidates);
    Map<Integer, String> ends =
        candidates.stream().filter(c -> c.confidence() >= SURE).collect(Collectors.toMap(c -> c.letters().end(), Candidate::term, (a, b) -> a));
    ranked.removeIf(c -> c.form() == WrittenForm.REORDERED && beganBefore(c, ends));
    BitSet outright = new BitSet();
    candidates.stream().filter(c -> c.confidence() >= OUTRIGHT).forEach(c -> outright.set(c.letters().start(), c.letters().end()));
    // A turn of phrase that takes letters from what stands there outright says less than that.
    ranked.removeIf(c -> c.form() == WrittenForm.SYNONYM && c.confidence() < OUTRIGHT && outright.get(c.letters().start(), c.letters().end()).cardinality() > 0);
    ranked.removeIf(c -> c.confidence() < SURE && (crossed.get(c.letters().start()) || crossed.get(c.letters().end())));
    ranked.sort(BEST_FIRST);
    int[] owners = new int[letters];
    Arrays.fill(owners, -1);
    List<Candidate> winners = new ArrayList<>();
    List<Set<String>> inside = new ArrayList<>();
    for (Candidate c : ranked) {
      int owner = owner(owners, c);
      if (owner < 0) {
        Arrays.fill(owners, c.letters().start(), c.letters().end(), winners.size());
        winners.add(c);
        inside.add(new LinkedHashSet<>(c.alternatives()));
      } else if (winners.get(owner).letters().contains(c.letters())) {
        inside.get(owner).add(c.term());
        inside.get(owner).addAll(c.alternatives());
      }
    }
    List<Candidate> kept = new ArrayList<>();
    for (int i = 0; i < winners.size(); i++) {
      inside.get(i).remove(winners.get(i).term());
      kept.add(winners.get(i).withAlternatives(List.copyOf(inside.get(i))));
    }
    kept.sort(Comparator.comparingInt(c -> c.letters().start()));
    return kept;
  }

  /** Borders between two letters of a sure occurrence: no guess may begin or end there (取证包 in 取证包过). */
  private static BitSet crossed(List<Candidate> candidates) {
    BitSet crossed = new BitSet();
    for (Candidate c : candidates) {
      if (c.confidence() >= SURE) {
        crossed.set(c.letters().start() + 1, c.letters().end());
      }
    }
    return crossed;
  }

  /** 本班包过: 包过 stands there, and 班 belongs to what is before it, not turned round to 包过班. */
  private static boolean beganBefore(Candidate turned, Map<Integer, String> sureEnds) {
    String sure = sureEnds.get(turned.letters().end());
    return sure != null && turned.confidence() < SURE && turned.term().length() > sure.length() && turned.term().startsWith(sure);
  }

  private static int owner(int[] owners, Candidate c) {
    for (int i = c.letters().start(); i < c.letters().end(); i++) {
      if (owners[i] >= 0) {
        return owners[i];
      }
    }
    return -1;
  }
}
