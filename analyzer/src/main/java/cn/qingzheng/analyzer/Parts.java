package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Named lists of words that turns of phrase are put together from: with {@code 证} for 证书|本子|红本 the form
 * {@code {@证}到手} stands for every one of them. A list may name others above it.
 */
final class Parts {
  private static final char MARK = '@';
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

  private final Map<String, List<String>> byName = new HashMap<>();

  private Parts() {}

  static Parts read(Path file, Problems problems) {
    Parts parts = new Parts();
    for (Row row : Table.tsv(file, List.of("name", "words", "note"), problems).rows()) {
      String name = row.required("name", problems);
      parts.unknown(row.text("words")).forEach(
          u -> row.problem(problems, "没有名为 " + u + " 的词组", "请改正，或先在上文写出该词组"));
      if (parts.byName.put(name, parts.words(row.list("words"))) != null) {
        row.problem(problems, "词组名重复：" + name, "请删去一行");
      }
      if (parts.byName.get(name).isEmpty()) {
        row.problem(problems, "词组没有词：" + name, "请填写，以 | 分隔");
      }
    }
    return parts;
  }

  /** The words with names replaced by what they stand for, each once. */
  List<String> words(List<String> words) {
    return words.stream().flatMap(this::meant).distinct().toList();
  }

  /** A form with the names inside its braces written out; an empty choice at the end stays. */
  String form(String form) {
    return BRACES.matcher(form).replaceAll(m -> Matcher.quoteReplacement("{" + choices(m.group(1)) + "}"));
  }

  /** Names in the braces of a form that no list has. */
  List<String> unknownInForm(String form) {
    return BRACES.matcher(form).results().flatMap(m -> unknown(m.group(1)).stream()).toList();
  }

  /** Names among words divided by {@code |} that no list has. */
  List<String> unknown(String words) {
    return Arrays.stream(words.split("\\|"))
        .map(String::strip)
        .filter(w -> w.length() > 1 && w.charAt(0) == MARK && !byName.containsKey(w.substring(1)))
        .toList();
  }

  private String choices(String inside) {
    return inside.indexOf(MARK) < 0
        ? inside
        : Arrays.stream(inside.split("\\|", -1)).flatMap(this::meant).distinct().collect(Collectors.joining("|"));
  }

  private Stream<String> meant(String word) {
    boolean name = word.length() > 1 && word.charAt(0) == MARK;
    return name ? byName.getOrDefault(word.substring(1), List.of()).stream() : Stream.of(word);
  }
}
