package cn.qingzheng.evidence;

import cn.qingzheng.evidence.Checks.Findings;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The bureau's signatures. Which there are is said in {@code capture.json} and so bound by the manifest: a signature
 * that was taken out with everything that lists it is missed.
 */
final class SignatureChecks {
  private static final int MAX_SIGNATURE = 1 << 20;

  private final OpenBag bag;
  private final Set<X509Certificate> trusted;

  SignatureChecks(OpenBag bag, Set<X509Certificate> trusted) {
    this.bag = bag;
    this.trusted = trusted;
  }

  void run(Checks checks) {
    checks.run("signature", "机关签名", f -> look(f, SealingKey.Kind.COMMON));
    checks.run("signature-sm2", "机关签名（国密 SM2）", f -> look(f, SealingKey.Kind.SM2));
  }

  private void look(Findings findings, SealingKey.Kind kind) throws IOException {
    Optional<String> expected = fingerprint(kind);
    boolean any = Signed.FILES.stream().anyMatch(f -> bag.has(Signed.path(f, kind)));
    if (expected.isEmpty()) {
      findings.require(!any, "封存时没有这种签名，却有签名文件");
      findings.notPresent();
      findings.detail("封存时没有");
      return;
    }
    String detail = "";
    for (String file : Signed.FILES) {
      detail = one(findings, file, Signed.path(file, kind), expected.get());
    }
    findings.detail(detail);
  }

  private String one(Findings findings, String file, String path, String expected) throws IOException {
    if (!bag.has(path)) {
      findings.problem("缺少 " + path);
      return "";
    }
    try {
      CmsSignature found = CmsSignature.check(bag.bytes(file, Limits.TEXT), bag.bytes(path, MAX_SIGNATURE), trusted);
      findings.require(found.fingerprint().equals(expected), path + " 的证书不是 capture.json 所记的");
      Optional<Instant> sealed = bag.facts().sealedAt();
      findings.require(sealed.equals(Optional.of(found.at())), path + " 的签名时间不是封存时间");
      return "由 " + Checks.printable(found.signer()) + " 签名，证书 SHA-256 " + found.fingerprint()
          + (found.chained() ? "，由所信任的机构认证" : "；证书是否可信，须用该机关的根证书另行核对");
    } catch (IOException e) {
      findings.problem(path + "：" + Checks.printable(String.valueOf(e.getMessage())));
      return "";
    }
  }

  /** Of the certificate that {@code capture.json} says was used. */
  private Optional<String> fingerprint(SealingKey.Kind kind) throws IOException {
    for (JsonNode s : bag.json(BagLayout.CAPTURE).path("signatures").values()) {
      if (s.path("kind").asString("").equals(kind.name())) {
        return Optional.of(s.path("certificateSha256").asString(""));
      }
    }
    return Optional.empty();
  }
}
