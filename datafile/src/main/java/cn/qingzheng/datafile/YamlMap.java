package cn.qingzheng.datafile;

import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of a YAML file with the line of every key. Readers take what they need by name and type; whatever is
 * missing or of the wrong kind is added to the problems and replaced by a harmless value, so that reading goes
 * on and all mistakes are found.
 */
public final class YamlMap {
  private final String source;
  private final int line;
  private final Map<String, YamlValue> values;

  YamlMap(String source, int line, Map<String, YamlValue> values) {
    this.source = source;
    this.line = line;
    this.values = new LinkedHashMap<>(values);
  }

  /** Reads a file that holds one mapping. Tags, anchors to other documents and duplicate keys are refused. */
  public static Optional<YamlMap> read(Path file, Problems problems) {
    return SourceFile.read(file, problems).flatMap(s -> YamlParser.parse(s, problems));
  }

  /** Parses text that holds one mapping; see {@link #read}. */
  public static Optional<YamlMap> parse(String name, String content, Problems problems) {
    return YamlParser.parse(new SourceFile(name, content), problems);
  }

  public String source() {
    return source;
  }

  /** Where the mapping begins, from 1. */
  public int line() {
    return line;
  }

  /** The line of a key, or of the mapping if the key is not there. */
  public int line(String key) {
    return Optional.ofNullable(values.get(key)).map(YamlValue::line).orElse(line);
  }

  public Set<String> keys() {
    return java.util.Collections.unmodifiableSet(values.keySet());
  }

  /** Whether the key is there with a value other than null. */
  public boolean has(String key) {
    return values.containsKey(key) && !(values.get(key) instanceof YamlValue.Null);
  }

  /** Reports every key that is not among the known ones. */
  public YamlMap onlyKeys(Set<String> known, Problems problems) {
    for (Map.Entry<String, YamlValue> e : values.entrySet()) {
      if (!known.contains(e.getKey())) {
        problems.add(source, e.getValue().line(), "不认识的键“" + e.getKey() + "”", "可写：" + String.join("、", known.stream().sorted().toList()));
      }
    }
    return this;
  }

  /** A scalar that must be there and not be blank; empty if it is missing. */
  public String requiredText(String key, Problems problems) {
    Optional<String> text = text(key, problems).filter(s -> !s.isBlank());
    if (text.isEmpty()) {
      problem(key, "缺少“" + key + "”", "请填写", problems);
    }
    return text.orElse("");
  }

  /** A scalar as written, absent if it is missing or null. */
  public Optional<String> text(String key, Problems problems) {
    return switch (values.get(key)) {
      case null -> Optional.empty();
      case YamlValue.Null ignored -> Optional.empty();
      case YamlValue.Scalar s -> Optional.of(s.text());
      default -> {
        problem(key, "“" + key + "”应为文字", "请写成 " + key + ": 文字", problems);
        yield Optional.empty();
      }
    };
  }

  /** A whole number in a range, or {@code fallback}. */
  public int integer(String key, int min, int max, int fallback, Problems problems) {
    double value = number(key, min, max, fallback, problems);
    if (value != Math.rint(value)) {
      problem(key, "“" + key + "”应为整数", "请改正", problems);
      return fallback;
    }
    return (int) value;
  }

  /** A number in a range, or {@code fallback}. */
  public double number(String key, double min, double max, double fallback, Problems problems) {
    Optional<String> text = text(key, problems);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      double value = Double.parseDouble(text.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    problem(key, "“" + key + "”应为 " + plain(min) + " 到 " + plain(max) + " 的数，现为：" + text.get(), "请改正", problems);
    return fallback;
  }

  private static String plain(double d) {
    return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
  }

  /** {@code true} or {@code false}, or {@code fallback} if missing. */
  public boolean flag(String key, boolean fallback, Problems problems) {
    Optional<String> text = text(key, problems);
    if (text.isEmpty()) {
      return fallback;
    }
    return switch (text.get()) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        problem(key, "“" + key + "”应为 true 或 false", "请改正", problems);
        yield fallback;
      }
    };
  }

  /** A date written {@code 2026-11-23}. */
  public Optional<LocalDate> date(String key, Problems problems) {
    Optional<String> text = text(key, problems).filter(s -> !s.isBlank());
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      problem(key, "“" + key + "”不是日期：" + text.get(), "请写成 2026-11-23 的形式", problems);
      return Optional.empty();
    }
  }

  /** A constant of an enum by its name, absent (and reported) if missing or none of them. */
  public <E extends Enum<E>> Optional<E> constant(String key, Class<E> type, Problems problems) {
    return Constants.parse(type, requiredText(key, problems), source, line(key), key, problems);
  }

  /** A list of scalars, empty if missing. A single scalar counts as a list of one. */
  public List<String> texts(String key, Problems problems) {
    return located(key, problems).stream().map(Located::text).toList();
  }

  /** A list of scalars with their lines, empty if missing. */
  public List<Located> located(String key, Problems problems) {
    List<Located> out = new ArrayList<>();
    switch (values.get(key)) {
      case null -> {}
      case YamlValue.Null ignored -> {}
      case YamlValue.Scalar s -> out.add(new Located(s.text(), s.line()));
      case YamlValue.Sequence list -> {
        for (YamlValue item : list.items()) {
          if (item instanceof YamlValue.Scalar s) {
            out.add(new Located(s.text(), s.line()));
          } else {
            problems.add(source, item.line(), "“" + key + "”的每一项应为文字", "请写成 - 文字");
          }
        }
      }
      case YamlValue.Mapping m -> problem(key, "“" + key + "”应为列表", "请写成 [甲, 乙]", problems);
    }
    return out;
  }

  /** A scalar with its line. */
  public record Located(String text, int line) {}

  /** A mapping under a key, absent if missing. */
  public Optional<YamlMap> map(String key, Problems problems) {
    return switch (values.get(key)) {
      case null -> Optional.empty();
      case YamlValue.Null ignored -> Optional.empty();
      case YamlValue.Mapping m -> Optional.of(m.map());
      default -> {
        problem(key, "“" + key + "”应为一组键值", "请缩进书写", problems);
        yield Optional.empty();
      }
    };
  }

  /** A mapping that must be there; an empty one (and a problem) if it is missing. */
  public YamlMap requiredMap(String key, Problems problems) {
    Optional<YamlMap> map = map(key, problems);
    if (map.isEmpty()) {
      problem(key, "缺少“" + key + "”", "请填写", problems);
    }
    return map.orElseGet(() -> new YamlMap(source, line(key), Map.of()));
  }

  /** A list of mappings, empty if missing. */
  public List<YamlMap> maps(String key, Problems problems) {
    List<YamlMap> out = new ArrayList<>();
    switch (values.get(key)) {
      case null -> {}
      case YamlValue.Null ignored -> {}
      case YamlValue.Sequence list -> {
        for (YamlValue item : list.items()) {
          if (item instanceof YamlValue.Mapping m) {
            out.add(m.map());
          } else {
            problems.add(source, item.line(), "“" + key + "”的每一项应为一组键值", "请写成 - 键: 值");
          }
        }
      }
      default -> problem(key, "“" + key + "”应为列表", "请写成 - 键: 值", problems);
    }
    return out;
  }

  /** Reports a mistake at a key. */
  public void problem(String key, String wrong, String advice, Problems problems) {
    problems.add(source, line(key), wrong, advice);
  }
}
