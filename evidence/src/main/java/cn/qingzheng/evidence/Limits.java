package cn.qingzheng.evidence;

/**
 * What a package may hold at most; the builder refuses more and the verifier does not read on. They keep a hostile
 * file from filling memory or disk, and lie far above what a page ever needs.
 */
final class Limits {
  /** Files in a package. */
  static final int FILES = 2_000;
  /** Bytes of a whole package; also keeps the zip below the 4 GiB that need zip64. */
  static final long PACKAGE = 2L << 30;
  /** Bytes of a text or list that is read as a whole. */
  static final int TEXT = 64 << 20;
  /** Bytes of a JSON file, which takes far more memory once it is read. */
  static final int JSON = 16 << 20;
  /** Bytes of the WARC file, compressed. */
  static final int WARC = 256 << 20;
  /** Bytes of one WARC record, or of one decoded body, decompressed. */
  static final int RECORD = 96 << 20;
  /** Bytes of all WARC records together, decompressed. */
  static final long RECORDS = 1L << 30;
  /** Records in the WARC file. */
  static final int RECORD_COUNT = 10_000;
  /** Problems told per check; the rest are counted. */
  static final int PROBLEMS = 50;

  private Limits() {}
}
