package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.SourceFile;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts and pages with what should be found in them, from JSON Lines. A line with {@code file} is a page, any other
 * a text.
 */
public record LabelledSamples(List<Text> texts, List<WholePage> pages) {
  public LabelledSamples {
    texts = List.copyOf(texts);
    pages = List.copyOf(pages);
  }

  /**
   * @param at file and line, for the list of misses
   * @param kind the class, for example {@code trap}
   */
  public record Text(
      String at, String id, String kind, Optional<PromoterStatus> promoter, Optional<String> host, String text,
      List<Gold> hits) {}

  /**
   * @param terms every term that is right at this place
   * @param span UTF-16 offsets in the text
   */
  public record Gold(List<String> terms, Span span, boolean violation) {}

  /**
   * @param file of the page
   * @param expect what has to be found at least so often
   * @param forbid terms that must not be proposed as findings
   */
  public record WholePage(
      String at, Path file, Optional<String> host, Optional<PageKind> kind, Optional<String> promoterName,
      Optional<PromoterStatus> promoter, List<Expected> expect, List<String> forbid, Optional<Outcome> verdict) {}

  public record Expected(String term, int min, boolean violation) {}

  /** Reads a file; every mistake is reported with its line, and an empty file is one. */
  public static LabelledSamples load(Path jsonl, Problems problems) {
    List<Text> texts = new ArrayList<>();
    List<WholePage> pages = new ArrayList<>();
    SourceFile.read(jsonl, problems).ifPresent(source -> {
      JsonMapper mapper = JsonMapper.builder().build();
      Set<String> ids = new HashSet<>();
      String[] lines = source.content().split("\r?\n", -1);
      for (int i = 0; i < lines.length; i++) {
        if (!lines[i].isBlank()) {
          new Line(source.name(), i + 1, jsonl, ids, problems).read(mapper, lines[i], texts, pages);
        }
      }
      if (texts.isEmpty() && pages.isEmpty()) {
        problems.add(source.name(), 0, "没有任何样本", "请至少写一行");
      }
    });
    return new LabelledSamples(texts, pages);
  }

  /** Both lists one after the other. */
  public LabelledSamples and(LabelledSamples more) {
    List<Text> allTexts = new ArrayList<>(texts);
    allTexts.addAll(more.texts);
    List<WholePage> allPages = new ArrayList<>(pages);
    allPages.addAll(more.pages);
    return new LabelledSamples(allTexts, allPages);
  }

  private record Line(String source, int line, Path file, Set<String> ids, Problems problems) {
    void read(JsonMapper mapper, String content, List<Text> texts, List<WholePage> pages) {
      try {
        JsonNode node = mapper.readTree(content);
        if (!node.isObject()) {
          problem("应为一个 JSON 对象", "每行写一个 {…}");
        } else if (node.has("file")) {
          pages.add(page(node));
        } else {
          text(node).ifPresent(texts::add);
        }
      } catch (JacksonException e) {
        problem("不是 JSON：" + e.getOriginalMessage(), "请检查引号和括号");
      }
    }

    private Optional<Text> text(JsonNode node) {
      String text = required(node, "text");
      String id = required(node, "id");
      if (!id.isEmpty() && !ids.add(id)) {
        problem("编号重复：" + id, "请换一个");
      }
      List<Gold> hits = new ArrayList<>();
      for (JsonNode hit : node.path("hits")) {
        gold(hit, text).ifPresent(hits::add);
      }
      return Optional.of(
          new Text(source + ":" + line, id, required(node, "class"), constant(node, "promoter", PromoterStatus.class),
              optional(node, "host"), text, List.copyOf(hits)));
    }

    private Optional<Gold> gold(JsonNode hit, String text) {
      int start = hit.path("start").asInt(-1);
      int end = hit.path("end").asInt(-1);
      List<String> terms = strings(hit.path("term"));
      if (start < 0 || end <= start || end > text.length()) {
        problem("命中位置不在文中：" + start + "–" + end, "请写 UTF-16 位置，起点含、终点不含");
        return Optional.empty();
      }
      if (terms.isEmpty()) {
        problem("命中没有写词条", "请写 \"term\": [\"包过\"]");
        return Optional.empty();
      }
      if (!hit.path("violation").isBoolean()) {
        problem("命中没有写 violation", "请写 true 或 false");
      }
      return Optional.of(new Gold(terms, new Span(start, end), hit.path("violation").asBoolean(false)));
    }

    private WholePage page(JsonNode node) {
      List<Expected> expect = new ArrayList<>();
      for (JsonNode e : node.path("expect")) {
        expect.add(new Expected(TermShape.name(required(e, "term")), e.path("min").asInt(1), e.path("violation").asBoolean(true)));
      }
      Path folder = file.toAbsolutePath().getParent();
      return new WholePage(source + ":" + line, folder.resolve(required(node, "file")).normalize(), optional(node, "host"),
          constant(node, "kind", PageKind.class), optional(node, "promoter_name"),
          constant(node, "promoter", PromoterStatus.class), List.copyOf(expect), strings(node.path("forbid")),
          constant(node, "verdict", Outcome.class));
    }

    private static List<String> strings(JsonNode node) {
      List<String> all = new ArrayList<>();
      if (node.isString()) {
        all.add(node.asString());
      }
      for (JsonNode n : node) {
        all.add(n.isString() ? n.asString() : n.path("term").asString(""));
      }
      return all.stream().filter(s -> !s.isEmpty()).map(TermShape::name).toList();
    }

    private String required(JsonNode node, String key) {
      String value = optional(node, key).orElse("");
      if (value.isEmpty()) {
        problem("缺少“" + key + "”", "请填写");
      }
      return value;
    }

    private static Optional<String> optional(JsonNode node, String key) {
      return Optional.of(node.path(key)).filter(JsonNode::isString).map(JsonNode::asString).filter(s -> !s.isEmpty());
    }

    private <E extends Enum<E>> Optional<E> constant(JsonNode node, String key, Class<E> type) {
      Optional<String> name = optional(node, key);
      for (E constant : type.getEnumConstants()) {
        if (name.filter(constant.name()::equals).isPresent()) {
          return Optional.of(constant);
        }
      }
      name.ifPresent(n -> problem("“" + key + "”不能是 " + n,
          "可写：" + String.join("、", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList())));
      return Optional.empty();
    }

    private void problem(String wrong, String advice) {
      problems.add(source, line, wrong, advice);
    }
  }
}
