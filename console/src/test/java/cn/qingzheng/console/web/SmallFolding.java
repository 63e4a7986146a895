package cn.qingzheng.console.web;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.TextFolding;
import java.util.Map;

/** One unit for one: lower case and a few traditional characters. */
final class SmallFolding implements TextFolding {
  private static final Map<Character, Character> MAP = Map.of('過', '过', '證', '证', '內', '内');

  @Override
  public FoldedText fold(String raw) {
    StringBuilder text = new StringBuilder(raw);
    int[] start = new int[raw.length()];
    int[] end = new int[raw.length()];
    for (int i = 0; i < raw.length(); i++) {
      char c = Character.toLowerCase(raw.charAt(i));
      text.setCharAt(i, MAP.getOrDefault(c, c));
      start[i] = i;
      end[i] = i + 1;
    }
    return new FoldedText(raw, text.toString(), start, end);
  }
}
