package cn.qingzheng.casework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chooses the cases that tell most: of each kind in turn, those first in which something was done and came of it. */
final class CaseChoice {
  private CaseChoice() {}

  static List<CaseBulletin.Told> of(List<CaseBulletin.Told> all, int most) {
    Map<String, List<CaseBulletin.Told>> kinds = new TreeMap<>();
    all.forEach(t -> kinds.computeIfAbsent(t.foremost().finding().hit().ruleId(), k -> new ArrayList<>()).add(t));
    Comparator<CaseBulletin.Told> telling = Comparator.comparingInt(CaseChoice::weight).reversed().thenComparing(t -> t.file().id());
    kinds.values().forEach(k -> k.sort(telling));
    List<CaseBulletin.Told> out = new ArrayList<>();
    for (int turn = 0; out.size() < Math.min(most, all.size()); turn++) {
      for (List<CaseBulletin.Told> kind : kinds.values()) {
        if (turn < kind.size() && out.size() < most) {
          out.add(kind.get(turn));
        }
      }
    }
    return out;
  }

  private static int weight(CaseBulletin.Told told) {
    int done = told.acts().isEmpty() ? 0 : 8;
    int seen = told.standing() == RectificationList.Standing.OPEN ? 0 : 4;
    int rules = (int) told.findings().stream().map(r -> r.finding().hit().ruleId()).distinct().count();
    return done + seen + Math.min(3, rules);
  }
}
