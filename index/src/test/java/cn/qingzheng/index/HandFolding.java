package cn.qingzheng.index;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.TextFolding;
import java.util.Arrays;
import java.util.Map;

/**
 * A small folding: lower case, full width to half width, a few traditional characters, one ligature that becomes two
 * letters; zero-width characters go, and, if wanted, blanks too.
 */
record HandFolding(boolean dropsBlanks) implements TextFolding {
  private static final Map<Character, String> MAP =
      Map.of('過', "过", '證', "证", '書', "书", '\u3000', " ", 'ﬁ', "fi", '㈱', "(株)");

  @Override
  public FoldedText fold(String raw) {
    StringBuilder text = new StringBuilder();
    int[] start = new int[raw.length() * 3 + 1];
    int[] end = new int[raw.length() * 3 + 1];
    for (int i = 0; i < raw.length(); i++) {
      for (char c : folded(raw.charAt(i)).toCharArray()) {
        start[text.length()] = i;
        end[text.length()] = i + 1;
        text.append(c);
      }
    }
    int n = text.length();
    return new FoldedText(raw, text.toString(), Arrays.copyOf(start, n), Arrays.copyOf(end, n));
  }

  private String folded(char c) {
    if (c == '\u200b' || c == '\u2060' || dropsBlanks && c == ' ') {
      return "";
    }
    char half = c >= '！' && c <= '～' ? (char) (c - 0xFEE0) : c;
    return MAP.getOrDefault(c, String.valueOf(Character.toLowerCase(half)));
  }
}
