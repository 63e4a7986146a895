package cn.qingzheng.analyzer;

/**
 * A rule pack: what one issuing document forbids.
 *
 * @param source the file, for messages
 * @param title of the document
 * @param number 发文字号
 * @param region prefix of GB/T 2260 codes, empty for the whole country
 */
record Pack(String source, String id, int version, String title, String number, String region, Validity validity) {
  /** {@code id@version}. */
  String label() {
    return id + "@" + version;
  }
}
