package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.TermFinder.LawfulAt;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Takes out the occurrences that stand inside a longer lawful name. */
final class Covering {
  private final List<LawfulAt> byStart;

  Covering(List<LawfulAt> byStart) {
    this.byStart = byStart;
  }

  /**
   * One sweep over both lists, which are in the order of their starts.
   *
   * @param issuer whether an occurrence begins the name of an issuing body, which no phrase makes harmless
   */
  List<Candidate> uncovered(List<Candidate> candidates, Predicate<Candidate> issuer) {
    List<Candidate> free = new ArrayList<>();
    List<LawfulAt> open = new ArrayList<>();
    int next = 0;
    for (Candidate c : candidates) {
      while (next < byStart.size() && byStart.get(next).letters().start() <= c.letters().start()) {
        open.add(byStart.get(next++));
      }
      open.removeIf(n -> n.letters().end() <= c.letters().start());
      if (open.stream().noneMatch(n -> covers(n, c) && (n.name().kind() != Gazetteer.NameKind.PHRASE || !issuer.test(c)))) {
        free.add(c);
      }
    }
    return free;
  }

  private static boolean covers(LawfulAt name, Candidate c) {
    Span span = name.letters();
    boolean longer = span.contains(c.letters()) && span.length() > c.letters().length();
    return longer && (name.name().covers().isEmpty() || name.name().covers().contains(c.term()));
  }
}
