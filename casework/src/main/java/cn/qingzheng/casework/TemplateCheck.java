package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is wrong with the texts of a template, each mistake with its line. */
final class TemplateCheck {
  static final Set<String> PLACEHOLDERS =
      Set.of(
          "recipient", "credit_code", "issuer", "where", "item_count", "subject_count", "subjects", "period", "terms", "provisions",
          "reply_by", "reply_channel", "contact", "phone", "related_no", "related_title", "related_date");
  private static final Set<String> REQUIRED =
      Set.of("recipient", "item_count", "reply_by", "reply_channel", "contact", "phone");
  private static final Pattern STRAY = Pattern.compile("[{}]");

  private final YamlMap yaml;
  private final NoticeKind kind;
  private final List<YamlMap.Located> lines = new ArrayList<>();
  private final Problems problems;

  TemplateCheck(YamlMap yaml, NoticeKind kind, List<YamlMap.Located> body, Problems problems) {
    this.yaml = yaml;
    this.kind = kind;
    this.problems = problems;
    for (String key : List.of("title", "salutation", "attachment_title", "attachment_note")) {
      yaml.text(key, new Problems()).ifPresent(text -> lines.add(new YamlMap.Located(text, yaml.line(key))));
    }
    lines.addAll(body);
  }

  void all(Set<String> inputs) {
    Set<String> known = new TreeSet<>(PLACEHOLDERS);
    known.addAll(inputs);
    Set<String> seen = new HashSet<>();
    for (YamlMap.Located line : lines) {
      placeholders(line, known, seen);
    }
    Set<String> needed = new TreeSet<>(REQUIRED);
    needed.addAll(inputs);
    for (String name : needed) {
      if (!seen.contains(name)) {
        problems.add(yaml.source(), 0, "没有用到占位符 {" + name + "}", "收函单位需要这项内容，请写入正文");
      }
    }
    competence();
  }

  private void placeholders(YamlMap.Located line, Set<String> known, Set<String> seen) {
    Matcher m = NoticeTemplate.PLACEHOLDER.matcher(line.text());
    while (m.find()) {
      if (known.contains(m.group(1))) {
        seen.add(m.group(1));
      } else {
        problems.add(yaml.source(), line.line(), "不认识的占位符 {" + m.group(1) + "}", "可写：" + shown(known));
      }
    }
    if (STRAY.matcher(NoticeTemplate.PLACEHOLDER.matcher(line.text()).replaceAll("")).find()) {
      problems.add(yaml.source(), line.line(), "花括号不成对", "占位符请写成 {recipient} 的形式");
    }
  }

  private void competence() {
    if (kind == NoticeKind.RECTIFICATION_ORDER) {
      return;
    }
    for (YamlMap.Located line : lines) {
      if (line.text().contains("责令")) {
        problems.add(yaml.source(), line.line(), kind.label() + "中不能出现“责令”", "广告的责令改正由市场监管部门作出，请改为提示或移送");
      }
    }
  }

  private static String shown(Set<String> names) {
    return String.join("、", names.stream().map(n -> "{" + n + "}").toList());
  }
}
