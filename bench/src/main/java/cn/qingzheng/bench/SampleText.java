package cn.qingzheng.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text for the measurements: the labelled sentences that hold no term, and one advertisement at the end. */
final class SampleText {
  private static final String ADVERTISEMENT = "健康管理师证书包过班，三十天下证，名额有限，欢迎来电咨询。";

  private SampleText() {}

  /** A page of so many characters with one candidate. */
  static String page(Path root, int length) throws IOException {
    StringBuilder neutral = new StringBuilder();
    JsonMapper json = JsonMapper.builder().build();
    Path samples = root.resolve("analyzer/src/test/resources/samples/dev");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(samples, "*.jsonl")) {
      for (Path file : files) {
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
          JsonNode item = json.readTree(line.isBlank() ? "{}" : line);
          if (item.path("hits").isArray() && item.path("hits").isEmpty() && item.path("text").isString()) {
            neutral.append(item.path("text").asString()).append('\n');
          }
        }
      }
    }
    StringBuilder page = new StringBuilder();
    while (page.length() < length - ADVERTISEMENT.length()) {
      page.append(neutral, 0, Math.min(neutral.length(), length - ADVERTISEMENT.length() - page.length()));
    }
    return page.append(ADVERTISEMENT).toString();
  }
}
