package cn.qingzheng.casework;

import java.util.Optional;

/**
 * What an officer can state about a case for the progress tables; the program cannot know it. What was done about it
 * is a {@link Disposition}.
 */
public enum CaseField {
  /** Line of Annex 1, 1 to 3; 0 for none. */
  ANNEX_1_LINE(3, Optional.empty()),
  /** Line of Annex 2, 1 to 3, instead of what the filing says; 0 for none. */
  ANNEX_2_LINE(3, Optional.empty()),
  INEFFECTIVE(1, Optional.of(Column.INEFFECTIVE)),
  FRAUDULENT_CLAIM(1, Optional.of(Column.FRAUDULENT_CLAIM)),
  ILLEGAL_SUBCONTRACT(1, Optional.of(Column.ILLEGAL_SUBCONTRACT)),
  FABRICATED_MATERIAL(1, Optional.of(Column.FABRICATED_MATERIAL)),
  NO_EXAM(1, Optional.of(Column.NO_EXAM)),
  /** 1 or 0, instead of what the confirmed findings say. */
  COPYCAT(1, Optional.of(Column.COPYCAT)),
  COLLUSION(1, Optional.of(Column.COLLUSION)),
  CERTIFICATES(Long.MAX_VALUE, Optional.of(Column.CERTIFICATES));

  private final long max;
  private final Optional<Column> column;

  CaseField(long max, Optional<Column> column) {
    this.max = max;
    this.column = column;
  }

  boolean accepts(long value) {
    return value >= 0 && value <= max;
  }

  Optional<Column> column() {
    return column;
  }
}
