package cn.qingzheng.analyzer;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Levels of skilled occupations, from 5 (初级工) to 1 (高级技师).
 *
 * @param levels those spoken of; empty if none is
 */
record SkillLevels(Set<Integer> levels) {
  static final SkillLevels NONE = new SkillLevels(Set.of());

  private static final String NUMERALS = "零一二三四五";
  private static final Pattern SPOKEN = Pattern.compile("([一二三四五1-5])级(?!建造|造价|消防|注册|市场|甲等|医院|保密|分)|高级技师|技师|高级工|中级工|初级工");
  private static final Pattern RANGE = Pattern.compile("([1-5])\\s*[-~—至到]\\s*([1-5])|([1-5])");

  /** The levels that a text names, after folding. */
  static SkillLevels in(String text) {
    Set<Integer> levels = new TreeSet<>();
    Matcher spoken = SPOKEN.matcher(text);
    while (spoken.find()) {
      levels.add(spoken.group(1) == null ? level(spoken.group()) : number(spoken.group(1).charAt(0)));
    }
    return new SkillLevels(levels);
  }

  private static int level(String word) {
    return switch (word) {
      case "高级技师" -> 1;
      case "技师" -> 2;
      case "高级工" -> 3;
      case "中级工" -> 4;
      default -> 5;
    };
  }

  private static int number(char numeral) {
    return Character.isDigit(numeral) ? numeral - '0' : NUMERALS.indexOf(numeral);
  }

  /** @param filed as in the registry, for example {@code 5-3}; anything else covers every level */
  boolean within(String filed) {
    Matcher range = RANGE.matcher(filed);
    if (!range.matches()) {
      return true;
    }
    int one = Integer.parseInt(range.group(1) == null ? range.group(3) : range.group(1));
    int other = Integer.parseInt(range.group(2) == null ? range.group(3) : range.group(2));
    return levels.stream().allMatch(l -> l >= Math.min(one, other) && l <= Math.max(one, other));
  }
}
