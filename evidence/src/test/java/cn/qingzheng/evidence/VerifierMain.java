package cn.qingzheng.evidence;

import java.nio.file.Path;

/** Verifies one package in a JVM of its own. */
final class VerifierMain {
  private VerifierMain() {}

  public static void main(String[] args) {
    VerificationReport report = new EvidenceVerifier().verify(Path.of(args[0]));
    System.err.println(report.text());
    System.exit(report.valid() ? 0 : 1);
  }
}
