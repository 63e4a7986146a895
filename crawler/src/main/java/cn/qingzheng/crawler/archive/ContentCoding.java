package cn.qingzheng.crawler.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * Takes off what Content-Encoding (RFC 9110 §8.4) put on: gzip, deflate, br and chains of them. Bounded, so a
 * small body that inflates to gigabytes costs no more than the limit.
 */
public final class ContentCoding {
  private ContentCoding() {}

  /**
   * What came out; the arrays of two results are not compared.
   *
   * @param bytes never longer than the limit
   * @param cut whether there would have been more
   * @param fault why the decoding stopped early; the bytes are what came out until then
   */
  public record Decoded(byte[] bytes, boolean cut, Optional<String> fault) {}

  /**
   * @param coded the body after transfer decoding
   * @param contentEncoding the header's value, empty for none; unknown codings are a fault
   * @param max bytes wanted at most
   */
  public static Decoded decode(byte[] coded, String contentEncoding, int max) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(max, Math.max(1024, coded.length * 4)));
    byte[] buffer = new byte[16384];
    try (InputStream in = stream(new ByteArrayInputStream(coded), codings(contentEncoding))) {
      int n;
      while ((n = in.read(buffer, 0, Math.min(buffer.length, max - out.size() + 1))) > 0) {
        if (out.size() + n > max) {
          out.write(buffer, 0, max - out.size());
          return new Decoded(out.toByteArray(), true, Optional.empty());
        }
        out.write(buffer, 0, n);
      }
      return new Decoded(out.toByteArray(), false, Optional.empty());
    } catch (IOException | IllegalStateException e) {
      // The Brotli decoder reports some damage as IllegalStateException.
      return new Decoded(out.toByteArray(), false, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** In the order in which they are to be taken off: the last one applied first. */
  private static List<String> codings(String contentEncoding) {
    List<String> codings = new ArrayList<>();
    for (String c : contentEncoding.toLowerCase(Locale.ROOT).split(",")) {
      String name = c.strip();
      if (!name.isEmpty() && !name.equals("identity")) {
        codings.add(name);
      }
    }
    Collections.reverse(codings);
    return codings;
  }

  private static InputStream stream(InputStream coded, List<String> codings) throws IOException {
    if (codings.size() > 3) {
      throw new IOException("more than three content codings");
    }
    InputStream in = coded;
    for (String coding : codings) {
      in =
          switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in, 8192);
            case "deflate" -> deflate(in);
            case "br" -> new BrotliInputStream(in);
            default -> throw new IOException("unknown content coding " + coding);
          };
    }
    return in;
  }

  /** Deflate is meant to be zlib (RFC 1950), but many servers send it raw (RFC 1951). */
  private static InputStream deflate(InputStream in) throws IOException {
    byte[] all = in.readAllBytes();
    boolean zlib = all.length > 1 && (all[0] & 0x0f) == 8 && (((all[0] & 0xff) << 8) | (all[1] & 0xff)) % 31 == 0;
    return new InflaterInputStream(new ByteArrayInputStream(all), new Inflater(!zlib));
  }
}
