package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.evidence.EvidenceException;
import cn.qingzheng.evidence.EvidenceStamper;
import cn.qingzheng.evidence.TimestampClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in the time stamps that packages lack. The packages themselves are the queue: what is missing in them is
 * pending, so nothing is forgotten when the process is killed or the authorities are away.
 */
final class EvidenceStamping {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceStamping.class);
  /** So many in a row without a single token, and the rest waits for the next time. */
  private static final int ENOUGH = 3;

  private final Casebook casebook;
  private final EvidenceStamper stamper;
  private final List<String> stamped = new ArrayList<>();
  private final Set<String> reasons = new LinkedHashSet<>();

  EvidenceStamping(Casebook casebook, TimestampClient client) {
    this.casebook = casebook;
    this.stamper = new EvidenceStamper(client);
  }

  /** A package and the files in it that have no time stamp. */
  record Waiting(StoredEvidence evidence, List<String> files) {}

  /** What lacks a time stamp: those without any first, then the oldest. */
  static List<Waiting> queue(Casebook casebook, Predicate<StoredEvidence> wanted) {
    List<Waiting> waiting = new ArrayList<>();
    for (StoredEvidence e : casebook.evidence().stream().filter(wanted).toList()) {
      Path zip = e.sealed().file();
      try {
        List<String> missing = Files.exists(zip) ? EvidenceStamper.missing(zip) : List.of();
        if (!missing.isEmpty()) {
          waiting.add(new Waiting(e, missing));
        }
      } catch (IOException x) {
        LOG.warn("package {} cannot be opened", zip, x);
      }
    }
    waiting.sort(Comparator.comparingInt((Waiting w) -> -w.files().size()).thenComparing(w -> w.evidence().sealed().id()));
    return waiting;
  }

  StampReport run(Predicate<StoredEvidence> wanted, BooleanSupplier stopped) {
    int vain = 0;
    int of = 0;
    for (Waiting w : queue(casebook, wanted)) {
      if (w.files().size() != of) {
        // Another kind of request: an authority may grant the one and refuse the other.
        of = w.files().size();
        vain = 0;
      }
      if (stopped.getAsBoolean() || vain >= ENOUGH) {
        continue;
      }
      vain = stamp(w.evidence()) ? 0 : vain + 1;
    }
    List<String> pending = queue(casebook, wanted).stream().map(w -> w.evidence().sealed().id()).toList();
    return new StampReport(stamped, pending, List.copyOf(reasons));
  }

  /** Whether it got a token. */
  private boolean stamp(StoredEvidence e) {
    String id = e.sealed().id();
    try {
      EvidenceStamper.Result result = stamper.stamp(e.sealed().file());
      reasons.addAll(result.pending());
      if (result.granted().isEmpty()) {
        return false;
      }
      stamped.add(id);
      casebook.noteEvidence(id, "补做时间戳", Casebook.PROGRAM, "", String.join("、", result.granted()));
      return true;
    } catch (IOException | EvidenceException x) {
      LOG.error("time stamp of {}", id, x);
      reasons.add(id + "：" + x.getMessage());
      // Its own fault, not the authorities'.
      return true;
    }
  }
}
