package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {
  @TempDir Path temp;

  private Path sealed(SealingKey... keys) throws Exception {
    Sample sample = new Sample(Files.createTempDirectory(temp, "in"));
    return new EvidenceBuilder(Sample.CLOCK, List.of(keys)).build(sample.request(), Files.createTempDirectory(temp, "out")).file();
  }

  private static List<String> failed(VerificationReport report) {
    return report.checks().stream().filter(c -> c.state() == VerificationReport.State.FAILED).map(c -> c.id()).toList();
  }

  @Test
  void a_package_signed_with_rsa_or_ecdsa_verifies_here_and_with_openssl() throws Exception {
    assumeTrue(Run.has("openssl"), "openssl is not on this machine");
    for (TestKeys keys : List.of(TestKeys.rsa(), TestKeys.ec())) {
      Path zip = sealed(keys.key(temp));
      VerificationReport report = new EvidenceVerifier(Set.of(keys.root())).verify(zip);
      assertTrue(report.valid(), report.text());
      assertTrue(report.text().contains("电子印章 签名") && report.text().contains("由所信任的机构认证"), report.text());
      Path bag = Sample.unpack(zip, Files.createTempDirectory(temp, "bag"));
      Path root = keys.rootFile(temp.resolve("root.pem"));
      for (String file : List.of("manifest-sha256.txt", "custody.jsonl")) {
        Run run = openssl(bag, file, root);
        assertEquals(0, run.exit(), run.err());
      }
      Files.writeString(bag.resolve("custody.jsonl"), Files.readString(bag.resolve("custody.jsonl")).replace("甲", "乙"));
      assertTrue(openssl(bag, "custody.jsonl", root).exit() != 0, "openssl should find the change too");
      try (BagVerifier verifier = new BagVerifier()) {
        verifier.isComplete(new BagReader().read(Sample.unpack(zip, Files.createTempDirectory(temp, "bag"))), false);
      }
    }
  }

  private static Run openssl(Path bag, String file, Path root) throws Exception {
    // A moment when the certificates of the tests hold.
    return Run.of(bag, "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "signature/" + file + ".p7s",
        "-content", file, "-CAfile", root.toString(), "-purpose", "any", "-attime",
        Long.toString(Sample.SEALED.getEpochSecond()), "-out", "/dev/null");
  }

  @Test
  void a_package_may_bear_a_second_signature_by_sm2() throws Exception {
    TestKeys common = TestKeys.ec();
    TestKeys national = TestKeys.sm2();
    Path zip = sealed(common.key(temp), national.key(temp));
    VerificationReport report = new EvidenceVerifier(Set.of(common.root(), national.root())).verify(zip);
    assertTrue(report.valid(), report.text());
    assertEquals(2, report.text().lines().filter(l -> l.startsWith("[通过] 机关签名")).count(), report.text());
    assertEquals(List.of("signature-sm2"), failed(new EvidenceVerifier(Set.of(common.root())).verify(zip)));
  }

  @Test
  void a_package_without_a_key_says_that_it_bears_no_signature() throws Exception {
    VerificationReport report = new EvidenceVerifier().verify(sealed());
    assertTrue(report.valid());
    assertTrue(report.text().contains("[没有] 机关签名：封存时没有"), report.text());
  }

  @Test
  void a_signature_under_another_root_is_refused_by_who_names_his() throws Exception {
    Path zip = sealed(TestKeys.ec().key(temp));
    assertEquals(List.of("signature"), failed(new EvidenceVerifier(Set.of(TestKeys.ec().root())).verify(zip)));
  }

  @Test
  void a_history_written_anew_with_every_list_is_found_by_the_signature() throws Exception {
    Path bag = Sample.unpack(sealed(TestKeys.ec().key(temp)), temp.resolve("bag"));
    assertTrue(new EvidenceVerifier().verify(bag).valid());
    Forger.sealAgain(bag);
    VerificationReport report = new EvidenceVerifier().verify(bag);
    assertEquals(List.of("signature"), failed(report), report.text());
    assertTrue(report.text().contains("signature/custody.jsonl.p7s"), report.text());
  }

  @Test
  void a_signature_taken_out_of_every_list_is_missed() throws Exception {
    Path bag = Sample.unpack(sealed(TestKeys.ec().key(temp)), temp.resolve("bag"));
    Files.delete(bag.resolve("signature/manifest-sha256.txt.p7s"));
    Forger.tagAgain(bag);
    assertEquals(List.of("signature"), failed(new EvidenceVerifier().verify(bag)));
  }

  @Test
  void a_signature_of_another_key_or_of_another_package_is_found() throws Exception {
    TestKeys keys = TestKeys.ec();
    Path bag = Sample.unpack(sealed(keys.key(temp)), temp.resolve("bag"));
    Path signature = bag.resolve("signature/manifest-sha256.txt.p7s");
    byte[] manifest = Files.readAllBytes(bag.resolve("manifest-sha256.txt"));
    Files.write(signature, CmsSignature.sign(manifest, TestKeys.ec().key(temp), Sample.SEALED));
    Forger.tagAgain(bag);
    assertTrue(new EvidenceVerifier().verify(bag).text().contains("证书不是 capture.json 所记的"));
    Files.write(signature, CmsSignature.sign("x".getBytes(), keys.key(temp), Sample.SEALED));
    Forger.tagAgain(bag);
    assertEquals(List.of("signature"), failed(new EvidenceVerifier().verify(bag)));
    Files.write(signature, CmsSignature.sign(manifest, keys.key(temp), Sample.SEALED.plusSeconds(86_400)));
    Forger.tagAgain(bag);
    assertTrue(new EvidenceVerifier().verify(bag).text().contains("签名时间不是封存时间"));
    Files.write(signature, new byte[] {0x30, 0x03, 0x02, 0x01, 0x01});
    Forger.tagAgain(bag);
    assertEquals(List.of("signature"), failed(new EvidenceVerifier().verify(bag)));
  }

  @Test
  void a_signature_that_sealing_knew_nothing_of_is_found() throws Exception {
    Path bag = Sample.unpack(sealed(), temp.resolve("bag"));
    Files.createDirectories(bag.resolve("signature"));
    byte[] manifest = Files.readAllBytes(bag.resolve("manifest-sha256.txt"));
    Files.write(bag.resolve("signature/manifest-sha256.txt.p7s"), CmsSignature.sign(manifest, TestKeys.ec().key(temp), Sample.SEALED));
    Forger.tagAgain(bag);
    assertEquals(List.of("signature"), failed(new EvidenceVerifier().verify(bag)));
  }

  @Test
  void a_certificate_that_has_expired_seals_nothing() throws Exception {
    SealingKey old = TestKeys.expired().key(temp);
    EvidenceException refused = assertThrows(EvidenceException.class, () -> sealed(old));
    assertTrue(refused.getMessage().contains("签名证书不在有效期内"), refused.getMessage());
  }

  @Test
  void a_key_made_with_openssl_is_read_and_a_wrong_password_is_said_without_it() throws Exception {
    assumeTrue(Run.has("openssl"), "openssl is not on this machine");
    for (String curve : List.of("P-384", "SM2")) {
      Run made = Run.of(temp, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:" + curve, "-nodes",
          "-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=Seal", "-days", "3");
      assertEquals(0, made.exit(), made.err());
      Run packed = Run.of(temp, "openssl", "pkcs12", "-export", "-inkey", "k.pem", "-in", "c.pem", "-out", curve + ".p12", "-passout", "pass:geheim7");
      assertEquals(0, packed.exit(), packed.err());
      Path p12 = temp.resolve(curve + ".p12");
      SealingKey key = SealingKey.read(p12, "geheim7".toCharArray());
      assertFalse(key.toString().contains("geheim7"));
      Sample sample = new Sample(Files.createTempDirectory(temp, "in"));
      Path zip = new EvidenceBuilder(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)), List.of(key))
          .build(sample.request(), Files.createTempDirectory(temp, "out")).file();
      assertTrue(new EvidenceVerifier(TrustedRoots.read(temp.resolve("c.pem"))).verify(zip).valid());
      IOException refused = assertThrows(IOException.class, () -> SealingKey.read(p12, "falsch99".toCharArray()));
      assertTrue(refused.getMessage().contains("密码不对"), refused.getMessage());
      assertFalse(refused.getMessage().contains("falsch99"));
    }
    Path text = Files.writeString(temp.resolve("no.p12"), "no key at all");
    assertThrows(IOException.class, () -> SealingKey.read(text, new char[0]));
    assertThrows(IOException.class, () -> TrustedRoots.read(text));
  }
}
