package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * 高价收二建证，挂证: an uncertain turn of phrase says nothing new where the claim itself stands in the sentence, nor
 * does a vague one beside a clearer one of the same kind.
 */
final class Restated {
  private static final double SURE_PHRASE = 0.7;
  private static final double OUTRIGHT = 0.9;
  private static final double CLEAR = 0.62;
  private static final String PROMISE = "PROMISE";

  private final Set<String> promises;
  private final Map<String, String> kinds = new HashMap<>();

  /** @param promises beside any of these, said outright, a vague phrase of whatever kind says nothing */
  Restated(List<Rule> rules, Set<String> promises) {
    this.promises = promises;
    for (Rule rule : rules) {
      String kind = rule.family() == Family.GUARANTEE ? rule.name() : rule.family().name();
      rule.terms().forEach(t -> kinds.putIfAbsent(t, kind));
    }
  }

  /**
   * @param whole all occurrences that stand as words of their own, by offset
   * @param chosen those of them that do not overlap
   */
  List<Candidate> without(CompactText text, List<Candidate> whole, List<Candidate> chosen) {
    if (chosen.stream().noneMatch(Restated::phrase)) {
      return chosen;
    }
    Map<String, List<Span>> outright = new HashMap<>();
    Map<String, List<Span>> clear = new HashMap<>();
    for (Candidate c : whole) {
      if (c.confidence() >= OUTRIGHT) {
        put(outright, kinds.get(c.term()), c);
        if (promises.contains(c.term())) {
          put(outright, PROMISE, c);
        }
      }
      if (c.confidence() >= CLEAR) {
        put(clear, kinds.get(c.term()), c);
      }
    }
    return chosen.stream().filter(c -> !phrase(c) || !said(text, c, outright, clear)).toList();
  }

  /** 拍胸脯说包过: without the uncertain phrases around the claim itself, which would be lost with them. */
  List<Candidate> uncovering(List<Candidate> whole) {
    if (whole.stream().noneMatch(Restated::phrase)) {
      return whole;
    }
    Map<String, List<Span>> outright = new HashMap<>();
    whole.stream().filter(c -> c.confidence() >= OUTRIGHT).forEach(c -> put(outright, kinds.get(c.term()), c));
    return whole.stream()
        .filter(c -> !phrase(c) || Spans.in(outright.getOrDefault(kinds.get(c.term()), List.of()), c.folded()).findAny().isEmpty())
        .toList();
  }

  private static void put(Map<String, List<Span>> spans, String kind, Candidate candidate) {
    spans.computeIfAbsent(kind, k -> new ArrayList<>()).add(candidate.folded());
  }

  private boolean said(CompactText text, Candidate phrase, Map<String, List<Span>> outright, Map<String, List<Span>> clear) {
    Span sentence = Passage.of(text.folded().text(), phrase.folded()).sentence();
    String kind = kinds.get(phrase.term());
    return phrase.confidence() < CLEAR
        ? beside(clear, kind, phrase, sentence) || beside(outright, PROMISE, phrase, sentence)
        : beside(outright, kind, phrase, sentence);
  }

  private static boolean beside(Map<String, List<Span>> spans, String kind, Candidate phrase, Span sentence) {
    return Spans.in(spans.getOrDefault(kind, List.of()), sentence).anyMatch(s -> !s.overlaps(phrase.folded()));
  }

  private static boolean phrase(Candidate candidate) {
    return candidate.form() == WrittenForm.SYNONYM && candidate.confidence() < SURE_PHRASE;
  }
}
