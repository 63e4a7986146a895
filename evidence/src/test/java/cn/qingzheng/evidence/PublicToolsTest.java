package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;

/** What others can check with tools that had no part in making the package. */
class PublicToolsTest {
  @TempDir Path temp;
  private Path zip;
  private Path bag;

  @BeforeEach
  void build() throws Exception {
    Sample sample = new Sample(Files.createDirectories(temp.resolve("in")));
    zip = sample.zip(temp.resolve("out"));
    bag = Sample.unpack(zip, temp.resolve("unpacked"));
  }

  @Test
  void sha256sum_and_sha512sum_accept_the_manifests_and_name_a_changed_file() throws Exception {
    assumeTrue(Run.has("sha256sum") && Run.has("sha512sum"), "sha256sum is not on this machine");
    for (String manifest : List.of("manifest-sha256.txt", "tagmanifest-sha256.txt")) {
      Run run = Run.of(bag, "sha256sum", "--strict", "-c", manifest);
      assertEquals(0, run.exit(), run.out() + run.err());
      assertEquals("", run.err());
    }
    assertEquals(0, Run.of(bag, "sha512sum", "--strict", "-c", "manifest-sha512.txt").exit());
    Files.writeString(bag.resolve("data/evidence/text.txt"), "x", StandardOpenOption.APPEND);
    Run changed = Run.of(bag, "sha256sum", "-c", "manifest-sha256.txt");
    assertEquals(1, changed.exit());
    assertTrue(changed.out().contains("data/evidence/text.txt: FAILED"), changed.out());
  }

  @Test
  void openssl_computes_the_same_sm3_for_every_line() throws Exception {
    assumeTrue(Run.has("openssl"), "openssl is not on this machine");
    assumeTrue(Run.of(bag, "openssl", "dgst", "-sm3", "bagit.txt").exit() == 0, "this openssl has no SM3");
    List<String> lines = Files.readAllLines(bag.resolve("sm3sums.txt"));
    assertEquals(10, lines.size());
    for (String line : lines) {
      Run run = Run.of(bag, "openssl", "dgst", "-sm3", "-r", line.substring(66));
      assertEquals(line.substring(0, 64), run.out().substring(0, 64), line);
    }
  }

  @Test
  void the_bagit_library_of_the_library_of_congress_finds_the_bag_valid() throws Exception {
    Bag read = new BagReader().read(bag);
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isComplete(read, false);
      verifier.isValid(read, false);
      Files.writeString(bag.resolve("data/added.txt"), "x");
      assertThrows(Exception.class, () -> verifier.isValid(new BagReader().read(bag), false));
    }
  }

  @Test
  void jwarc_validates_the_archive_without_a_word() throws Exception {
    Path warc = bag.resolve("data/archive/capture.warc.gz");
    Run run = Run.of(bag, Run.java(), "-jar", Run.placeOf(WarcReader.class), "validate", warc.toString());
    assertEquals(0, run.exit(), run.err());
    assertEquals("", run.err());
    Run listed = Run.of(bag, Run.java(), "-jar", Run.placeOf(WarcReader.class), "ls", warc.toString());
    assertEquals(5, listed.out().lines().count(), listed.out());
  }

  @Test
  void unzip_accepts_the_zip_and_gives_the_same_files() throws Exception {
    assumeTrue(Run.has("unzip"), "unzip is not on this machine");
    Run test = Run.of(temp, "unzip", "-tq", zip.toString());
    assertEquals(0, test.exit(), test.out() + test.err());
    Path other = Files.createDirectories(temp.resolve("other"));
    assertEquals(0, Run.of(other, "unzip", "-q", zip.toString()).exit());
    assumeTrue(Run.has("diff"), "diff is not on this machine");
    Run diff = Run.of(temp, "diff", "-r", bag.toString(), other.resolve(bag.getFileName()).toString());
    assertEquals(0, diff.exit(), diff.out() + diff.err());
  }

  @Test
  void the_commands_of_the_note_for_the_reader_do_what_it_says() throws Exception {
    assumeTrue(Run.has("sh") && Run.has("sha256sum") && Run.has("openssl"), "the tools are not on this machine");
    String note = Files.readString(bag.resolve("核验说明.txt"));
    assertFalse(note.contains("{{"), note);
    Run first = Run.of(bag, "sh", "-c", command(note, "head -n 1 custody.jsonl"));
    String hash = Json.read(Files.readAllLines(bag.resolve("custody.jsonl")).get(0)).path("hash").asString();
    assertEquals(hash, first.out().substring(0, 64));
    Run found = Run.of(bag, "sh", "-c", command(note, "find data"));
    assertEquals(Run.of(bag, "sh", "-c", command(note, "cut -c")).out(), found.out());
    Run sha = Run.of(bag, "sh", "-c", command(note, "sha256sum manifest-sha256.txt"));
    assertTrue(note.contains("SHA-256：" + sha.out().substring(0, 64)), sha.out());
    Run sm3 = Run.of(bag, "sh", "-c", command(note, "openssl dgst -sm3 manifest-sha256.txt"));
    assertTrue(note.contains(sm3.out().strip().replaceAll(".* ", "")), sm3.out());
  }

  /** The verifier must run from a small jar: no model, no bcpkix, none of the builder's classes loaded. */
  @Test
  void the_verifier_runs_with_its_own_classes_and_four_libraries() throws Exception {
    String path = String.join(java.io.File.pathSeparator,
        Run.placeOf(EvidenceVerifier.class),
        Run.placeOf(VerifierMain.class),
        Run.placeOf(WarcReader.class),
        Run.placeOf(org.bouncycastle.crypto.digests.SM3Digest.class),
        Run.placeOf(tools.jackson.databind.JsonNode.class),
        Run.placeOf(tools.jackson.core.JsonParser.class),
        Run.placeOf(com.fasterxml.jackson.annotation.JsonProperty.class));
    Run run = Run.of(temp, Run.java(), "-verbose:class", "-cp", path, VerifierMain.class.getName(), zip.toString());
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("EvidenceVerifier"), "classes should be listed");
    assertFalse(run.out().contains("cn.qingzheng.model"), "the verifier should not need the model");
    assertFalse(run.out().contains("EvidenceBuilder "), "the verifier should not need the builder");
  }

  private static String command(String note, String start) {
    return note.lines().map(String::strip).filter(l -> l.startsWith(start)).findFirst().orElseThrow();
  }
}
