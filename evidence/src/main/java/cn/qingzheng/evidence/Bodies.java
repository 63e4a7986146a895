package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads bodies with a limit, and as text just well enough to look a quoted word up. */
final class Bodies {
  private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]+)", Pattern.CASE_INSENSITIVE);
  private static final int META_WITHIN = 4096;

  private Bodies() {}

  /** @throws IOException in Chinese, if there is more than {@link Limits#RECORD} */
  static byte[] bytes(InputStream in) throws IOException {
    byte[] read = in.readNBytes(Limits.RECORD + 1);
    if (read.length > Limits.RECORD) {
      throw new IOException("正文解码后超过 " + Limits.RECORD + " 字节，停止读取");
    }
    return read;
  }

  /** Decoded by the header, else by a {@code meta charset} near the start, else as UTF-8 if it is that, else GB 18030. */
  static String text(byte[] body, String contentType) {
    String start = new String(body, 0, Math.min(body.length, META_WITHIN), StandardCharsets.ISO_8859_1);
    Charset charset = named(contentType).or(() -> named(start)).orElseGet(() -> unnamed(body));
    return new String(body, charset);
  }

  private static Charset unnamed(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return Charset.forName("GB18030");
    }
  }

  private static Optional<Charset> named(String text) {
    Matcher m = CHARSET.matcher(text);
    if (!m.find()) {
      return Optional.empty();
    }
    try {
      // Pages that say GB2312 are written in its superset.
      String name = m.group(1).toLowerCase(Locale.ROOT);
      return Optional.of(Charset.forName(name.equals("gb2312") || name.equals("gbk") ? "GB18030" : name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
