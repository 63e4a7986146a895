package cn.qingzheng.crawler.page;

/**
 * Bytes as text.
 *
 * @param errors how many U+FFFD stand for bytes that mean nothing in the encoding
 */
record Text(String chars, int errors) {
  /** Errors per character, 0 for an empty text. */
  double errorRate() {
    return chars.isEmpty() ? 0 : (double) errors / chars.length();
  }
}
