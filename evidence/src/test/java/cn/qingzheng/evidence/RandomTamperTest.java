package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random changes, removals, additions and swaps in plain packages and in signed and stamped ones, as zip and as folder.
 * The long form: {@code -Dqingzheng.tamper=10000}.
 */
class RandomTamperTest {
  private static final int EACH = Integer.getInteger("qingzheng.tamper", 800) / 4;
  private static final long SEED = Long.getLong("qingzheng.tamper.seed", 20261123L);

  @TempDir Path temp;
  private final EvidenceVerifier verifier = new EvidenceVerifier();
  private final Random random = new Random(SEED);
  private Path plain;
  private Path full;

  @BeforeEach
  void build() throws Exception {
    plain = new Sample(Files.createDirectories(temp.resolve("in"))).zip(temp.resolve("out"));
    Sample sample = new Sample(Files.createDirectories(temp.resolve("in2")));
    sample.id = "EV-20261123-000002";
    List<SealingKey> keys = List.of(TestKeys.ec().key(temp), TestKeys.sm2().key(temp));
    full = new EvidenceBuilder(Sample.CLOCK, keys).build(sample.request(), temp.resolve("out")).file();
    TestKeys authority = TestKeys.authority(Sample.SEALED);
    assertTrue(new EvidenceStamper((a, imprint) -> FaultyAuthorityTest.granted(authority, a, imprint)).stamp(full).pending().isEmpty());
    for (Path zip : List.of(plain, full)) {
      VerificationReport report = verifier.verify(zip);
      assertTrue(report.valid(), report.text());
    }
  }

  @Test
  void every_random_change_of_a_zip_is_found() throws Exception {
    for (Path zip : List.of(plain, full)) {
      byte[] sealed = Files.readAllBytes(zip);
      Path changed = temp.resolve("changed.zip");
      for (int i = 0; i < EACH; i++) {
        int kind = random.nextInt(6);
        byte[] bytes = changed(sealed, kind);
        if (Arrays.equals(bytes, sealed)) {
          i--;
          continue;
        }
        Files.write(changed, bytes);
        VerificationReport report = verifier.verify(changed);
        assertFalse(report.valid(), zip + " round " + i + " kind " + kind + " seed " + SEED);
        assertFalse(report.failures().isEmpty());
      }
    }
  }

  private byte[] changed(byte[] sealed, int kind) {
    int at = random.nextInt(sealed.length);
    int length = Math.min(1 + random.nextInt(random.nextBoolean() ? 1 : 300), sealed.length - at);
    byte[] bytes = sealed.clone();
    switch (kind) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, at, length);
      }
      case 3 -> bytes = SampleArchive.concat(Arrays.copyOf(sealed, at), Arrays.copyOfRange(sealed, at + length, sealed.length));
      case 4 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        bytes = SampleArchive.concat(SampleArchive.concat(Arrays.copyOf(sealed, at), noise), Arrays.copyOfRange(sealed, at, sealed.length));
      }
      default -> {
        int other = random.nextInt(sealed.length);
        bytes[at] = sealed[other];
        bytes[other] = sealed[at];
      }
    }
    return bytes;
  }

  @Test
  void every_random_change_of_a_folder_is_found() throws Exception {
    for (Path zip : List.of(plain, full)) {
      Path folder = Sample.unpack(zip, Files.createTempDirectory(temp, "bag"));
      assertTrue(verifier.verify(folder).valid());
      TreeMap<String, byte[]> files = files(folder);
      List<String> names = List.copyOf(files.keySet());
      for (int i = 0; i < EACH; i++) {
        String name = names.get(random.nextInt(names.size()));
        String other = names.get(random.nextInt(names.size()));
        Map<String, byte[]> changes = changes(files, name, other);
        if (changes.isEmpty()) {
          i--;
          continue;
        }
        write(folder, changes);
        VerificationReport report = verifier.verify(folder);
        assertFalse(report.valid(), name + " " + other + " round " + i + " seed " + SEED);
        assertTrue(changes.keySet().stream().anyMatch(report.text()::contains), name + "\n" + report.text());
        changes.replaceAll((c, bytes) -> files.getOrDefault(c, new byte[0]));
        write(folder, changes);
      }
      assertTrue(verifier.verify(folder).valid(), "what was put back is as it was");
    }
  }

  /** New contents by name; one without bytes that had some is taken away. Empty if nothing came out changed. */
  private Map<String, byte[]> changes(TreeMap<String, byte[]> files, String name, String other) {
    Map<String, byte[]> changes = new TreeMap<>();
    byte[] bytes = files.get(name);
    switch (random.nextInt(5)) {
      case 0 -> changes.put(name, changed(bytes, random.nextInt(6)));
      case 1 -> changes.put(name, new byte[0]);
      case 2 -> changes.put(name.replaceAll("[^/]*$", "") + "x" + random.nextInt(1000) + ".txt", bytes);
      case 3 -> {
        changes.put(name, files.get(other));
        changes.put(other, bytes);
      }
      default -> changes.put(name, otherOrder(bytes));
    }
    changes.entrySet().removeIf(c -> files.containsKey(c.getKey()) && Arrays.equals(files.get(c.getKey()), c.getValue()));
    return changes;
  }

  /** Two lines that change places, where there are two. */
  private byte[] otherOrder(byte[] bytes) {
    List<String> lines = new java.util.ArrayList<>(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lines().toList());
    if (lines.size() > 1) {
      Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    }
    return (String.join("\n", lines) + "\n").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static void write(Path folder, Map<String, byte[]> changes) throws IOException {
    for (Map.Entry<String, byte[]> c : changes.entrySet()) {
      if (c.getValue().length == 0) {
        Files.delete(folder.resolve(c.getKey()));
      } else {
        Files.write(folder.resolve(c.getKey()), c.getValue());
      }
    }
  }

  private static TreeMap<String, byte[]> files(Path folder) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path f : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(f).toString(), Files.readAllBytes(f));
      }
    }
    return files;
  }
}
