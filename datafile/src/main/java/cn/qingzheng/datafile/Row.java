package cn.qingzheng.datafile;

import cn.qingzheng.model.Problems;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a {@link Table}.
 *
 * @param source the file's name
 * @param line from 1
 * @param cells by column name, trimmed
 */
public record Row(String source, int line, Map<String, String> cells) {
  public Row {
    cells = Map.copyOf(cells);
  }

  /** The cell, empty if it is blank or not there. */
  public String text(String column) {
    return cells.getOrDefault(column, "");
  }

  /** The cell if it is not blank. */
  public Optional<String> optional(String column) {
    return Optional.of(text(column)).filter(s -> !s.isEmpty());
  }

  /** The cell, which must not be blank. */
  public String required(String column, Problems problems) {
    String text = text(column);
    if (text.isEmpty()) {
      problem(problems, "“" + column + "”为空", "请填写");
    }
    return text;
  }

  /** The parts of a cell divided by {@code |}, without blanks. */
  public List<String> list(String column) {
    return Arrays.stream(text(column).split("\\|")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** A date written {@code 2026-11-23}, absent if the cell is blank. */
  public Optional<LocalDate> date(String column, Problems problems) {
    try {
      return optional(column).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      problem(problems, "“" + column + "”不是日期：" + text(column), "请写成 2026-11-23 的形式");
      return Optional.empty();
    }
  }

  /** A whole number in a range, or {@code fallback} if the cell is blank or wrong. */
  public int integer(String column, int min, int max, int fallback, Problems problems) {
    String text = text(column);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    problem(problems, "“" + column + "”应为 " + min + " 到 " + max + " 的整数，现为：" + text, "请改正");
    return fallback;
  }

  /** A constant of an enum by its name, absent (and reported) if it is none of them. */
  public <E extends Enum<E>> Optional<E> constant(String column, Class<E> type, Problems problems) {
    return Constants.parse(type, required(column, problems), source, line, column, problems);
  }

  public void problem(Problems problems, String wrong, String advice) {
    problems.add(source, line, wrong, advice);
  }
}
