package cn.qingzheng.crawler.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
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
 * Takes off what Content-Encoding (RFC 9110 §8.4) put on: gzip, deflate, br, zstd and chains of them.
 * Bounded, so a small body that inflates to gigabytes costs no more than the limit, also between two codings.
 */
public final class ContentCoding {
  /** 8 MB, which is what RFC 9659 §3 lets a server use. */
  private static final int ZSTD_WINDOW_LOG = 23;

  /** Of a chain, what may lie between two codings, in limits of what may come out in the end. */
  private static final long BETWEEN = 8;

  private static final boolean ZSTD = zstdRuns();

  private ContentCoding() {}

  /**
   * What came out; the arrays of two results are not compared.
   *
   * @param bytes never longer than the limit
   * @param cut whether there would have been more
   * @param fault why the decoding stopped early; the bytes are what came out until then
   */
  public record Decoded(byte[] bytes, boolean cut, Optional<String> fault) {}

  /** The value of Accept-Encoding: what can be taken off on this machine. */
  public static String accepted() {
    return ZSTD ? "gzip, deflate, br, zstd" : "gzip, deflate, br";
  }

  /** The decoder is native code, which is not there for every machine. */
  private static boolean zstdRuns() {
    try {
      return Zstd.maxCompressionLevel() > 0;
    } catch (LinkageError e) {
      return false;
    }
  }

  /**
   * @param coded the body after transfer decoding
   * @param contentEncoding the header's value, empty for none; unknown codings are a fault
   * @param max bytes wanted at most
   */
  public static Decoded decode(byte[] coded, String contentEncoding, int max) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(max, Math.max(1024, coded.length * 4)));
    byte[] buffer = new byte[16384];
    try (InputStream in = stream(new ByteArrayInputStream(coded), codings(contentEncoding), BETWEEN * max)) {
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

  private static InputStream stream(InputStream coded, List<String> codings, long between) throws IOException {
    if (codings.size() > 3) {
      throw new IOException("more than three content codings");
    }
    InputStream in = coded;
    try {
      for (String coding : codings) {
        in = off(coding, in == coded ? in : new Bounded(in, between));
      }
      return in;
    } catch (IOException | RuntimeException e) {
      // One decoder holds native memory.
      in.close();
      throw e;
    }
  }

  private static InputStream off(String coding, InputStream in) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in, 8192);
      case "deflate" -> deflate(in);
      case "br" -> new BrotliInputStream(in);
      case "zstd" -> zstd(in);
      default -> throw new IOException("unknown content coding " + coding);
    };
  }

  private static InputStream zstd(InputStream in) throws IOException {
    if (!ZSTD) {
      throw new IOException("no decoder for zstd on this machine");
    }
    return new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG);
  }

  /** Deflate is meant to be zlib (RFC 1950), but many servers send it raw (RFC 1951). */
  private static InputStream deflate(InputStream in) throws IOException {
    PushbackInputStream back = new PushbackInputStream(in, 2);
    byte[] head = back.readNBytes(2);
    back.unread(head);
    boolean zlib =
        head.length > 1 && (head[0] & 0x0f) == 8 && (((head[0] & 0xff) << 8) | (head[1] & 0xff)) % 31 == 0;
    return new InflaterInputStream(back, new Inflater(!zlib));
  }

  /** What lies between two codings: without an end to it, a bomb inside a bomb would cost its whole size in time. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      spend(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      spend(Math.max(0, n));
      return n;
    }

    private void spend(int n) throws IOException {
      left -= n;
      if (left < 0) {
        throw new IOException("too much between two content codings");
      }
    }
  }
}
