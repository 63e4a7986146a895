package cn.qingzheng.console.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reading, filling and encoding the shipped texts. */
final class Text {

  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  private Text() { }

  static byte[] bytes(String file) {
    try (InputStream in = Text.class.getResourceAsStream("/sampleweb/" + file)) {
      if (in == null) {
        throw new IllegalStateException("sample web file should be shipped, was missing: " + file);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String read(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  /** Puts values into {@code {{name}}} slots; a slot without a value becomes empty. */
  static String fill(String template, Map<String, String> values) {
    return SLOT.matcher(template).replaceAll(
        slot -> Matcher.quoteReplacement(values.getOrDefault(slot.group(1), "")));
  }

  /** Encodes strictly: a page that its charset cannot hold is a mistake in the page, not a question mark. */
  static byte[] encode(String text, Charset charset) {
    try {
      ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException unmappable) {
      throw new IllegalStateException("sample page should fit " + charset + ", was: " + text, unmappable);
    }
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
