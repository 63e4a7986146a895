package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authorities that answer in good form what must not be taken. */
class FaultyAuthorityTest {
  @TempDir Path temp;
  private HttpServer server;
  private Path zip;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    zip = new Sample(Files.createDirectories(temp.resolve("in"))).zip(temp.resolve("out"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private interface Answer {
    byte[] to(TimeStampRequest request) throws Exception;
  }

  private URI authority(String path, Answer answer) {
    server.createContext(path, x -> {
      try {
        byte[] body = answer.to(new TimeStampRequest(x.getRequestBody().readAllBytes()));
        x.sendResponseHeaders(200, body.length);
        x.getResponseBody().write(body);
      } catch (Exception e) {
        throw new IOException(e);
      } finally {
        x.close();
      }
    });
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static byte[] token(TestKeys keys, TimeStampRequest request, Instant at) throws Exception {
    TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
        new JcaSimpleSignerInfoGeneratorBuilder().setProvider(Crypto.PROVIDER).build("SHA256withECDSA", keys.pair().getPrivate(), keys.certificate()),
        new JcaDigestCalculatorProviderBuilder().setProvider(Crypto.PROVIDER).build().get(
            new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
        new ASN1ObjectIdentifier("1.2.3.4.1"));
    generator.addCertificates(new JcaCertStore(List.of(keys.certificate())));
    Set<ASN1ObjectIdentifier> accepted = Set.of(TSPAlgorithms.SHA256, TSPAlgorithms.SM3);
    return new TimeStampResponseGenerator(generator, accepted).generate(request, BigInteger.ONE, Date.from(at)).getEncoded();
  }

  /** What an authority in good order answers, without a network between. */
  static TimestampClient.Answer granted(TestKeys keys, ImprintAlgorithm algorithm, byte[] imprint) {
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      TimeStampRequest request = generator.generate(new ASN1ObjectIdentifier(algorithm.oid()), imprint, BigInteger.TEN);
      return new TimestampClient.Answer.Granted(request.getEncoded(), token(keys, request, Sample.SEALED), Sample.SEALED);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private EvidenceStamper.Result stamp(List<URI> authorities, Set<java.security.cert.X509Certificate> roots) throws Exception {
    return new EvidenceStamper(new HttpTimestampClient(authorities, Duration.ofSeconds(30), roots)).stamp(zip);
  }

  @Test
  void nothing_but_a_token_for_this_imprint_by_a_certificate_that_held_is_taken() throws Exception {
    Instant now = Sample.SEALED.plusSeconds(60);
    TestKeys good = TestKeys.authority(now);
    TestKeys notForStamps = TestKeys.ec();
    byte[] before = Files.readAllBytes(zip);
    List<URI> bad = List.of(
        authority("/expired", r -> token(TestKeys.authority(now.minus(Duration.ofDays(40))), r, now)),
        authority("/imprint", r -> token(good, otherImprint(r), now)),
        authority("/purpose", r -> token(notForStamps, r, now)),
        authority("/refused", r -> new TimeStampResponseGenerator(null, Set.of()).generateRejectedResponse(new Exception("额度用完")).getEncoded()),
        authority("/stranger", r -> token(TestKeys.authority(now), r, now)));
    for (URI uri : bad) {
      // Each fault alone: only the stranger is found by the root.
      EvidenceStamper.Result result = stamp(List.of(uri), uri.getPath().equals("/stranger") ? Set.of(good.root()) : Set.of());
      assertEquals(List.of(), result.granted(), uri.toString());
      assertEquals(2, result.pending().size(), result.toString());
      assertArrayEquals(before, Files.readAllBytes(zip));
    }
    List<URI> all = new java.util.ArrayList<>(bad);
    all.add(authority("/good", r -> token(good, r, now)));
    assertEquals(2, stamp(all, Set.of(good.root())).granted().size());
    VerificationReport report = new EvidenceVerifier(Set.of(good.root())).verify(zip);
    assertTrue(report.valid(), report.text());
    assertTrue(!report.text().contains("偏快"), report.text());
    assertEquals(List.of(), EvidenceStamper.missing(zip));
  }

  /** The same question with the same nonce for other bytes. */
  private static TimeStampRequest otherImprint(TimeStampRequest r) throws IOException {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    byte[] digest = r.getMessageImprintDigest();
    digest[0] ^= 1;
    return generator.generate(r.getMessageImprintAlgOID(), digest, r.getNonce());
  }

  @Test
  void a_token_older_than_the_sealing_tells_of_a_clock_that_was_fast() throws Exception {
    Instant earlier = Sample.SEALED.minusSeconds(3600);
    TestKeys keys = TestKeys.authority(earlier);
    assertEquals(2, stamp(List.of(authority("/slow", r -> token(keys, r, earlier))), Set.of()).granted().size());
    VerificationReport report = new EvidenceVerifier().verify(zip);
    assertTrue(report.valid(), report.text());
    assertTrue(report.text().contains("早于所记的封存时间") && report.text().contains("偏快"), report.text());
  }

  @Test
  void what_is_missing_is_told_from_the_names_alone() throws Exception {
    assertEquals(List.of("manifest-sha256.txt", "sm3sums.txt"), EvidenceStamper.missing(zip));
  }
}
