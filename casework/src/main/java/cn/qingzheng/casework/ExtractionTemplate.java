package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The texts of an extraction record as an editor wrote them, with placeholders in braces. */
record ExtractionTemplate(
    Map<String, String> texts, Map<String, String> labels, List<String> method, List<String> heads, Map<String, String> kinds, Signing signing) {
  private static final List<String> TEXTS =
      List.of("title", "cause", "basis", "recaptured", "not_recaptured", "integrity", "medium", "list_note", "signature_note", "foot", "clock");
  private static final List<String> LABELS =
      List.of("evidence", "case", "cause", "basis", "time", "place", "officers", "party", "witness", "address", "page", "server",
          "software", "network", "method", "integrity", "medium", "files", "signatures");
  private static final int HEADS = 6;

  /**
   * @param persons who signs, a line each
   * @param seal where the organ presses its seal
   */
  record Signing(List<String> persons, String seal, String date) {
    Signing {
      persons = List.copyOf(persons);
    }
  }

  ExtractionTemplate {
    texts = Map.copyOf(texts);
    labels = Map.copyOf(labels);
    method = List.copyOf(method);
    heads = List.copyOf(heads);
    kinds = Map.copyOf(kinds);
  }

  static Optional<ExtractionTemplate> read(YamlMap yaml, Problems problems) {
    Problems own = new Problems();
    Set<String> known = new java.util.HashSet<>(TEXTS);
    known.addAll(Set.of("schema", "labels", "method", "heads", "kinds", "signers", "seal", "date_line"));
    yaml.onlyKeys(known, own);
    if (!yaml.requiredText("schema", own).equals("extraction/2")) {
      yaml.problem("schema", "模板版本应为 extraction/2", "请按随附模板书写", own);
    }
    Map<String, String> texts = new HashMap<>();
    TEXTS.forEach(k -> texts.put(k, yaml.requiredText(k, own)));
    Map<String, String> labels = new HashMap<>();
    YamlMap l = yaml.requiredMap("labels", own);
    l.onlyKeys(Set.copyOf(LABELS), own);
    LABELS.forEach(k -> labels.put(k, l.requiredText(k, own)));
    List<String> heads = yaml.texts("heads", own);
    if (heads.size() != HEADS) {
      yaml.problem("heads", "“heads”应有 " + HEADS + " 项，现有 " + heads.size() + " 项", "请按随附模板书写", own);
    }
    List<String> method = yaml.texts("method", own);
    if (method.isEmpty()) {
      yaml.problem("method", "缺少“method”", "请写提取过程，每步一项", own);
    }
    List<String> signers = yaml.texts("signers", own);
    if (signers.size() < 2) {
      yaml.problem("signers", "“signers”至少两行", "提取人须为两名以上，请各写一行", own);
    }
    if (!texts.get("foot").contains("{page}") || !texts.get("foot").contains("{pages}")) {
      yaml.problem("foot", "“foot”没有写出页码", "请写上 第 {page} 页 共 {pages} 页", own);
    }
    Signing signing = new Signing(signers, yaml.requiredText("seal", own), yaml.requiredText("date_line", own));
    Map<String, String> kinds = new HashMap<>();
    yaml.map("kinds", own).ifPresent(k -> k.keys().forEach(name -> kinds.put(name, k.requiredText(name, own))));
    own.list().forEach(problems::add);
    return own.isEmpty() ? Optional.of(new ExtractionTemplate(texts, labels, method, heads, kinds, signing)) : Optional.empty();
  }

  String text(String key) {
    return texts.get(key);
  }

  String label(String key) {
    return labels.get(key);
  }

  /** Placeholders filled in; a value is never read for placeholders itself. */
  static String filled(String text, Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      Optional<String> value = close < 0 ? Optional.empty() : Optional.ofNullable(values.get(text.substring(open + 1, close)));
      if (close < 0) {
        return out.append(text, at, text.length()).toString();
      }
      out.append(text, at, open).append(value.orElse(text.substring(open, close + 1)));
      at = close + 1;
    }
    return out.toString();
  }
}
