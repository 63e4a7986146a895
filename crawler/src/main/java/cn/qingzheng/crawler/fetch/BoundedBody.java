package cn.qingzheng.crawler.fetch;

import cn.qingzheng.crawler.archive.ContentCoding;
import java.util.Arrays;

/**
 * A body within the limits.
 *
 * @param wire as received, content coding on
 * @param plain content coding taken off
 * @param truncated whether there was more
 */
record BoundedBody(byte[] wire, byte[] plain, boolean truncated) {
  /** More than any real page gains; a bomb of nothing but zeros reaches a thousand. */
  private static final long MAX_RATIO = 200;

  private static final long RATIO_FREE = 1024 * 1024;

  /**
   * @param received up to one byte more than {@code max}
   * @param coding the value of Content-Encoding, empty if none
   */
  static BoundedBody of(byte[] received, String coding, int max) {
    boolean cut = received.length > max;
    byte[] wire = cut ? Arrays.copyOf(received, max) : received;
    if (wire.length == 0 || coding.isBlank()) {
      return new BoundedBody(wire, wire, cut);
    }
    int unfolded = (int) Math.min(max, Math.max(RATIO_FREE, wire.length * MAX_RATIO));
    ContentCoding.Decoded decoded = ContentCoding.decode(wire, coding, unfolded);
    if (decoded.bytes().length == 0 && decoded.fault().isPresent()) {
      // Some servers name a coding they did not apply; a browser fails, but the words are there to be read.
      return new BoundedBody(wire, wire, cut);
    }
    return new BoundedBody(wire, decoded.bytes(), cut || decoded.cut() || decoded.fault().isPresent());
  }
}
