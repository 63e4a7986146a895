package cn.qingzheng.crawler.page;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The encodings of the WHATWG Encoding Standard: their labels, and how their bytes become text. */
final class Encodings {
  static final String UTF_8 = "UTF-8";
  static final String GB18030 = "gb18030";
  static final String BIG5 = "Big5";
  static final String WINDOWS_1252 = "windows-1252";

  /** Where the JDK's name for the same thing is another one. */
  private static final Map<String, String> JDK_NAMES =
      Map.of(
          "windows-874", "x-windows-874", "macintosh", "x-MacRoman", "x-mac-cyrillic", "x-MacUkraine", "EUC-KR",
          "x-windows-949", "Shift_JIS", "windows-31j", "ISO-8859-8-I", "ISO-8859-8");

  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, char[]> singleByte = new HashMap<>();
  private final Gb18030 gb18030 = new Gb18030();
  private final Big5 big5 = new Big5();

  Encodings() {
    DataLines.of("encoding-labels.tsv").stream()
        .skip(1)
        .forEach(l -> labels.put(l.substring(0, l.indexOf('\t')), l.substring(l.indexOf('\t') + 1)));
    DataLines.of("single-byte.tsv").forEach(l -> singleByte.put(l.substring(0, l.indexOf('\t')), upperHalf(l.substring(l.indexOf('\t') + 1))));
  }

  private static char[] upperHalf(String codePoints) {
    StringBuilder half = new StringBuilder();
    for (String hex : codePoints.split(" ")) {
      half.append((char) Integer.parseInt(hex, 16));
    }
    return half.toString().toCharArray();
  }

  /** The encoding a label means to a browser; empty for a label that no browser knows. */
  Optional<String> named(String label) {
    return Optional.ofNullable(labels.get(label.strip().toLowerCase(Locale.ROOT)))
        .map(name -> name.equals("GBK") ? GB18030 : name);
  }

  /** @param name as {@link #named} gives it */
  Text decode(String name, byte[] bytes) {
    return switch (name) {
      case GB18030 -> gb18030.decode(bytes);
      case BIG5 -> big5.decode(bytes);
      default -> counted(singleByte.containsKey(name) ? read(bytes, singleByte.get(name)) : new String(bytes, jdk(name)));
    };
  }

  /** The JDK lacks some of these encodings, and leaves codes undefined that are control characters to browsers. */
  private static String read(byte[] bytes, char[] upperHalf) {
    char[] chars = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      chars[i] = bytes[i] >= 0 ? (char) bytes[i] : upperHalf[bytes[i] & 0x7f];
    }
    return new String(chars);
  }

  /** For writing query strings, which take the encoding of the page, and for reading where the standard has no table here. */
  static Charset jdk(String name) {
    String jdkName = name.equals(BIG5) ? "Big5-HKSCS" : JDK_NAMES.getOrDefault(name, name);
    // ISO-8859-10, -14 and x-user-defined are in no JDK; no Chinese page writes its queries in them.
    return Charset.isSupported(jdkName) ? Charset.forName(jdkName) : StandardCharsets.ISO_8859_1;
  }

  private static Text counted(String chars) {
    int errors = 0;
    for (int i = chars.indexOf('\ufffd'); i >= 0; i = chars.indexOf('\ufffd', i + 1)) {
      errors++;
    }
    return new Text(chars, errors);
  }
}
