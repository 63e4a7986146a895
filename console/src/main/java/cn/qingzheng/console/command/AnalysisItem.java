package cn.qingzheng.console.command;

import cn.qingzheng.datafile.SourceFile;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

  /** Reads a list; every wrong line is a problem, and so is a file that is not there. */
  static List<AnalysisItem> read(Path list, Problems problems) {
    List<AnalysisItem> items = new ArrayList<>();
    Optional<SourceFile> source = SourceFile.read(list, problems);
    String[] lines = source.map(SourceFile::content).orElse("").split("\r?\n", -1);
    boolean blank = true;
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        blank = false;
        new Line(list, i + 1, problems).item(lines[i]).ifPresent(items::add);
      }
    }
    if (blank && source.isPresent()) {
      problems.add(list.toString(), 0, "没有任何条目", "每行写一个 JSON 对象");
    }
    return items;
  }

  /** Where in the list something is read. */
  private record Line(Path list, int number, Problems problems) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Optional<AnalysisItem> item(String line) {
      try {
        return item(JSON.readTree(line));
      } catch (JacksonException e) {
        problem("不是 JSON 对象", "每行写一个 JSON 对象，请检查引号、逗号和括号");
        return Optional.empty();
      }
    }

    private Optional<AnalysisItem> item(JsonNode node) {
      Optional<String> text = text(node, "text");
      Optional<String> file = text(node, "file");
      Optional<String> host = text(node, "host").filter(h -> !h.isBlank());
      host.flatMap(HostNames::wrong).ifPresent(wrong -> problem(wrong, HostNames.advice()));
      PromoterClue clue = new PromoterClue(text(node, "promoter_name"), text(node, "promoter_code"), status(node));
      if (!node.isObject() || text.isPresent() == file.isPresent()) {
        problem("应有 text 或 file 之一", "写成 {\"id\":\"1\",\"text\":\"…\"} 或 {\"file\":\"a.html\"}");
        return Optional.empty();
      }
      String name = file.orElseGet(() -> text(node, "id").orElse(String.valueOf(number)));
      return Optional.of(new AnalysisItem(name, text, file.flatMap(this::page), host, clue));
    }

    private Optional<Path> page(String file) {
      try {
        Path page = list.resolveSibling(file);
        if (Files.isRegularFile(page)) {
          return Optional.of(page);
        }
        problem("页面文件不存在：" + file, "请检查 file，路径相对于清单所在目录");
      } catch (InvalidPathException e) {
        problem("路径不对：" + file, "请检查 file");
      }
      return Optional.empty();
    }

    private Optional<PromoterStatus> status(JsonNode node) {
      Optional<String> written = text(node, "promoter");
      Optional<PromoterStatus> status =
          written.flatMap(w -> Arrays.stream(PromoterStatus.values()).filter(s -> s.name().equals(w)).findFirst());
      if (written.isPresent() && status.isEmpty()) {
        String names = Arrays.stream(PromoterStatus.values()).map(Enum::name).collect(Collectors.joining("、"));
        problem("promoter 不能是 " + written.get(), "可写：" + names);
      }
      return status;
    }

    private static Optional<String> text(JsonNode node, String key) {
      JsonNode value = node.path(key);
      return value.isString() || value.isNumber() ? Optional.of(value.asString()) : Optional.empty();
    }

    private void problem(String wrong, String advice) {
      problems.add(list.toString(), number, wrong, advice);
    }
  }
}
