package cn.qingzheng.evidence;

/** What a time-stamp authority is asked to put its time on. */
public enum ImprintAlgorithm {
  SHA256("SHA-256", "2.16.840.1.101.3.4.2.1", 32),
  /** GB/T 32905; many authorities abroad refuse it. */
  SM3("SM3", "1.2.156.10197.1.401", 32);

  private final String label;
  private final String oid;
  private final int bytes;

  ImprintAlgorithm(String label, String oid, int bytes) {
    this.label = label;
    this.oid = oid;
    this.bytes = bytes;
  }

  /** As shown to users. */
  public String label() {
    return label;
  }

  /** Dotted object identifier. */
  public String oid() {
    return oid;
  }

  /** Length of a digest. */
  public int bytes() {
    return bytes;
  }
}
