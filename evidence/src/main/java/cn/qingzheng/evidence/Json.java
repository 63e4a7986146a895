package cn.qingzheng.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON of one fixed look: line feeds, two blanks, keys in the order they were put. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static ArrayNode strings(Collection<String> values) {
    ArrayNode array = array();
    values.forEach(array::add);
    return array;
  }

  /** For people: indented, with a line feed at the end. */
  static byte[] pretty(JsonNode node) {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(indent)
            .withArrayIndenter(indent);
    return utf8(MAPPER.writer().with(printer).writeValueAsString(node) + "\n");
  }

  /** One line without a line feed. */
  static String line(JsonNode node) {
    return wellFormed(MAPPER.writeValueAsString(node));
  }

  /** @throws JacksonException if it is no JSON, has a key twice, or more after its end */
  static JsonNode read(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  static byte[] utf8(String text) {
    return wellFormed(text).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The text with every surrogate that has no partner replaced by U+FFFD. UTF-8 cannot hold such a unit; the
   * replacement is one unit too, so all UTF-16 offsets stay right.
   */
  static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      mended = mended == null ? new StringBuilder(text) : mended;
      mended.setCharAt(i, '\uFFFD');
    }
    return mended == null ? text : mended.toString();
  }
}
