package cn.qingzheng.bench;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.PlainText;
import cn.qingzheng.analyzer.Wordlists;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.TextBlock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Text for the measurements, made of the labelled development samples: sentences and blocks of pages of this trade
 * and of everyday life. The order is shuffled with a fixed seed, so that every run has the same pages and no two
 * pages are alike.
 */
final class SampleText {
  /** The day on which everything is judged. */
  static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  private static final String ADVERTISEMENT = "健康管理师证书包过班，三十天下证，名额有限，欢迎来电咨询。";
  private static final int SEED = 4000;

  private final List<String> quiet;
  private final List<String> traps;
  private final Random order = new Random(SEED);

  private SampleText(List<String> quiet, List<String> traps) {
    this.quiet = quiet;
    this.traps = traps;
  }

  /**
   * Sorts the samples: <em>quiet</em> ones hold no term of the lists, not even across a word boundary, and give no
   * hit; <em>traps</em> give no hit although the letters of a term stand in them (面包过敏).
   */
  static SampleText read(Path root, Wordlists wordlists, Analyzer analyzer) throws IOException {
    List<String> quiet = new ArrayList<>();
    List<String> traps = new ArrayList<>();
    for (String text : samples(root.resolve("analyzer/src/test/resources/samples/dev"))) {
      String folded = analyzer.folding().fold(text).text();
      boolean term = wordlists.terms().stream().anyMatch(folded::contains);
      if (analyzer.analyze(page(text), PromoterClue.none()).hits().isEmpty()) {
        (term ? traps : quiet).add(text);
      }
    }
    return new SampleText(quiet, traps);
  }

  private static Set<String> samples(Path folder) throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    JsonMapper json = JsonMapper.builder().build();
    for (Path file : files(folder, ".jsonl")) {
      for (String line : Files.readAllLines(file)) {
        JsonNode text = json.readTree(line.isBlank() ? "{}" : line).path("text");
        if (text.isString()) {
          texts.add(text.asString());
        }
      }
    }
    PageReader reader = new PageReader();
    for (Path file : files(folder.resolve("pages"), ".html")) {
      Page page =
          reader.read("sample", URI.create("http://sample.example/"), AT, Optional.of("text/html"), Files.readAllBytes(file), Optional.empty());
      page.text().blocks().stream().map(TextBlock::text).forEach(texts::add);
    }
    return texts;
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    }
  }

  static Page page(String text) {
    return PlainText.page("bench", text, Optional.empty(), AT);
  }

  /** Quiet text of so many characters, one advertisement for every 4,000 of them. */
  String quiet(int length) {
    return String.join("\n", blocks(quiet, length));
  }

  /** Nothing but traps, one advertisement for every 4,000 characters: the worst that honest text can be. */
  String trapping(int length) {
    return String.join("\n", blocks(traps, length));
  }

  /** Blocks that come to so many characters with a line feed between two; the advertisements lie in the middle. */
  List<String> quietBlocks(int length) {
    return blocks(quiet, length);
  }

  private List<String> blocks(List<String> from, int length) {
    List<String> blocks = new ArrayList<>();
    int left = length;
    while (left > 0) {
      int page = Math.min(left, 4_000);
      blocks.addAll(fourThousand(from, page));
      left -= page;
    }
    return blocks;
  }

  private List<String> fourThousand(List<String> from, int length) {
    List<String> blocks = new ArrayList<>();
    int room = length - ADVERTISEMENT.length() - 1;
    while (room > 0) {
      List<String> shuffled = new ArrayList<>(from);
      Collections.shuffle(shuffled, order);
      for (String text : shuffled) {
        if (room > 0) {
          String fitting = text.substring(0, Math.min(text.length(), room));
          blocks.add(fitting);
          room -= fitting.length() + 1;
        }
      }
    }
    blocks.add(blocks.size() / 2, ADVERTISEMENT);
    return blocks;
  }
}
