package cn.qingzheng.console.sample;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One thing offered on a platform.
 *
 * @param fields {@code id}, {@code title}, {@code price}, {@code seller} and whatever else its platform shows
 * @param body the description, HTML
 */
record Listing(Map<String, String> fields, String body) {

  Listing {
    fields = Map.copyOf(fields);
  }

  /** Reads blocks of {@code name: value} lines, an empty line and the description; blocks end with {@code %%}. */
  static List<Listing> all(String file) {
    return Arrays.stream(Text.read(file).split("(?m)^%%\\s*$"))
        .filter(block -> !block.isBlank()).map(block -> parse(block.strip())).toList();
  }

  private static Listing parse(String block) {
    int gap = block.indexOf("\n\n");
    Map<String, String> fields = new HashMap<>();
    block.substring(0, gap).lines().map(line -> line.split(":", 2))
        .forEach(pair -> fields.put(pair[0].strip(), pair[1].strip()));
    return new Listing(fields, block.substring(gap + 2));
  }

  String id() {
    return fields.get("id");
  }

  /** Plain text search as small platforms have it: every word of the query occurs in the title or the tags. */
  boolean matches(String query) {
    String searched = fields.get("title") + ' ' + fields.getOrDefault("tags", "");
    return Stream.of(query.strip().split("\\s+")).allMatch(searched::contains);
  }
}
