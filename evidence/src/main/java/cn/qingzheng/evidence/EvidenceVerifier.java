package cn.qingzheng.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies an evidence package offline, from the sealed zip or from the folder it was unpacked to. Reads only, keeps
 * to {@link Limits}, and never throws, whatever the file is made of. Safe for several threads.
 *
 * <p>A zip must have the exact form in which packages are sealed, so that a change of any byte is found, also of one
 * that belongs to no file. What no check inside can find is a package that was replaced as a whole: compare
 * {@link VerificationReport#manifestSha256()} with what was written down at sealing.
 */
public final class EvidenceVerifier {
  private static final String CONTAINER = "container";
  private static final String CONTAINER_NAME = "封装形式";

  private final Set<X509Certificate> trusted;

  /** Checks signatures and time stamps by the certificates they carry; whether to trust these is left to the reader. */
  public EvidenceVerifier() {
    this(Set.of());
  }

  /** @param trustedRoots a signature or time stamp that does not lead to one of them fails */
  public EvidenceVerifier(Set<X509Certificate> trustedRoots) {
    this.trusted = Set.copyOf(trustedRoots);
  }

  /** Verifies the zip or folder; what cannot be read is a failed check. */
  public VerificationReport verify(Path zipOrDir) {
    return verify(zipOrDir, Optional.empty());
  }

  /** @param expected SHA-256 or SM3 of {@code manifest-sha256.txt} as it was written down elsewhere, hex */
  public VerificationReport verify(Path zipOrDir, Optional<String> expected) {
    String target = Checks.printable(zipOrDir.toString());
    try (BagSource source = open(zipOrDir)) {
      return verify(target, source, expected);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return unreadable(target, e);
    }
  }

  private static BagSource open(Path zipOrDir) throws IOException {
    if (Files.isDirectory(zipOrDir)) {
      return new FolderBag(zipOrDir);
    }
    if (!Files.isRegularFile(zipOrDir)) {
      // A pipe or device might never end, or never answer.
      throw new IOException("不是文件，也不是文件夹，或者不存在");
    }
    return new ZipBag(zipOrDir);
  }

  private VerificationReport verify(String target, BagSource source, Optional<String> expected) {
    OpenBag bag = OpenBag.read(source);
    Checks checks = new Checks();
    new BagChecks(bag).run(checks);
    WarcFile warc = archive(bag);
    new ArchiveChecks(bag, warc).run(checks);
    new EvidenceChecks(bag, warc).run(checks);
    new SignatureChecks(bag, trusted).run(checks);
    new TimestampChecks(bag, trusted).run(checks);
    Optional<Digests> manifest = Optional.ofNullable(bag.digests().get(BagLayout.MANIFEST_SHA256));
    expected.ifPresent(e -> checks.run("expected", "文书载明的校验值", f -> writtenDown(f, e, manifest)));
    return new VerificationReport(
        target,
        bag.facts().id().map(Checks::printable),
        manifest.map(Digests::sha256),
        manifest.map(Digests::sm3),
        checks.done());
  }

  private static void writtenDown(Checks.Findings findings, String expected, Optional<Digests> manifest) {
    String wanted = expected.strip().toLowerCase(Locale.ROOT);
    boolean same = manifest.filter(m -> wanted.equals(m.sha256()) || wanted.equals(m.sm3())).isPresent();
    findings.require(same, "manifest-sha256.txt 的校验值不是文书载明的 " + Checks.printable(wanted) + "：不是同一个证据包");
    findings.detail("与 " + Checks.printable(wanted) + " 比较");
  }

  private static WarcFile archive(OpenBag bag) {
    try {
      return WarcFile.read(bag.bytes(BagLayout.WARC, Limits.WARC));
    } catch (IOException e) {
      return new WarcFile(List.of(), List.of(e.getMessage()));
    } catch (OutOfMemoryError e) {
      // A record made to exhaust the reader, in spite of the limits.
      return new WarcFile(List.of(), List.of("内容过大，停止读取"));
    }
  }

  private static VerificationReport unreadable(String target, Throwable cause) {
    String problem = "无法读取：" + Checks.printable(String.valueOf(cause.getMessage()));
    VerificationReport.Check check =
        new VerificationReport.Check(
            CONTAINER, CONTAINER_NAME, VerificationReport.State.FAILED, "", List.of(problem));
    return new VerificationReport(target, Optional.empty(), Optional.empty(), Optional.empty(), List.of(check));
  }
}
