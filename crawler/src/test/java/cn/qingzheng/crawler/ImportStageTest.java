package cn.qingzheng.crawler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.WarcChecks;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Import;
import cn.qingzheng.model.Listing;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

class ImportStageTest {
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, '\r', '\n', '\r', '\n'};
  private static final byte[] HTML = "<h1>包过</h1>".getBytes(StandardCharsets.UTF_8);

  @TempDir Path home;

  private static ImportStage.Material picture(String file) {
    return new ImportStage.Material(
        URI.create("urn:sha256:abc"),
        Instant.parse("2026-11-20T02:00:00Z"),
        "image/png",
        PICTURE,
        Optional.of(HTML),
        Optional.of(new Listing("import", "某某朋友圈", "包过", Optional.empty(), Optional.of("王老师"))),
        new Import(
            new Import.Source(file, "", "ff"), "张三", "手机 A-01", "", Instant.parse("2026-11-23T00:00:00Z"),
            Optional.of(new Import.Body("甲公司", Optional.of("91379901MAC0L6H16Q"))), "备注\r\nWARC-Type: response"));
  }

  private Crawler open() throws IOException {
    return Crawler.open(home, Crawl.settings(), AddressGuard.publicOnly(), Clock.systemUTC());
  }

  @Test
  void material_is_kept_byte_for_byte_with_what_is_stated_and_what_is_read_out_of_it() throws IOException {
    try (Crawler crawler = open()) {
      Capture capture = crawler.imports("I1").keep(picture("b.png")).capture();
      assertEquals(Optional.of(capture), crawler.captures().find(capture.id()));
      assertArrayEquals(PICTURE, crawler.archive().body(capture).orElseThrow());
      assertArrayEquals(HTML, crawler.archive().rendered(capture).orElseThrow());
      assertEquals(
          List.of("resource", "metadata", "resource", "metadata"), capture.records().stream().map(ArchivedRecord::type).toList());
      assertEquals(List.of(), crawler.archive().referred(capture));
    }
    StringBuilder seen = new StringBuilder();
    try (Stream<Path> files = Files.list(home.resolve("archive"))) {
      try (WarcReader reader = new WarcReader(files.filter(f -> f.toString().endsWith(".warc.gz")).findFirst().orElseThrow())) {
        for (WarcRecord record : reader) {
          seen.append(record.type()).append(' ');
          String json = new String(record.body().stream().readAllBytes(), StandardCharsets.UTF_8);
          if (record.type().equals("metadata") && !json.contains("madeBy")) {
            for (String said : List.of("张三", "手机 A-01", "91379901MAC0L6H16Q", "王老师", "2026-11-20T02:00:00Z", "备注")) {
              assertTrue(json.contains(said), json);
            }
          }
        }
      }
    }
    assertEquals("warcinfo resource metadata resource metadata ", seen.toString());
  }

  @Test
  void the_same_material_again_is_the_same_capture_and_other_material_is_not() throws IOException {
    Capture first;
    try (Crawler crawler = open()) {
      first = crawler.imports("I1").keep(picture("b.png")).capture();
    }
    try (Crawler crawler = open()) {
      ImportStage.Kept again = crawler.imports("I2").keep(picture("b.png"));
      assertTrue(again.before());
      assertEquals(first, again.capture());
      assertFalse(crawler.imports("I2").keep(picture("c.png")).before());
    }
  }

  @Test
  void a_record_of_another_producer_is_kept_whole_beside_the_page_taken_from_it() throws Exception {
    byte[] record = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Payload-Digest: sha1:AAAA\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    ImportStage.Material m =
        new ImportStage.Material(
            URI.create("http://school.example/"), Instant.parse("2026-11-20T02:00:00Z"), "text/html; charset", HTML,
            Optional.empty(), Optional.empty(), picture("a.warc").origin(), Optional.of(record));
    Capture capture;
    try (Crawler crawler = open()) {
      capture = crawler.imports("I1").keep(m).capture();
      assertArrayEquals(HTML, crawler.archive().body(capture).orElseThrow());
      assertEquals(List.of("resource", "metadata", "resource"), capture.records().stream().map(ArchivedRecord::type).toList());
    }
    assertEquals(4, WarcChecks.allValid(home.resolve("archive")));
    ArchivedRecord kept = capture.records().get(2);
    try (WarcReader reader = new WarcReader(home.resolve("archive").resolve(kept.file()))) {
      reader.position(kept.offset());
      WarcRecord found = reader.next().orElseThrow();
      assertEquals("application/warc", found.contentType().toString());
      assertArrayEquals(record, found.body().stream().readAllBytes());
    }
  }
}
