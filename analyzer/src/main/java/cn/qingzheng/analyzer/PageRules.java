package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.HitJudge.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the rules about the page as a whole, of which the packs in force speak. */
final class PageRules {
  /** The groups with {@code context: page} that a pack may hold, by rule. */
  static final Map<String, Set<Family>> FAMILIES =
      Map.of(
          OfficialSiteLookalike.ID, Set.of(Family.OFFICIAL_SITE_POSED, Family.OFFICIAL_SITE_HINTED),
          CertificateOffer.ID, Set.of(Family.CERT_SALE, Family.CERT_SALE_HINTED),
          PriceTable.ID, Set.of(Family.PRICE_CLAIM, Family.PRICE_LIST),
          FilingNumber.ID,
          Set.of(Family.FILING_CONTRADICTED, Family.FILING_LAPSED, Family.FILING_UNVERIFIED, Family.FILING_CONFIRMED,
              Family.FILING_MISSING));

  private final List<PageRule> rules;
  private final List<Rule> groups;
  private final HitJudge judge;
  private final int most;

  /**
   * @param packs all groups; those with terms are left to others
   * @param most so much of what one rule sees on a page is judged
   */
  PageRules(List<PageRule> rules, List<Rule> packs, HitJudge judge, int most) {
    this.rules = List.copyOf(rules);
    this.groups = packs.stream().filter(r -> r.context() == TermContext.PAGE).toList();
    this.judge = judge;
    this.most = most;
  }

  /**
   * @param failures takes the rules that failed; each costs itself only
   */
  Judgements judged(PageContext page, UseOrMention use, Map<String, String> failures) {
    List<Judged> judged = new ArrayList<>();
    int left = 0;
    for (PageRule rule : rules) {
      List<Rule> active =
          groups.stream().filter(g -> g.id().equals(rule.id()) && g.pack().validity().includes(page.day())).toList();
      if (!active.isEmpty()) {
        try {
          List<Sighting> seen = rule.look(page);
          judged.addAll(judged(seen.subList(0, Math.min(most, seen.size())), active, page, use));
          left += Math.max(0, seen.size() - most);
        } catch (RuntimeException e) {
          failures.putIfAbsent(rule.id(), String.valueOf(e));
        }
      }
    }
    return new Judgements(judged, left);
  }

  private List<Judged> judged(List<Sighting> sightings, List<Rule> active, PageContext page, UseOrMention use) {
    List<Judged> judged = new ArrayList<>();
    for (Sighting seen : sightings) {
      List<Rule> named = active.stream().filter(g -> g.family() == seen.family()).toList();
      Optional<Judged> one = named.isEmpty() ? Optional.empty() : judge.judge(seen, named, page, use);
      one.ifPresent(judged::add);
    }
    return judged;
  }
}
