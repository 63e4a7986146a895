package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Facet;
import cn.qingzheng.model.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of 典型案例通报.
 *
 * @param matter what a case is about, by {@link Facet}
 * @param bodyKinds what stays of a body's name; the first that fits
 * @param quoteCharacters of the original at most, in characters
 */
record BulletinTexts(PaperTexts words, Map<String, String> matter, List<String> bodyKinds, int quoteCharacters) {
  private static final List<String> PLAIN =
      List.of("title", "opening", "told", "quote", "quote_none", "where_shop", "where_site", "acts", "acts_none", "seen_gone",
          "seen_superficial", "seen_open", "closing", "body_prefix", "body_other", "link", "mark");

  BulletinTexts {
    matter = Map.copyOf(matter);
    bodyKinds = List.copyOf(bodyKinds);
  }

  static Optional<BulletinTexts> read(YamlMap yaml, Problems problems) {
    Problems own = new Problems();
    PaperTexts words = PaperTexts.of(yaml, "case-bulletin/1", PLAIN, Set.of("matter", "body_kinds", "quote_characters"), own);
    words.placeholders("opening", Set.of("count"), Set.of("count"));
    words.placeholders(
        "told", Set.of("number", "body", "where", "quote", "items", "matter", "basis", "acts", "seen"), Set.of("body", "quote", "basis"));
    words.placeholders("quote", Set.of("quote", "items"), Set.of("quote"));
    words.placeholders("quote_none", Set.of("items"), Set.of());
    words.placeholders("acts", Set.of("acts"), Set.of("acts"));
    BulletinTexts texts =
        new BulletinTexts(
            words, words.map("matter", Arrays.stream(Facet.values()).map(Enum::name).toList()), words.list("body_kinds", 0),
            yaml.integer("quote_characters", 8, 200, 22, own));
    own.list().forEach(problems::add);
    return own.isEmpty() ? Optional.of(texts) : Optional.empty();
  }

  String text(String key) {
    return words.text(key);
  }

  /** The name of a body or shop as it is printed: 某 and what kind of body it is. */
  String body(String name) {
    return kind(name).map(k -> text("body_prefix") + k).orElse(text("body_other"));
  }

  Optional<String> kind(String name) {
    return bodyKinds.stream().filter(name::endsWith).findFirst();
  }
}
