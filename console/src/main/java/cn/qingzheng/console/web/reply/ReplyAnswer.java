package cn.qingzheng.console.web.reply;

import cn.qingzheng.casework.Reply;
import cn.qingzheng.casework.ReplyMeasure;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody filled in: as fields of a form, and as one text that goes with the page on which he confirms it, so that
 * nothing of it has to be kept here before.
 */
record ReplyAnswer(List<Reply.Line> lines, String remark) {
  private static final int HIGHEST = 1_000_000;
  private static final int LONGEST_RESULT = 100;
  private static final int LONGEST_NOTE = 300;
  private static final int LONGEST_REMARK = 2000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  ReplyAnswer {
    lines = List.copyOf(lines);
  }

  static ReplyAnswer empty() {
    return new ReplyAnswer(List.of(), "");
  }

  /**
   * Reads the fields; what is wrong goes to the problems, the rest is kept as it was typed.
   *
   * @param items how many the letter's list has
   */
  static ReplyAnswer read(HttpServletRequest request, int items, List<String> problems) {
    List<Reply.Line> lines = new ArrayList<>();
    for (int item = 1; item <= items; item++) {
      Map<ReplyMeasure, Integer> counts = new EnumMap<>(ReplyMeasure.class);
      for (ReplyMeasure measure : ReplyMeasure.values()) {
        counts.put(measure, count(text(request, field(item, measure)), item, measure, problems));
      }
      String result = text(request, "i" + item + ".result");
      String note = text(request, "i" + item + ".note");
      bound(result, LONGEST_RESULT, "第 " + item + " 条的处理结果", problems);
      bound(note, LONGEST_NOTE, "第 " + item + " 条的说明", problems);
      Reply.Line line = new Reply.Line(item, counts, result, note);
      if (line.filled()) {
        lines.add(line);
      }
    }
    String remark = text(request, "remark");
    bound(remark, LONGEST_REMARK, "总的说明", problems);
    if (lines.isEmpty() && remark.isEmpty()) {
      problems.add("一项也没有填写：请填写处理结果、数量或说明");
    }
    return new ReplyAnswer(lines, remark);
  }

  static String field(int item, ReplyMeasure measure) {
    return "i" + item + "." + measure.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String text(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
  }

  private static void bound(String text, int most, String what, List<String> problems) {
    if (text.length() > most) {
      problems.add(what + "有 " + text.length() + " 个字：请缩短到 " + most + " 个字以内，或写在附件中");
    }
  }

  private static int count(String text, int item, ReplyMeasure measure, List<String> problems) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > HIGHEST) {
      problems.add("第 " + item + " 条的“" + measure.label() + "”应为 0 到 " + HIGHEST + " 的整数，现为：" + (text.length() > 20 ? text.substring(0, 20) + "…" : text));
      return 0;
    }
    return Integer.parseInt(text);
  }

  Optional<Reply.Line> line(int item) {
    return lines.stream().filter(l -> l.item() == item).findFirst();
  }

  String packed() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing if it is not what {@link #packed} made. */
  static Optional<ReplyAnswer> unpacked(String text) {
    try {
      return Optional.of(JSON.readValue(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), ReplyAnswer.class));
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** Public for the template. */
  public Map<ReplyMeasure, Integer> totals() {
    Map<ReplyMeasure, Integer> out = new EnumMap<>(ReplyMeasure.class);
    for (ReplyMeasure measure : ReplyMeasure.values()) {
      out.put(measure, lines.stream().mapToInt(l -> l.counts().get(measure)).sum());
    }
    return out;
  }
}
