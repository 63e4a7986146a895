package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the wording of a paper: which keys it has, where it is from, and which placeholders stand where. */
final class PaperTexts {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  private final YamlMap yaml;
  private final Problems problems;
  private final Map<String, String> texts = new HashMap<>();

  private PaperTexts(YamlMap yaml, Problems problems) {
    this.yaml = yaml;
    this.problems = problems;
  }

  /**
   * @param schema that the file should name
   * @param more keys beside schema, source, date and the plain texts
   */
  static PaperTexts of(YamlMap yaml, String schema, List<String> plain, Set<String> more, Problems problems) {
    PaperTexts out = new PaperTexts(yaml, problems);
    Set<String> known = new TreeSet<>(more);
    known.addAll(plain);
    known.addAll(Set.of("schema", "source", "date"));
    yaml.onlyKeys(known, problems);
    if (!yaml.requiredText("schema", problems).equals(schema)) {
      yaml.problem("schema", "模板版本应为 " + schema, "请按随附模板书写", problems);
    }
    yaml.requiredText("source", problems);
    if (yaml.date("date", problems).isEmpty()) {
      yaml.problem("date", "“date”为空", "请写编写日期，如 2026-11-23", problems);
    }
    plain.forEach(key -> out.texts.put(key, yaml.requiredText(key, problems)));
    return out;
  }

  String text(String key) {
    return texts.get(key);
  }

  /** A mapping with exactly these keys, in this order. */
  Map<String, String> map(String key, List<String> keys) {
    YamlMap map = yaml.requiredMap(key, problems);
    map.onlyKeys(Set.copyOf(keys), problems);
    Map<String, String> out = new LinkedHashMap<>();
    keys.forEach(k -> out.put(k, map.requiredText(k, problems)));
    return out;
  }

  /** A list of so many texts; any number but none for 0. */
  List<String> list(String key, int size) {
    List<String> out = yaml.texts(key, problems);
    if (size == 0 ? out.isEmpty() : out.size() != size) {
      yaml.problem(key, "“" + key + "”应有" + (size == 0 ? "内容" : " " + size + " 项") + "，现有 " + out.size() + " 项", "请按随附模板书写", problems);
    }
    return out;
  }

  /** Reports placeholders that nobody fills in, and needed ones that are missing. */
  void placeholders(String key, Set<String> known, Set<String> needed) {
    String text = texts.get(key);
    Set<String> seen = new TreeSet<>();
    Matcher m = PLACEHOLDER.matcher(text);
    while (m.find()) {
      seen.add(m.group(1));
      if (!known.contains(m.group(1))) {
        yaml.problem(key, "不认识的占位符 {" + m.group(1) + "}", "可写：" + braced(known), problems);
      }
    }
    if (PLACEHOLDER.matcher(text).replaceAll("").matches("(?s).*[{}].*")) {
      yaml.problem(key, "花括号不成对", "占位符请写成 {count} 的形式", problems);
    }
    for (String name : needed) {
      if (!seen.contains(name)) {
        yaml.problem(key, "没有用到占位符 {" + name + "}", "这项内容必须写出", problems);
      }
    }
  }

  private static String braced(Set<String> names) {
    return String.join("、", new TreeSet<>(names).stream().map(n -> "{" + n + "}").toList());
  }

  /** In one pass: what a page says may itself hold braces. Unknown names stay as they are. */
  static String filled(String text, Map<String, String> values) {
    return PLACEHOLDER.matcher(text).replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), m.group())));
  }
}
