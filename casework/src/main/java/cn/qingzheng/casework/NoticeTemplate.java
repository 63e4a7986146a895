package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of one kind of notice as an editor wrote them, with placeholders in braces.
 *
 * @param inputs placeholders that the drafter fills in, with what to write
 */
record NoticeTemplate(
    NoticeKind kind, NoticeForm form, NoticeForm.Addressee addressee, int replyWorkingDays, Map<String, String> inputs,
    NoticeContent.Wording wording) {
  private static final Set<String> KEYS =
      Set.of(
          "schema", "source", "date", "kind", "scope", "number_word", "layout", "addressee", "reply_working_days", "inputs",
          "title", "salutation", "body", "attachment_title", "attachment_note", "receipt");
  static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  NoticeTemplate {
    inputs = Map.copyOf(inputs);
  }

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
    yaml.requiredText("source", own);
    if (yaml.date("date", own).isEmpty()) {
      yaml.problem("date", "“date”为空", "请写编写日期，如 2026-11-23", own);
    }
    Map<String, String> inputs = inputs(yaml, own);
    kind.ifPresent(k -> new TemplateCheck(yaml, k, body, own).all(inputs.keySet()));
    NoticeForm form = form(yaml, own);
    Optional<NoticeForm.Addressee> addressee = yaml.constant("addressee", NoticeForm.Addressee.class, own);
    int days = yaml.integer("reply_working_days", 1, 60, 5, own);
    own.list().forEach(problems::add);
    return own.isEmpty() && kind.isPresent()
        ? Optional.of(new NoticeTemplate(kind.get(), form, addressee.orElse(NoticeForm.Addressee.PLATFORM), days, inputs, wording))
        : Optional.empty();
  }

  private static NoticeForm form(YamlMap yaml, Problems problems) {
    NoticeScope scope = yaml.has("scope") ? yaml.constant("scope", NoticeScope.class, problems).orElse(NoticeScope.SINGLE) : NoticeScope.SINGLE;
    NoticeForm.Layout layout = yaml.constant("layout", NoticeForm.Layout.class, problems).orElse(NoticeForm.Layout.LETTER);
    String word = yaml.requiredText("number_word", problems);
    if (!word.isEmpty() && !word.matches("\\p{IsHan}{1,6}")) {
      yaml.problem("number_word", "“number_word”应为一至六个汉字，现为：" + word, "例如 提函", problems);
    }
    return new NoticeForm(layout, scope, word, yaml.flag("receipt", false, problems));
  }

  private static Map<String, String> inputs(YamlMap yaml, Problems problems) {
    Map<String, String> out = new LinkedHashMap<>();
    yaml.map("inputs", problems).ifPresent(
        map -> {
          for (String name : map.keys()) {
            if (!name.matches("[a-z_]+") || TemplateCheck.PLACEHOLDERS.contains(name)) {
              map.problem(name, "自定的占位符不能叫 " + name, "用小写英文字母和下划线，且不与已有的重名", problems);
            }
            out.put(name, map.requiredText(name, problems));
          }
        });
    return out;
  }

  /** @param salutation of the recipient, where that is more than the name */
  NoticeContent.Wording filled(Map<String, String> values, String salutation) {
    Map<String, String> greeting = new LinkedHashMap<>(values);
    if (!wording.salutation().contains("{credit_code}")) {
      greeting.put("recipient", salutation);
    }
    return new NoticeContent.Wording(
        fill(wording.title(), values), fill(wording.salutation(), greeting),
        wording.body().stream().map(p -> fill(p, values)).toList(), fill(wording.attachmentTitle(), values),
        fill(wording.attachmentNote(), values));
  }

  /** In one pass: what a page says may itself hold braces. */
  private static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER.matcher(text).replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), "")));
  }
}
