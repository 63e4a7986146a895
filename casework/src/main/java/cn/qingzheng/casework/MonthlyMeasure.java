package cn.qingzheng.casework;

/** What the monthly report counts. */
public enum MonthlyMeasure {
  /** Findings that were first seen. */
  NEW,
  /** Cases that were opened. */
  CASES,
  /** Findings whose last decision of the month was that they are one. */
  CONFIRMED,
  /** Findings whose last decision of the month was that they are none. */
  DISMISSED,
  /** Confirmed findings that captures of our own no longer show. */
  GONE,
  /** Confirmed findings that had gone and came back. */
  BACK,
  /** Letters that were put on their way. */
  SENT,
  /** Letters that were answered. */
  ANSWERED,
  /** Letters whose day passed. */
  OVERDUE,
  /** Letters that our own look closed. */
  CLOSED;

  /** Whether it is counted by the traits of a finding; letters are not. */
  boolean ofFindings() {
    return ordinal() < SENT.ordinal();
  }
}
