package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.Cue.CueScope;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What is special about single terms, as the lists of cues say. */
final class TermTraits {
  private final Set<String> ofCertificates;
  private final Set<String> everyday;
  private final Set<String> vague;
  private final Set<String> experiential;

  /** @param ofCertificates terms that themselves speak of certificates, as 挂证 does */
  TermTraits(Set<String> ofCertificates, Collection<Cue> cues) {
    this.ofCertificates = ofCertificates;
    everyday = texts(cues, CueKind.EVERYDAY);
    vague = cues.stream().filter(c -> c.kind() == CueKind.EVERYDAY && c.scope() == CueScope.PAGE).map(Cue::text).collect(Collectors.toUnmodifiableSet());
    experiential = texts(cues, CueKind.EXPERIENTIAL);
  }

  private static Set<String> texts(Collection<Cue> cues, CueKind kind) {
    return cues.stream().filter(c -> c.kind() == kind).map(Cue::text).collect(Collectors.toUnmodifiableSet());
  }

  boolean ofCertificates(String term) {
    return ofCertificates.contains(term);
  }

  /** Said of inspections, votes and roads, too: 必过. */
  boolean everyday(String term) {
    return everyday.contains(term);
  }

  /** Of those, what means nothing where no certificate is spoken of and nobody offers or warns: 一次通过. */
  boolean vague(String term) {
    return vague.contains(term);
  }

  /** Made ambiguous by 过: a promise to pass, or "has once wrapped", "has once insured". */
  boolean experiential(String term) {
    return experiential.contains(term);
  }
}
