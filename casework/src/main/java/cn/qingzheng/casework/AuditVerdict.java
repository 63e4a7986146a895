package cn.qingzheng.casework;

/** What the check of the audit log found. */
public sealed interface AuditVerdict {
  /**
   * @param entries how many lines there are
   * @param head hash of the last one, empty if there is none; written down elsewhere it proves that nobody has
   *     rebuilt the whole chain since
   */
  record Intact(long entries, String head) implements AuditVerdict {}

  /**
   * @param seq the first line that is wrong or missing
   * @param why in Chinese
   */
  record Broken(long seq, String why) implements AuditVerdict {}
}
