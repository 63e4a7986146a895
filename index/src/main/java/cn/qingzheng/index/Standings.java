package cn.qingzheng.index;

import cn.qingzheng.model.FindingState;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where findings stand with the officers, as it is now. Asked at every search, so that a decision shows in filters and
 * counts at once and no document has to be written again.
 */
@FunctionalInterface
public interface Standings {
  /** What moved after a version; from {@link #BEGINNING} on, everything. */
  Moves since(long version);

  /** Before anything was known. */
  long BEGINNING = -1;

  /** Nothing is known of any finding. */
  static Standings none() {
    return version -> new Moves(BEGINNING, Map.of());
  }

  /**
   * @param version to be asked with next time
   * @param moved by the finding's fingerprint
   */
  record Moves(long version, Map<String, Standing> moved) {
    public Moves {
      moved = Map.copyOf(moved);
    }
  }

  /** @param caseId the case that it is in */
  record Standing(FindingState state, Optional<String> caseId) {
    public Standing {
      Objects.requireNonNull(state);
      Objects.requireNonNull(caseId);
    }
  }
}
