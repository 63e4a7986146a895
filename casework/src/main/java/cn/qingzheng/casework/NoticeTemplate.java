package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of one kind of notice as an editor wrote them, with placeholders in braces. */
record NoticeTemplate(NoticeKind kind, int replyWorkingDays, NoticeContent.Wording wording) {
  private static final Set<String> KEYS =
      Set.of("schema", "kind", "reply_working_days", "title", "salutation", "body", "attachment_title", "attachment_note");
  static final Set<String> PLACEHOLDERS =
      Set.of(
          "recipient", "issuer", "where", "item_count", "subject_count", "period", "terms", "provisions",
          "reply_by", "reply_channel", "contact", "phone");
  private static final Set<String> REQUIRED =
      Set.of("recipient", "item_count", "reply_by", "reply_channel", "contact", "phone");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern STRAY = Pattern.compile("[{}]");

  static Optional<NoticeTemplate> read(YamlMap yaml, Problems problems) {
    Problems own = new Problems();
    yaml.onlyKeys(KEYS, own);
    Optional<NoticeKind> kind = yaml.constant("kind", NoticeKind.class, own);
    List<YamlMap.Located> body = yaml.located("body", own);
    if (body.isEmpty()) {
      yaml.problem("body", "缺少“body”", "请写正文，每段一项", own);
    }
    NoticeContent.Wording wording =
        new NoticeContent.Wording(
            yaml.requiredText("title", own), yaml.requiredText("salutation", own),
            body.stream().map(YamlMap.Located::text).toList(), yaml.requiredText("attachment_title", own),
            yaml.requiredText("attachment_note", own));
    if (!yaml.requiredText("schema", own).equals("notice/1")) {
      yaml.problem("schema", "模板版本应为 notice/1", "请按随附模板书写", own);
    }
    checkPlaceholders(yaml, lines(yaml, body, own), own);
    kind.filter(k -> k.allowedTo(Issuer.Kind.LABOUR)).ifPresent(k -> checkCompetence(yaml, lines(yaml, body, own), k, own));
    int days = yaml.integer("reply_working_days", 1, 60, 5, own);
    own.list().forEach(problems::add);
    return own.isEmpty() && kind.isPresent() ? Optional.of(new NoticeTemplate(kind.get(), days, wording)) : Optional.empty();
  }

  private static List<YamlMap.Located> lines(YamlMap yaml, List<YamlMap.Located> body, Problems problems) {
    List<YamlMap.Located> out = new ArrayList<>();
    for (String key : List.of("title", "salutation", "attachment_title", "attachment_note")) {
      yaml.text(key, problems).ifPresent(text -> out.add(new YamlMap.Located(text, yaml.line(key))));
    }
    out.addAll(body);
    return out;
  }

  private static void checkPlaceholders(YamlMap yaml, List<YamlMap.Located> lines, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (YamlMap.Located line : lines) {
      Matcher m = PLACEHOLDER.matcher(line.text());
      while (m.find()) {
        if (PLACEHOLDERS.contains(m.group(1))) {
          seen.add(m.group(1));
        } else {
          problems.add(yaml.source(), line.line(), "不认识的占位符 {" + m.group(1) + "}", "可写：" + sorted(PLACEHOLDERS));
        }
      }
      if (STRAY.matcher(PLACEHOLDER.matcher(line.text()).replaceAll("")).find()) {
        problems.add(yaml.source(), line.line(), "花括号不成对", "占位符请写成 {recipient} 的形式");
      }
    }
    for (String name : REQUIRED.stream().sorted().toList()) {
      if (!seen.contains(name)) {
        problems.add(yaml.source(), 0, "没有用到占位符 {" + name + "}", "收函单位需要这项内容，请写入正文");
      }
    }
  }

  private static void checkCompetence(YamlMap yaml, List<YamlMap.Located> lines, NoticeKind kind, Problems problems) {
    for (YamlMap.Located line : lines) {
      if (line.text().contains("责令")) {
        problems.add(
            yaml.source(), line.line(), kind.label() + "中不能出现“责令”", "广告的责令改正由市场监管部门作出，请改为提示或移送");
      }
    }
  }

  private static String sorted(Set<String> names) {
    return String.join("、", names.stream().sorted().map(n -> "{" + n + "}").toList());
  }

  NoticeContent.Wording filled(Map<String, String> values) {
    return new NoticeContent.Wording(
        fill(wording.title(), values), fill(wording.salutation(), values),
        wording.body().stream().map(p -> fill(p, values)).toList(), fill(wording.attachmentTitle(), values),
        fill(wording.attachmentNote(), values));
  }

  /** In one pass: what a page says may itself hold braces. */
  private static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER.matcher(text).replaceAll(m -> Matcher.quoteReplacement(values.get(m.group(1))));
  }
}
