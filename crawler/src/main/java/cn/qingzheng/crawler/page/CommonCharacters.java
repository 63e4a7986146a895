package cn.qingzheng.crawler.page;

import java.util.BitSet;

/** Tells Chinese text from bytes read in the wrong encoding: running text consists of common characters. */
final class CommonCharacters {
  private final BitSet common = new BitSet(0xa000);

  CommonCharacters() {
    DataLines.of("common-characters.txt").forEach(l -> l.chars().forEach(common::set));
  }

  /**
   * The share of common characters among those that are no ASCII and no punctuation, less five times the share
   * of broken bytes and of control characters that no text holds; 0 for a text without such characters.
   */
  double quality(Text text) {
    int all = 0;
    int good = 0;
    int broken = text.errors();
    for (int i = 0; i < text.chars().length(); i++) {
      char c = text.chars().charAt(i);
      if (c < 0x80 || punctuation(c)) {
        continue;
      }
      all++;
      good += common.get(c) ? 1 : 0;
      broken += c < 0xa0 ? 1 : 0;
    }
    return all == 0 ? 0 : (good - 5.0 * broken) / all;
  }

  private static boolean punctuation(char c) {
    return c >= 0x2000 && c <= 0x206f || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xffef || c == 0xa0 || c == 0xb7;
  }
}
