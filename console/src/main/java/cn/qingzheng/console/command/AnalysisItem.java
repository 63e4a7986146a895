package cn.qingzheng.console.command;

import cn.qingzheng.model.Problems;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of the list that {@code analyze} takes: {@code {"id","text","promoter"?,"host"?}} or
 * {@code {"file","host"?,"promoter"?,"promoter_name"?}}; unknown keys are ignored.
 *
 * @param name the id or the file as written
 * @param text of a text item
 * @param file of a page item, relative to the list
 */
record AnalysisItem(String name, Optional<String> text, Optional<Path> file, Optional<String> host, PromoterClue clue) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads a list; every wrong line is a problem. */
  static List<AnalysisItem> read(Path list, Problems problems) throws IOException {
    List<AnalysisItem> items = new ArrayList<>();
    String[] lines = Files.readString(list, StandardCharsets.UTF_8).split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = i == 0 && lines[i].startsWith("\uFEFF") ? lines[i].substring(1) : lines[i];
      if (!line.isBlank()) {
        item(line, list, i + 1, problems).ifPresent(items::add);
      }
    }
    if (items.isEmpty() && problems.isEmpty()) {
      problems.add(list.toString(), 0, "没有任何条目", "每行写一个 JSON 对象");
    }
    return items;
  }

  private static Optional<AnalysisItem> item(String line, Path list, int number, Problems problems) {
    try {
      JsonNode node = JSON.readTree(line);
      Optional<String> text = text(node, "text");
      Optional<String> file = text(node, "file");
      if (!node.isObject() || text.isPresent() == file.isPresent()) {
        problems.add(list.toString(), number, "应有 text 或 file 之一", "写成 {\"id\":\"1\",\"text\":\"…\"} 或 {\"file\":\"a.html\"}");
        return Optional.empty();
      }
      PromoterClue clue = new PromoterClue(text(node, "promoter_name"), text(node, "promoter_code"), status(node, list, number, problems));
      String name = file.orElseGet(() -> text(node, "id").orElse(String.valueOf(number)));
      return Optional.of(
          new AnalysisItem(name, text, file.map(f -> list.resolveSibling(f)), text(node, "host"), clue));
    } catch (JacksonException e) {
      problems.add(list.toString(), number, "不是 JSON：" + e.getOriginalMessage(), "每行写一个 JSON 对象");
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isString() || value.isNumber() ? Optional.of(value.asString()) : Optional.empty();
  }

  private static Optional<PromoterStatus> status(JsonNode node, Path list, int number, Problems problems) {
    Optional<String> written = text(node, "promoter");
    Optional<PromoterStatus> status = written.flatMap(AnalysisItem::status);
    if (written.isPresent() && status.isEmpty()) {
      String names = Arrays.stream(PromoterStatus.values()).map(Enum::name).collect(Collectors.joining("、"));
      problems.add(list.toString(), number, "promoter 不能是 " + written.get(), "可写：" + names);
    }
    return status;
  }

  private static Optional<PromoterStatus> status(String name) {
    return Arrays.stream(PromoterStatus.values()).filter(s -> s.name().equals(name)).findFirst();
  }
}
