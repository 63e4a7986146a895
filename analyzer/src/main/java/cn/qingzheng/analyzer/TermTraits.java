package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What is special about single terms, as the lists of cues say. */
final class TermTraits {
  private final Set<String> ofCertificates;
  private final Set<String> everyday;
  private final Set<String> experiential;

  /** @param ofCertificates terms that themselves speak of certificates, as 挂证 does */
  TermTraits(Set<String> ofCertificates, Collection<Cue> cues) {
    this.ofCertificates = ofCertificates;
    everyday = texts(cues, CueKind.EVERYDAY);
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

  /** Made ambiguous by 过: a promise to pass, or "has once wrapped", "has once insured". */
  boolean experiential(String term) {
    return experiential.contains(term);
  }
}
