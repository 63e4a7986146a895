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
      List.of("曾", "曾经", "以前", "小时候", "当年", "亲手", "刚", "已经", "经常", "给他", "给她", "给孩子", "替");
  /** Where nobody speaks of exams these deny the deed; where somebody does, the promise. */
  private static final List<String> NEVER = List.of("没", "没有", "未", "从未");
  private static final List<String> AFTER = List.of("了", "后", "之后", "以后");
  /** What may be 包过的 and is still the promise. */
  private static final List<String> OFFERED =
      List.of("班", "机构", "课", "协议", "承诺", "宣传", "广告", "说法", "证", "学校", "老师", "渠道", "项目", "培训", "考", "字样", "话", "套路", "缩写", "意思", "叫法", "暗号", "办法", "方法", "技巧", "噱头", "骗", "事", "说辞", "服务", "合同", "公司", "中介", "价", "资料", "方案", "名额");
  private static final List<String> MODALS = List.of("能", "会", "可以", "想", "要", "说", "承诺", "保证", "号称", "签", "敢", "绝对", "一次");
  /** 真的有包过的吗: asked about the promise. */
  private static final List<String> ASKED = List.of("的吗", "的么", "的嘛", "的没", "的不", "的呢", "的?", "的。", "的,", "的请", "的别", "的勿", "的走", "的绕");
  private static final int LOOK_BACK = 6;

  private Aspect() {}

  /** Whether the grammar around says that something was once wrapped or insured. */
  static boolean experiential(String text, Span hit, Passage passage, boolean trade) {
    String after = text.substring(hit.end(), passage.clause().end());
    String before = text.substring(Math.max(passage.clause().start(), hit.start() - LOOK_BACK), hit.start());
    if (MODALS.stream().anyMatch(before::endsWith)) {
      return false;
    }
    if (AFTER.stream().anyMatch(after::startsWith)) {
      return !after.startsWith("后付") && !after.startsWith("之后付") && !after.startsWith("后收");
    }
    if (trade && ASKED.stream().anyMatch(after::startsWith)) {
      return false;
    }
    if (after.startsWith("的") && after.length() > 1) {
      String what = after.substring(1, Math.min(after.length(), 1 + LOOK_BACK));
      return OFFERED.stream().noneMatch(what::contains);
    }
    if (!trade && "一两几好多很些".indexOf(after.isEmpty() ? '。' : after.charAt(0)) >= 0) {
      return true;
    }
    return counted(after)
        || BEFORE.stream().anyMatch(before::endsWith)
        || !trade && NEVER.stream().anyMatch(before::endsWith);
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
