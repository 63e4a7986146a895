package cn.qingzheng.crawler.frontier;

import cn.qingzheng.model.Capture;
import java.util.Objects;

/**
 * A host on which the same or nearly the same text stands.
 *
 * @param latest the last capture of it there
 * @param captures how many there are
 * @param distance bits of the text's signature that differ, 0 to 64
 * @param sameBytes whether the last one is the same byte for byte
 */
public record Copy(String host, Capture latest, long captures, int distance, boolean sameBytes) {
  public Copy {
    Objects.requireNonNull(host);
    Objects.requireNonNull(latest);
  }
}
