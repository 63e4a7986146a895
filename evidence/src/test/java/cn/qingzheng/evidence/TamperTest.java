package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed in a package is found, and nothing else is. */
class TamperTest {
  private static final long SEED = 20261123L;

  @TempDir Path temp;
  private final EvidenceVerifier verifier = new EvidenceVerifier();
  private Path zip;
  private byte[] sealed;

  @BeforeEach
  void build() throws Exception {
    Sample sample = new Sample(Files.createDirectories(temp.resolve("in")));
    zip = sample.zip(temp.resolve("out"));
    sealed = Files.readAllBytes(zip);
  }

  @Test
  void a_change_of_a_byte_that_belongs_to_no_file_is_found() throws Exception {
    boolean[] content = contentBytes();
    Path changed = temp.resolve("changed.zip");
    int tried = 0;
    for (int at = 0; at < sealed.length; at++) {
      boolean edge = at < 300 || at > sealed.length - 300;
      if (content[at] || !edge && at % 9 != 0) {
        continue;
      }
      byte[] bytes = sealed.clone();
      bytes[at] ^= 0x20;
      Files.write(changed, bytes);
      assertFalse(verifier.verify(changed).valid(), "byte " + at);
      tried++;
    }
    assertTrue(tried > 500, "headers of every entry should have been tried, was: " + tried);
  }

  /** Which bytes are those of files, told by where the local headers end. */
  private boolean[] contentBytes() throws IOException {
    boolean[] content = new boolean[sealed.length];
    Path folder = Sample.unpack(zip, temp.resolve("contents"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        String name = folder.getParent().relativize(f).toString();
        byte[] header = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int at = indexOf(sealed, header) + header.length;
        java.util.Arrays.fill(content, at, at + (int) Files.size(f), true);
      }
    }
    return content;
  }

  private static int indexOf(byte[] all, byte[] wanted) {
    for (int i = 0; ; i++) {
      if (java.util.Arrays.equals(all, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
  }

  @Test
  void a_cut_a_prefix_and_a_suffix_are_found() throws Exception {
    Path changed = temp.resolve("changed.zip");
    for (int length : List.of(0, 1, 29, 30, 1000, sealed.length / 2, sealed.length - 22, sealed.length - 1)) {
      Files.write(changed, java.util.Arrays.copyOf(sealed, length));
      assertFalse(verifier.verify(changed).valid(), "cut at " + length);
    }
    Files.write(changed, SampleArchive.concat(sealed, new byte[] {0}));
    assertFalse(verifier.verify(changed).valid());
    Files.write(changed, SampleArchive.concat("#!/bin/sh\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), sealed));
    assertFalse(verifier.verify(changed).valid());
    Files.write(changed, SampleArchive.concat(sealed, sealed));
    assertFalse(verifier.verify(changed).valid());
  }

  @Test
  void a_changed_file_in_the_folder_is_named() throws Exception {
    for (String name : names()) {
      Path folder = fresh();
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      bytes[bytes.length / 2] ^= 1;
      Files.write(folder.resolve(name), bytes);
      VerificationReport report = verifier.verify(folder);
      assertFalse(report.valid(), name);
      assertTrue(report.text().contains(name), name + "\n" + report.text());
    }
  }

  @Test
  void a_removed_file_is_named() throws Exception {
    for (String name : names()) {
      Path folder = fresh();
      Files.delete(folder.resolve(name));
      VerificationReport report = verifier.verify(folder);
      assertFalse(report.valid(), name);
      assertTrue(report.text().contains("缺少 " + name), name + "\n" + report.text());
    }
  }

  @Test
  void an_added_file_is_named_wherever_it_lies() throws Exception {
    for (String name : List.of("x.txt", "data/x.txt", "data/evidence/.hidden", "timestamp/x.tsr", "data/archive/b.warc.gz")) {
      Path folder = fresh();
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), "x");
      VerificationReport report = verifier.verify(folder);
      assertFalse(report.valid(), name);
      assertTrue(report.text().contains(name), report.text());
    }
    Path folder = fresh();
    Files.createDirectories(folder.resolve("data/empty"));
    assertFalse(verifier.verify(folder).valid());
  }

  @Test
  void two_swapped_files_are_found() throws Exception {
    List<String> names = names();
    for (int i = 0; i + 1 < names.size(); i++) {
      Path folder = fresh();
      Path a = folder.resolve(names.get(i));
      Path b = folder.resolve(names.get(i + 1));
      byte[] bytes = Files.readAllBytes(a);
      Files.write(a, Files.readAllBytes(b));
      Files.write(b, bytes);
      assertFalse(verifier.verify(folder).valid(), names.get(i));
    }
  }

  @Test
  void a_symbolic_link_instead_of_a_file_is_found() throws Exception {
    Path folder = fresh();
    Path outside = temp.resolve("outside.txt");
    Path text = folder.resolve("data/evidence/text.txt");
    Files.move(text, outside);
    Files.createSymbolicLink(text, outside);
    VerificationReport report = verifier.verify(folder);
    assertFalse(report.valid());
    assertTrue(report.text().contains("data/evidence/text.txt：不是普通文件"), report.text());
  }

  @Test
  void many_packages_of_all_kinds_verify_without_a_false_alarm() throws Exception {
    Random random = new Random(SEED);
    for (int i = 0; i < 150; i++) {
      Sample sample = new Sample(Files.createDirectories(temp.resolve("many" + i)));
      sample.id = "EV-" + i;
      sample.screenshot = random.nextBoolean();
      sample.gzip = random.nextBoolean();
      sample.caseId = randomText(random, 20);
      sample.organisation = randomText(random, 30);
      sample.text = "包过" + randomText(random, random.nextInt(3_000));
      sample.terms = random.nextInt(4) == 0 ? List.of() : List.of("包过");
      Path built = sample.zip(temp.resolve("built"));
      VerificationReport report = verifier.verify(built);
      assertTrue(report.valid(), report.text());
      assertTrue(verifier.verify(Sample.unpack(built, temp.resolve("f" + i))).valid());
    }
  }

  /** Any characters a page may hold, lone surrogates and controls too. */
  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) switch (random.nextInt(5)) {
        case 0 -> random.nextInt(0x80);
        case 1 -> 0xD800 + random.nextInt(0x800);
        case 2 -> random.nextInt(0x10000);
        default -> 0x4E00 + random.nextInt(0x5000);
      });
    }
    return text.toString();
  }

  private Path fresh() throws IOException {
    return Sample.unpack(zip, Files.createTempDirectory(temp, "fresh"));
  }

  private List<String> names() throws IOException {
    Path folder = fresh();
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).forEach(f -> names.add(folder.relativize(f).toString()));
    }
    assertEquals(17, names.size());
    return names;
  }
}
