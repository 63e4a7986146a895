package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.List;

/**
 * 过 after a verb can mean "has once done": 宝宝包过两次尿布, 她没保过车险. Such an occurrence of 包过 or 保过 is not the
 * promise.
 */
final class Aspect {
  private static final List<String> TIMES =
      List.of("次", "回", "遍", "趟", "年", "家", "顿", "种", "只", "份", "笔", "亩", "场", "个", "层", "块", "条", "盒", "桌", "单", "台", "辆", "箱", "车");
  private static final List<String> BEFORE =
      List.of("曾", "曾经", "从没", "从来没", "没", "没有", "从未", "未", "还没", "以前", "小时候", "当年", "亲手", "也没", "都没", "刚", "已经",
          "经常", "给他", "给她", "给孩子", "替");
  private static final List<String> AFTER = List.of("了", "的那", "的人", "后", "之后", "以后", "没", "吗", "来");
  private static final int LOOK_BACK = 6;

  private Aspect() {}

  /** Whether the grammar around says that something was once wrapped or insured. */
  static boolean experiential(String text, Span hit, Passage passage) {
    String after = text.substring(hit.end(), passage.clause().end());
    String before = text.substring(Math.max(passage.clause().start(), hit.start() - LOOK_BACK), hit.start());
    if (AFTER.stream().anyMatch(after::startsWith)) {
      return !after.startsWith("后付") && !after.startsWith("之后付") && !after.startsWith("后收");
    }
    return counted(after) || BEFORE.stream().anyMatch(before::endsWith);
  }

  private static boolean counted(String after) {
    int i = 0;
    while (i < after.length() && i < 4 && (TermShape.numeral(after.charAt(i)) || "多好无很不少".indexOf(after.charAt(i)) >= 0)) {
      i++;
    }
    String unit = after.substring(i);
    return i > 0 && TIMES.stream().anyMatch(unit::startsWith) && !unit.startsWith("个月") && !unit.startsWith("个工作日");
  }
}
