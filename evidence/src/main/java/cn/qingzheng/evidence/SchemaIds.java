package cn.qingzheng.evidence;

/** Names and versions of the JSON files; a changed meaning of a field gets a new number. */
final class SchemaIds {
  static final String HITS = "qingzheng/hits/1";
  static final String CAPTURE = "qingzheng/capture/1";
  static final String VERIFICATION = "qingzheng/verification/1";

  private SchemaIds() {}
}
