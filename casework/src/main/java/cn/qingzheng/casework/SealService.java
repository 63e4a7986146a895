package cn.qingzheng.casework;

import java.io.IOException;
import java.time.Instant;

/**
 * Puts an organ's electronic seal on a letter. The province's seal system stands behind it in earnest; {@link
 * LocalTestSeal} for trying things out.
 */
public interface SealService {
  /**
   * Where and for whom.
   *
   * @param page from 1
   * @param centreX from the left edge, in points
   * @param centreY from the upper edge, in points
   * @param keeper who uses the seal
   */
  record Place(String organ, int page, float centreX, float centreY, Instant at, String keeper) {}

  /** Names the seal in the records: who issued it, and its certificate. */
  String name();

  /**
   * The sealed document; the given bytes are its beginning, unchanged.
   *
   * @throws IOException if the seal cannot be had now
   */
  byte[] seal(byte[] pdf, Place place) throws IOException;
}
