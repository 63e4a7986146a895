package cn.qingzheng.crawler.page;

/**
 * Whether bytes are strict UTF-8 (RFC 3629: no overlong forms, no surrogates), and of what kind.
 *
 * @param valid a sequence cut off by the very end does not count against it
 * @param pairs sequences of two bytes
 * @param longer sequences of three and four bytes, to which all of Chinese belongs
 */
record Utf8Shape(boolean valid, int pairs, int longer) {
  static Utf8Shape of(byte[] in) {
    int pairs = 0;
    int longer = 0;
    int i = 0;
    while (i < in.length) {
      int b = in[i] & 0xff;
      if (b < 0x80) {
        i++;
        continue;
      }
      int length = b >= 0xc2 && b <= 0xdf ? 2 : b >= 0xe0 && b <= 0xef ? 3 : b >= 0xf0 && b <= 0xf4 ? 4 : 0;
      int good = good(in, i, length);
      if (good < length && i + good < in.length || length == 0) {
        return new Utf8Shape(false, pairs, longer);
      }
      pairs += length == 2 ? 1 : 0;
      longer += length > 2 ? 1 : 0;
      i += length;
    }
    return new Utf8Shape(true, pairs, longer);
  }

  /** How many bytes from the lead on fit. */
  private static int good(byte[] in, int at, int length) {
    int n = 1;
    while (n < length && at + n < in.length) {
      int b = in[at + n] & 0xff;
      int low = n > 1 ? 0x80 : lowest(in[at] & 0xff);
      int high = n > 1 ? 0xbf : highest(in[at] & 0xff);
      if (b < low || b > high) {
        return n;
      }
      n++;
    }
    return n;
  }

  private static int lowest(int lead) {
    return lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  }

  private static int highest(int lead) {
    return lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  }

  boolean ascii() {
    return valid && pairs == 0 && longer == 0;
  }

  /** GBK text of a few characters can be valid UTF-8 by chance, but then as pairs. */
  boolean chinese() {
    return valid && longer > 0 && longer >= pairs;
  }
}
