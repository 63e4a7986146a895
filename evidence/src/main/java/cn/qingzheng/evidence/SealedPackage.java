package cn.qingzheng.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A package that verifies, to be read from. */
public final class SealedPackage implements AutoCloseable, Papers.Reader {
  private static final int LONGEST = 256 << 20;

  private final ZipBag source;
  private final OpenBag bag;

  private SealedPackage(ZipBag source) {
    this.source = source;
    this.bag = OpenBag.read(source);
  }

  /**
   * @throws EvidenceException if it does not verify: nothing is read out of what is not as it was sealed
   * @throws IOException if it cannot be opened
   */
  public static SealedPackage open(Path zip) throws IOException, EvidenceException {
    VerificationReport report = new EvidenceVerifier().verify(zip);
    if (!report.valid()) {
      throw new EvidenceException(report.failures());
    }
    return new SealedPackage(new ZipBag(zip));
  }

  /** Everything under {@code data/}, sorted. */
  public List<Papers.ListedFile> files() {
    return bag.digests().entrySet().stream()
        .filter(e -> BagLayout.isPayload(e.getKey()))
        .map(e -> new Papers.ListedFile(e.getKey(), e.getValue().size(), e.getValue().sha256(), e.getValue().sm3()))
        .toList();
  }

  @Override
  public byte[] bytes(String path) throws IOException {
    return bag.bytes(path, LONGEST);
  }

  /** SHA-256 of {@code manifest-sha256.txt}, lower-case hex. */
  public String manifestSha256() {
    return bag.digests().get(BagLayout.MANIFEST_SHA256).sha256();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
