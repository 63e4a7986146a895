package cn.qingzheng.console.command;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Reason;
import cn.qingzheng.model.Span;
import java.util.List;
import java.util.stream.Collectors;

/** A page's result for people, as printed by {@code analyze}. */
final class ResultText {
  private static final int MENTIONS = 5;

  private ResultText() {}

  static String of(String name, PageResult result) {
    StringBuilder out = new StringBuilder();
    out.append(TerminalText.safe(name)).append("  结论：").append(result.outcome().label());
    out.append("  页面：").append(result.kind().label());
    out.append("  主体：").append(TerminalText.safe(result.promoter().name().orElse("未识别")));
    out.append("（").append(result.promoter().status().label()).append("）\n");
    if (!result.kindReasons().isEmpty()) {
      out.append("  · 页面类型：").append(TerminalText.safe(kind(result.kindReasons()))).append('\n');
    }
    result.reasons().forEach(r -> out.append("  · ").append(TerminalText.safe(r.text())).append('\n'));
    result.hits().stream().filter(Hit::violation).forEach(h -> hit(out.append('\n'), h));
    long mentions = result.hits().stream().filter(h -> !h.violation()).count();
    if (mentions > 0) {
      out.append("  另有 ").append(mentions).append(" 处仅提及，不作为候选")
          .append(mentions > MENTIONS ? "（列出前 " + MENTIONS + " 处，全部见 --json）：\n" : "：\n");
      result.hits().stream().filter(h -> !h.violation()).limit(MENTIONS).forEach(h -> mention(out, h));
    }
    result.checked().failures().forEach(f -> out.append("  规则未能运行：").append(TerminalText.safe(f)).append('\n'));
    return out.toString();
  }

  /** The sum and what counted in it. */
  private static String kind(List<Reason> reasons) {
    String counted =
        reasons.stream().skip(1).map(r -> r.weight() == 0 ? r.text() : r.text() + " " + (r.weight() > 0 ? "+" : "−") + Math.abs(r.weight())).collect(Collectors.joining("，"));
    return reasons.getFirst().text() + (counted.isEmpty() ? "" : "：" + counted);
  }

  /** One finding with everything that speaks for it. */
  static String hit(Hit h) {
    StringBuilder out = new StringBuilder();
    hit(out, h);
    return out.toString();
  }

  private static void hit(StringBuilder out, Hit h) {
    out.append("  [").append(h.judgement().severity().label()).append("] ").append(h.ruleId());
    out.append("  “").append(TerminalText.safe(h.match().surface())).append("”");
    if (!h.match().surface().equals(h.match().term())) {
      out.append(" 即 ").append(h.match().term());
    }
    out.append("（").append(h.match().form().label()).append("）  ").append(h.facet().label()).append('\n');
    out.append("      原文：").append(quoted(h)).append('\n');
    out.append("      位置：").append(h.place().block().label()).append(' ').append(TerminalText.safe(h.place().path()));
    out.append("，第 ").append(h.match().span().start()).append("–").append(h.match().span().end()).append(" 字\n");
    h.certificate().filter(Certificate::named).ifPresent(c -> out.append("      证书：").append(TerminalText.safe(c.name())).append("（").append(c.standing().label())
        .append("，").append(c.source()).append("）\n"));
    out.append("      理由：").append(TerminalText.safe(h.judgement().why())).append('\n');
    String basis = h.judgement().basis().stream().map(Citation::toString).distinct().collect(Collectors.joining("；"));
    out.append("      依据：").append(basis).append('\n');
    String exempting = h.judgement().exempting().stream().map(Reason::text).collect(Collectors.joining("；"));
    if (!exempting.isEmpty()) {
      out.append("      豁免：").append(TerminalText.safe(exempting)).append('\n');
    }
  }

  private static void mention(StringBuilder out, Hit h) {
    out.append("      “").append(TerminalText.safe(h.match().surface())).append("”：");
    out.append(TerminalText.safe(h.judgement().why())).append('\n');
  }

  /** The sentence with the hit in brackets, cut around the hit if it is long. */
  private static String quoted(Hit h) {
    String sentence = h.place().sentence();
    Span at = h.match().span().shifted(-h.place().sentenceSpan().start());
    int from = Math.max(0, at.start() - 40);
    int to = Math.min(sentence.length(), at.end() + 40);
    String text =
        (from > 0 ? "…" : "") + sentence.substring(from, at.start()) + "【" + at.of(sentence) + "】"
            + sentence.substring(at.end(), to) + (to < sentence.length() ? "…" : "");
    return TerminalText.safe(text.replace('\n', ' '));
  }
}
