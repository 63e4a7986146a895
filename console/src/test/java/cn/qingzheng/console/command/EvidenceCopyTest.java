package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.AuditEntry;
import cn.qingzheng.casework.Casebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidenceCopyTest {
  @TempDir Path folder;

  private static List<AuditEntry> log(Path home) {
    try (Casebook casebook = Casebook.open(home.resolve("qingzheng.db"), Clock.systemUTC())) {
      return casebook.audit(0, 100_000);
    }
  }

  private static Path one(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("evidence"))) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().findFirst().orElseThrow();
    }
  }

  private static String id(Path zip) {
    return zip.getFileName().toString().replace(".zip", "");
  }

  @Test
  void every_opening_of_an_original_stands_in_the_audit_log_with_its_reason() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Path zip = one(home);
    int before = log(home).size();
    Run.of("evidence", "open", "--home", home, "--by", "张三", "--reason", " ", "--out", folder, id(zip)).ended(2);
    Run.of("evidence", "open", "--home", home, "--by", "张三", "--reason", "核对", "--out", folder, "EV-20200101-000001").ended(2);
    assertEquals(before, log(home).size());
    assertFalse(Files.exists(folder.resolve(zip.getFileName())), "nothing is written that is not logged");
    Run.of("evidence", "open", "--home", home, "--by", "张三", "--reason", "当事人申请查阅", "--out", folder, id(zip)).ended(0);
    assertArrayEquals(Files.readAllBytes(zip), Files.readAllBytes(folder.resolve(zip.getFileName())));
    AuditEntry last = log(home).get(before);
    assertEquals(List.of("张三", "打开原件", id(zip), "当事人申请查阅"), List.of(last.who(), last.what(), last.object(), last.why()));
    Run.of("evidence", "open", "--home", home, "--by", "张三", "--reason", "再看", "--out", folder, id(zip)).ended(2);
    assertEquals(before + 1, log(home).size(), "what was not handed out is not logged");
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 2] ^= 1;
    Files.write(zip, bytes);
    Run spoiled = Run.of("evidence", "open", "--home", home, "--by", "张三", "--reason", "再看", "--out", folder.resolve("b"), id(zip));
    assertTrue(spoiled.ended(1).err().startsWith("证据包核验未通过，没有取出"), spoiled.err());
    assertEquals(before + 1, log(home).size());
    assertFalse(Files.exists(folder.resolve("b").resolve(zip.getFileName())));
  }

  @Test
  void a_masked_copy_keeps_the_places_and_not_the_people() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    int personal = 0;
    for (Path zip : packages(home)) {
      Run.of("evidence", "export", "--home", home, "--by", "张三", "--reason", "通报", "--out", folder, id(zip)).ended(0);
      try (ZipFile copy = new ZipFile(folder.resolve(id(zip) + "-脱敏副本.zip").toFile(), StandardCharsets.UTF_8);
          ZipFile original = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
        assertEquals(4, copy.size());
        String text = read(copy, "/text.txt");
        String whole = read(original, "/text.txt");
        assertEquals(whole.length(), text.length());
        personal += text.equals(whole) ? 0 : 1;
        for (JsonNode hit : new JsonMapper().readTree(read(copy, "/hits.json")).path("hits").values()) {
          assertEquals(hit.path("quote").asString(), text.substring(hit.path("start").asInt(), hit.path("end").asInt()));
        }
        for (String file : List.of(text, read(copy, "/hits.json"), read(copy, "/capture.json"))) {
          assertFalse(file.matches("(?s).*(?<!\\d)1[3-9]\\d{9}(?!\\d).*"), id(zip));
        }
      }
    }
    assertTrue(personal > 0, "some of the sample pages hold personal data");
    assertTrue(log(home).stream().anyMatch(a -> a.what().equals("导出脱敏副本")));
  }

  private static List<Path> packages(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("evidence"))) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().toList();
    }
  }

  private static String read(ZipFile zip, String ending) throws IOException {
    ZipEntry entry = zip.stream().filter(e -> e.getName().endsWith(ending)).findFirst().orElseThrow();
    return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void an_extraction_record_names_two_officers_every_file_and_the_whole() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Path zip = one(home);
    Run.of("evidence", "record", "--home", home, "--by", "张三", "--officer", "张三:1", "--out", folder, id(zip)).ended(2);
    Run.of("evidence", "record", "--home", home, "--by", "张三", "--officer", "张三:1", "--officer", "李四:2", "--out", folder, id(zip)).ended(0);
    assertTrue(Files.size(folder.resolve(id(zip) + "-电子数据提取笔录.pdf")) > 10_000);
    String word;
    try (ZipFile docx = new ZipFile(folder.resolve(id(zip) + "-电子数据提取笔录.docx").toFile())) {
      word = read(docx, "word/document.xml").replaceAll("<[^>]*>", "");
    }
    String manifest = Run.of("evidence", "verify", zip).out().lines().filter(l -> l.contains("的 SHA-256")).findFirst().orElseThrow().replaceAll(".*：", "");
    assertTrue(word.contains(manifest) && word.contains("张三（1）") && word.contains("李四（2）") && word.contains("data/archive/capture.warc.gz"), word);
    assertFalse(word.matches("(?s).*\\{[a-z_]+}.*"), word);
  }

  @Test
  void with_two_officers_named_the_record_is_sealed_in() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Path settings = home.resolve("qingzheng.yaml");
    Files.writeString(settings, Files.readString(settings).replace("crawl:\n", "crawl:\n  browser: false\n"));
    String id = SampleHome.cases(home).stream().filter(c -> Run.of("case", "show", "--home", home, c).out().lines().findFirst().orElse("").contains("百汇聚商城（演示）（卖家待查）")).findFirst().orElseThrow();
    Run.of("case", "confirm", "--home", home, "--by", "张三", id).ended(0);
    Run built = Run.of("evidence", "build", "--home", home, "--seeds", SampleHome.seeds(), "--officer", "张三:1", "--officer", "李四:2", id).ended(0);
    String zip = built.out().lines().findFirst().orElseThrow().replaceFirst("^\\S+\\s+", "");
    try (ZipFile sealed = new ZipFile(zip, StandardCharsets.UTF_8)) {
      assertEquals(2, sealed.stream().filter(e -> e.getName().contains("电子数据提取笔录")).count());
      JsonNode resources = new JsonMapper().readTree(read(sealed, "/datapackage.json")).path("resources");
      assertTrue(resources.toString().contains("电子数据提取笔录.pdf"));
    }
    Run.of("evidence", "verify", zip).ended(0);
  }
}
