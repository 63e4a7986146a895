package cn.qingzheng.analyzer;

import cn.qingzheng.model.Facet;
import cn.qingzheng.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of a pack.
 *
 * @param id stable across packs; {@code docs/rules/<id>.md}
 * @param basis ids of statutes
 * @param exemptions those that apply, with the reason given; if the pack names none, all apply
 */
record Rule(
    Pack pack,
    String id,
    String name,
    Family family,
    Facet facet,
    Severity severity,
    TermContext context,
    List<String> basis,
    Map<Exemption, String> exemptions,
    List<String> terms) {
  Rule {
    basis = List.copyOf(basis);
    exemptions = Map.copyOf(exemptions);
    terms = List.copyOf(terms);
  }

  /** The reason for an exemption, absent if this rule does not allow it. */
  Optional<String> exemption(Exemption exemption) {
    return exemptions.isEmpty() ? Optional.of(exemption.label()) : Optional.ofNullable(exemptions.get(exemption));
  }
}
