package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimestampTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @TempDir Path temp;
  private OpensslAuthority authority;
  private Path zip;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Run.has("openssl"), "openssl is not on this machine");
    assumeTrue(Run.of(temp, "openssl", "dgst", "-sm3", "/dev/null").exit() == 0, "this openssl has no SM3");
    authority = new OpensslAuthority(temp.resolve("tsa"), "sha256, sm3");
    zip = new Sample(Files.createDirectories(temp.resolve("in"))).zip(temp.resolve("out"));
  }

  @AfterEach
  void stop() {
    if (authority != null) {
      authority.close();
    }
  }

  @Test
  void a_stamped_package_verifies_here_and_with_openssl() throws Exception {
    String before = new EvidenceVerifier().verify(zip).manifestSha256().orElseThrow();
    EvidenceStamper.Result result = stamp(authority.uri());
    assertEquals(List.of("manifest-sha256.txt", "sm3sums.txt"), result.granted());
    assertEquals(List.of(), result.pending());
    VerificationReport report = new EvidenceVerifier(Set.of(authority.root())).verify(zip);
    assertTrue(report.valid(), report.text());
    assertEquals(before, report.manifestSha256().orElseThrow());
    assertTrue(report.text().contains("CN=TSA for tests 签发，签发者由所信任的机构认证"), report.text());
    Path bag = Sample.unpack(zip, temp.resolve("unpacked"));
    for (String file : List.of("manifest-sha256.txt", "sm3sums.txt")) {
      Run run = Run.of(bag, "openssl", "ts", "-verify", "-data", file, "-in", "timestamp/" + file + ".tsr",
          "-CAfile", authority.rootFile().toString());
      assertEquals(0, run.exit(), run.out() + run.err());
    }
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isValid(new BagReader().read(bag), false);
    }
  }

  @Test
  void without_a_stamp_the_package_is_valid_and_says_so() {
    VerificationReport report = new EvidenceVerifier().verify(zip);
    assertTrue(report.valid());
    assertTrue(report.text().contains("[没有] 可信时间戳（SHA-256）：尚未取得，可以补做"), report.text());
  }

  @Test
  void an_unreachable_authority_leaves_the_package_as_it_was_and_the_next_one_is_asked() throws Exception {
    byte[] before = Files.readAllBytes(zip);
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
    }
    EvidenceStamper.Result none = stamp(nobody);
    assertEquals(2, none.pending().size());
    assertArrayEquals(before, Files.readAllBytes(zip));
    assertEquals(2, stamp(nobody, authority.uri()).granted().size());
    assertEquals(new EvidenceStamper.Result(List.of(), List.of()), stamp(nobody));
  }

  @Test
  void an_authority_that_refuses_sm3_leaves_one_stamp_pending_for_later() throws Exception {
    try (OpensslAuthority foreign = new OpensslAuthority(temp.resolve("foreign"), "sha256")) {
      EvidenceStamper.Result first = stamp(foreign.uri());
      assertEquals(List.of("manifest-sha256.txt"), first.granted());
      assertEquals(1, first.pending().size(), first.toString());
      assertTrue(new EvidenceVerifier().verify(zip).valid());
      assertEquals(List.of("sm3sums.txt"), stamp(authority.uri()).granted());
      assertTrue(new EvidenceVerifier(Set.of(authority.root(), foreign.root())).verify(zip).valid());
    }
  }

  @Test
  void answers_that_are_no_token_for_this_request_are_not_taken() throws Exception {
    AtomicReference<byte[]> first = new AtomicReference<>();
    List<URI> bad = List.of(
        authority.path("/error", x -> OpensslAuthority.send(x, 500, new byte[0])),
        authority.path("/html", x -> OpensslAuthority.send(x, 200, "<html>登录".getBytes(StandardCharsets.UTF_8))),
        authority.path("/empty", x -> OpensslAuthority.send(x, 200, new byte[0])),
        authority.path("/huge", x -> OpensslAuthority.send(x, 200, new byte[3 << 20])),
        authority.path("/moved", x -> {
          x.getResponseHeaders().add("Location", authority.uri().toString());
          OpensslAuthority.send(x, 302, new byte[0]);
        }),
        authority.path("/replayed", x -> {
          byte[] query = x.getRequestBody().readAllBytes();
          first.compareAndSet(null, authority.reply(otherNonce(query)));
          OpensslAuthority.send(x, 200, first.get());
        }),
        authority.path("/flipped", x -> {
          byte[] reply = authority.reply(x.getRequestBody().readAllBytes());
          reply[reply.length - 10] ^= 1;
          OpensslAuthority.send(x, 200, reply);
        }));
    byte[] before = Files.readAllBytes(zip);
    for (URI uri : bad) {
      EvidenceStamper.Result result = stamp(uri);
      assertEquals(List.of(), result.granted(), uri.toString());
      assertEquals(2, result.pending().size(), result.toString());
    }
    assertArrayEquals(before, Files.readAllBytes(zip));
  }

  /** The same request but for the last byte of the nonce, which stands before the final BOOLEAN certReq. */
  private static byte[] otherNonce(byte[] query) {
    byte[] other = query.clone();
    other[other.length - 4] ^= 1;
    return other;
  }

  @Test
  void an_answer_that_drips_for_ever_is_given_up() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    URI drip = authority.path("/drip", x -> {
      x.sendResponseHeaders(200, 0);
      x.getResponseBody().write(0x30);
      x.getResponseBody().flush();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      x.close();
    });
    TimestampClient client = new HttpTimestampClient(List.of(drip), Duration.ofSeconds(1));
    TimestampClient.Answer answer = client.request(ImprintAlgorithm.SHA256, new byte[32]);
    end.countDown();
    assertTrue(answer instanceof TimestampClient.Answer.Pending, answer.toString());
  }

  @Test
  void a_stamp_of_another_package_or_of_an_authority_not_trusted_is_found() throws Exception {
    stamp(authority.uri());
    Sample other = new Sample(Files.createDirectories(temp.resolve("in2")));
    other.id = "EV-2";
    Path otherZip = other.zip(temp.resolve("out"));
    new EvidenceStamper(new HttpTimestampClient(List.of(authority.uri()), PATIENT)).stamp(otherZip);
    Path bag = Sample.unpack(zip, temp.resolve("a"));
    Path otherBag = Sample.unpack(otherZip, temp.resolve("b"));
    for (String ending : List.of(".tsq", ".tsr")) {
      String name = "timestamp/manifest-sha256.txt" + ending;
      Files.write(bag.resolve(name), Files.readAllBytes(otherBag.resolve(name)));
    }
    Forger.tagAgain(bag);
    VerificationReport swapped = new EvidenceVerifier().verify(bag);
    assertTrue(swapped.text().contains("时间戳不是为此文件签发的"), swapped.text());
    try (OpensslAuthority unknown = new OpensslAuthority(temp.resolve("unknown"), "sha256, sm3")) {
      assertFalse(new EvidenceVerifier(Set.of(unknown.root())).verify(otherZip).valid());
      assertTrue(new EvidenceVerifier().verify(otherZip).valid());
    }
  }

  @Test
  void every_changed_byte_of_a_stamp_is_found_and_noise_costs_only_its_check() throws Exception {
    stamp(authority.uri());
    byte[] sealed = Files.readAllBytes(zip);
    Random random = new Random(3);
    Path changed = temp.resolve("changed.zip");
    for (int i = 0; i < 500; i++) {
      byte[] bytes = sealed.clone();
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(changed, bytes);
      assertFalse(new EvidenceVerifier().verify(changed).valid(), "byte " + at);
    }
    Path bag = Sample.unpack(zip, temp.resolve("noise"));
    Path reply = bag.resolve("timestamp/sm3sums.txt.tsr");
    byte[] der = Files.readAllBytes(reply);
    for (int i = 0; i < 200; i++) {
      byte[] noise = der.clone();
      noise[random.nextInt(noise.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(reply, i % 10 == 0 ? java.util.Arrays.copyOf(noise, random.nextInt(noise.length)) : noise);
      VerificationReport report = new EvidenceVerifier().verify(bag);
      assertFalse(report.valid());
      assertTrue(report.checks().size() > 15, report.text());
    }
    Files.write(reply, der);
    Files.delete(bag.resolve("timestamp/sm3sums.txt.tsq"));
    Forger.tagAgain(bag);
    assertFalse(new EvidenceVerifier().verify(bag).valid());
  }

  @Test
  void a_package_that_does_not_verify_is_not_stamped() throws Exception {
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 2] ^= 1;
    Files.write(zip, bytes);
    assertThrows(EvidenceException.class, () -> stamp(authority.uri()));
    assertArrayEquals(bytes, Files.readAllBytes(zip));
  }

  private EvidenceStamper.Result stamp(URI... authorities) throws IOException, EvidenceException {
    return new EvidenceStamper(new HttpTimestampClient(List.of(authorities), PATIENT)).stamp(zip);
  }
}
