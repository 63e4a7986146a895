package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidenceCommandTest {
  @TempDir Path folder;

  @Test
  void a_package_as_sealed_is_good_from_the_zip_and_unpacked() throws IOException {
    Path zip = SampleHome.evidencePackage();
    Path unpacked = unpack(zip, folder.resolve("bag"));
    Run run = Run.of("evidence", "verify", zip, unpacked).ended(0);
    assertEquals(2, run.out().lines().filter(l -> l.startsWith("证据包核验：")).count(), run.out());
    assertFalse(run.out().contains("未通过"), run.out());
    JsonNode json = new JsonMapper().readTree(Run.of("evidence", "verify", "--json", zip).ended(0).out());
    assertTrue(json.isObject() && json.path("valid").asBoolean(), json.toString());
  }

  @Test
  void one_changed_byte_is_found_in_every_file_that_is_named() throws IOException {
    for (String name : List.of("warc.gz", "hits.json", "capture.json", "manifest-sha256.txt", "bag-info.txt")) {
      Path bag = unpack(SampleHome.evidencePackage(), folder.resolve("bag-" + name));
      Path file = find(bag, name);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      Run run = Run.of("evidence", "verify", bag).ended(1);
      assertTrue(run.out().contains(file.getFileName().toString()), () -> name + " in " + run.out());
      assertTrue(run.out().contains("未通过"), run.out());
    }
  }

  @Test
  void a_changed_byte_anywhere_in_the_zip_is_found() throws IOException {
    byte[] good = Files.readAllBytes(SampleHome.evidencePackage());
    for (int i = 0; i < 7; i++) {
      byte[] bad = good.clone();
      int at = (int) ((long) (bad.length - 1) * i / 6);
      bad[at] ^= 0x20;
      Path zip = Files.write(folder.resolve("bad" + i + ".zip"), bad);
      assertTrue(Run.of("evidence", "verify", zip).ended(1).out().contains("未通过"), "byte " + at);
    }
  }

  @Test
  void what_is_missing_or_added_is_named() throws IOException {
    Path bag = unpack(SampleHome.evidencePackage(), folder.resolve("bag"));
    Files.writeString(bag.resolve("data/extra.txt"), "x");
    assertTrue(Run.of("evidence", "verify", bag).ended(1).out().contains("data/extra.txt"));
    Files.delete(bag.resolve("data/extra.txt"));
    Run.of("evidence", "verify", bag).ended(0);
    Files.delete(find(bag, "hits.json"));
    assertTrue(Run.of("evidence", "verify", bag).ended(1).out().contains("hits.json"));
  }

  @Test
  void what_is_no_package_fails_and_says_so() throws IOException {
    Path text = Files.writeString(folder.resolve("a.zip"), "no zip at all");
    Path empty = Files.write(folder.resolve("b.zip"), new byte[0]);
    Path dir = Files.createDirectory(folder.resolve("dir"));
    for (Path target : List.of(text, empty, dir)) {
      Run run = Run.of("evidence", "verify", target).ended(1);
      assertTrue(run.out().startsWith("证据包核验：" + target) && run.out().contains("未通过"), run.out());
      assertFalse(run.out().contains("Exception"), run.out());
    }
  }

  @Test
  void a_file_that_is_not_there_stops_all_before_it_begins() {
    Run run = Run.of("evidence", "verify", SampleHome.evidencePackage(), folder.resolve("gone.zip"), folder.resolve("lost.zip")).ended(2);
    assertEquals("", run.out());
    assertTrue(run.err().contains("gone.zip: 文件不存在") && run.err().contains("lost.zip: 文件不存在"), run.err());
  }

  @Test
  void packages_are_built_for_what_an_officer_confirms_and_only_once() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Path settings = home.resolve("qingzheng.yaml");
    Files.writeString(settings, Files.readString(settings).replace("crawl:\n", "crawl:\n  browser: false\n"));
    // Some of its pages only want review, so that the scan made no package of them.
    String id = SampleHome.cases(home).stream().filter(c -> Run.of("case", "show", "--home", home, c).out().lines().findFirst().orElse("").contains("百汇聚商城（演示）（卖家待查）")).findFirst().orElseThrow();
    String before = build(home, id).ended(0).out();
    assertTrue(before.matches("(?s)新制作 0 个，此前已有 [1-9]\\d* 个。.*"), before);
    Run.of("case", "confirm", "--home", home, "--by", "张三", id).ended(0);
    Run built = build(home, id).ended(0);
    assertTrue(built.out().matches("(?s).*新制作 [1-9] 个，此前已有 .*"), built.out());
    Path zip = Path.of(built.out().lines().findFirst().orElseThrow().replaceFirst("^\\S+\\s+", ""));
    assertTrue(zip.startsWith(home.resolve("evidence").resolve(id)), zip.toString());
    Run.of("evidence", "verify", zip).ended(0);
    assertTrue(build(home, id).ended(0).out().contains("新制作 0 个"));
    build(home, "2020-000001").refused("没有案件 2020-000001", "case list");
  }

  private static Run build(Path home, String id) {
    return Run.of("evidence", "build", "--home", home, "--seeds", SampleHome.seeds(), id);
  }

  private static Path find(Path bag, String ending) throws IOException {
    try (var files = Files.walk(bag)) {
      return files.filter(f -> f.getFileName().toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  /** As unzip does, but for the one folder that may be around everything. */
  private static Path unpack(Path zip, Path to) throws IOException {
    try (ZipFile in = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
      for (ZipEntry entry : (Iterable<ZipEntry>) in.stream().map(e -> (ZipEntry) e)::iterator) {
        Path target = to.resolve(entry.getName());
        if (entry.isDirectory()) {
          continue;
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = in.getInputStream(entry)) {
          Files.copy(content, target);
        }
      }
    }
    return find(to, "bagit.txt").getParent();
  }
}
