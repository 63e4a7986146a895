package cn.qingzheng.datafile;

import cn.qingzheng.model.Problems;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads enum constants with a message that lists what may be written. */
final class Constants {
  private Constants() {}

  static <E extends Enum<E>> Optional<E> parse(
      Class<E> type, String text, String source, int line, String field, Problems problems) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return Optional.of(constant);
      }
    }
    String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining("、"));
    problems.add(source, line, "“" + field + "”不能是 " + text, "可写：" + names);
    return Optional.empty();
  }
}
