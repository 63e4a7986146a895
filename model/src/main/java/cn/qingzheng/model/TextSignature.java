package cn.qingzheng.model;

import java.util.List;

/**
 * What makes texts comparable without having them: nearly the same texts have nearly the same signature.
 *
 * @param simhash 64 bits; the fewer differ, the more alike are the texts
 * @param shingles distinct pieces that it was made of; of few it says little
 * @param bands of two texts that share much, at least one is equal at the same place
 */
public record TextSignature(long simhash, int shingles, List<Long> bands) {
  public TextSignature {
    bands = List.copyOf(bands);
  }

  /** Bits that differ, 0 to 64. */
  public static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }
}
