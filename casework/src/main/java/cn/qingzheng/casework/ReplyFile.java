package cn.qingzheng.casework;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reply form that came back: XLSX or CSV with the columns of the form, or JSON
 * {@code {"reply_token": …, "lines": [{"no": 1, "items_deleted": 2, …, "result": …, "note": …}]}}.
 *
 * @param token of the letter
 */
public record ReplyFile(String token, List<Reply.Line> lines) {
  private static final int MOST = 1_000_000;

  public ReplyFile {
    lines = List.copyOf(lines);
  }

  /** All mistakes at once; what is read then is worth nothing. */
  public static ReplyFile read(Path file, Problems problems) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return json(file, problems);
    }
    List<String> columns = NoticeSheets.replyColumns().stream().filter(c -> !c.equals(NoticeSheets.URL) && !c.equals(NoticeSheets.NOTE)).toList();
    if (name.endsWith(".csv")) {
      return rows(file, Table.csv(file, columns, problems).rows(), problems);
    }
    if (name.endsWith(".xlsx")) {
      return rows(file, Table.xlsx(file, columns, problems).rows(), problems);
    }
    problems.add(file.toString(), 0, "不是 .xlsx、.csv 或 .json", "请用随函的反馈表填写");
    return new ReplyFile("", List.of());
  }

  private static ReplyFile rows(Path file, List<Row> rows, Problems problems) {
    Set<String> tokens = new TreeSet<>();
    Set<Integer> seen = new HashSet<>();
    List<Reply.Line> lines = new ArrayList<>();
    for (Row row : rows) {
      row.optional(NoticeSheets.TOKEN).ifPresent(tokens::add);
      int item = row.integer(NoticeSheets.NUMBER, 1, MOST, 0, problems);
      if (item == 0) {
        row.problem(problems, "“序号”为空", "请保留反馈表原有的序号");
      } else if (!seen.add(item)) {
        row.problem(problems, "序号 " + item + " 重复", "每条只填一行");
      }
      Map<ReplyMeasure, Integer> counts = new EnumMap<>(ReplyMeasure.class);
      for (ReplyMeasure measure : ReplyMeasure.values()) {
        counts.put(measure, row.integer(measure.column(), 0, MOST, 0, problems));
      }
      lines.add(new Reply.Line(Math.max(1, item), counts, row.text(NoticeSheets.RESULT), row.text(NoticeSheets.NOTE)));
    }
    return checked(file, tokens, lines, problems);
  }

  private static ReplyFile checked(Path file, Set<String> tokens, List<Reply.Line> lines, Problems problems) {
    if (tokens.size() != 1) {
      problems.add(file.toString(), 0, tokens.isEmpty() ? "没有反馈码" : "有 " + tokens.size() + " 个不同的反馈码", "请用随函的反馈表填写，一件函一份");
    }
    if (problems.isEmpty() && lines.stream().noneMatch(Reply.Line::filled)) {
      problems.add(file.toString(), 0, "一行也没有填写", "请填写处理结果和数量");
    }
    return new ReplyFile(tokens.isEmpty() ? "" : tokens.iterator().next(), lines.stream().filter(Reply.Line::filled).toList());
  }

  private static ReplyFile json(Path file, Problems problems) {
    try {
      JsonNode root = JsonMapper.builder().build().readTree(Files.readString(file, StandardCharsets.UTF_8));
      List<Reply.Line> lines = new ArrayList<>();
      Set<Integer> seen = new HashSet<>();
      for (JsonNode line : root.path("lines")) {
        int item = number(line, "no", 1, file, problems);
        if (!seen.add(item)) {
          problems.add(file.toString(), 0, "序号 " + item + " 重复", "每条只填一项");
        }
        Map<ReplyMeasure, Integer> counts = new EnumMap<>(ReplyMeasure.class);
        for (ReplyMeasure measure : ReplyMeasure.values()) {
          counts.put(measure, number(line, measure.name().toLowerCase(Locale.ROOT), 0, file, problems));
        }
        lines.add(new Reply.Line(item, counts, line.path("result").asString(""), line.path("note").asString("")));
      }
      String token = root.path("reply_token").asString("");
      return checked(file, token.isEmpty() ? Set.of() : Set.of(token), lines, problems);
    } catch (JacksonException | IOException e) {
      problems.add(file.toString(), 0, "不是可读的 JSON", "请检查文件：" + e.getMessage().lines().findFirst().orElse(""));
      return new ReplyFile("", List.of());
    }
  }

  private static int number(JsonNode line, String key, int min, Path file, Problems problems) {
    JsonNode value = line.path(key);
    if (value.isMissingNode() && min == 0) {
      return 0;
    }
    if (!value.isInt() || value.intValue() < min || value.intValue() > MOST) {
      problems.add(file.toString(), 0, "“" + key + "”应为 " + min + " 到 " + MOST + " 的整数，现为：" + value, "请改正");
      return Math.max(1, min);
    }
    return value.intValue();
  }
}
