package cn.qingzheng.evidence;

/** The two files that get a time stamp: together they name every piece of evidence, once by each algorithm. */
enum Stamped {
  MANIFEST(BagLayout.MANIFEST_SHA256, ImprintAlgorithm.SHA256, "timestamp-sha256"),
  SM3_LIST(BagLayout.SM3_SUMS, ImprintAlgorithm.SM3, "timestamp-sm3");

  private final String file;
  private final ImprintAlgorithm algorithm;
  private final String checkId;

  Stamped(String file, ImprintAlgorithm algorithm, String checkId) {
    this.file = file;
    this.algorithm = algorithm;
    this.checkId = checkId;
  }

  String file() {
    return file;
  }

  ImprintAlgorithm algorithm() {
    return algorithm;
  }

  String checkId() {
    return checkId;
  }

  /** Lower-case hex. */
  String digest(Digests digests) {
    return switch (algorithm) {
      case SHA256 -> digests.sha256();
      case SM3 -> digests.sm3();
    };
  }
}
