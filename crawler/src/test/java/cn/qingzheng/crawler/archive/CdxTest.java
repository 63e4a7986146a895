package cn.qingzheng.crawler.archive;

import static cn.qingzheng.crawler.archive.Exchanges.hop;
import static cn.qingzheng.crawler.archive.Exchanges.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.ArchivedRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.cdx.CdxFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CdxTest {
  private static final Clock CLOCK = Clock.fixed(Exchanges.AT, ZoneOffset.UTC);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\n\r\n";
  private static final byte[] PAGE = utf8("<p>包过</p>");

  @TempDir Path dir;

  private static ArchivedExchange exchange(int i, String url, byte[] body, Optional<ArchivedRecord> earlier) {
    ArchivedExchange.Hop h = hop(URI.create(url), OK, body, earlier);
    Instant at = Exchanges.AT.plus(Duration.ofHours(i));
    return new ArchivedExchange(
        "c-" + i, "run-1", h.url(),
        List.of(new ArchivedExchange.Hop(h.url(), at, h.took(), h.remote(), h.wire(), false, h.unchangedSince())));
  }

  @Test
  void a_capture_is_found_by_its_address_and_its_record_read() throws Exception {
    List<ArchivedRecord> first;
    ArchiveIndex index = new ArchiveIndex(dir);
    try (Archive archive = Archive.open(dir, CLOCK)) {
      first = archive.append(exchange(1, "http://www.school.example/kaozheng?b=2&a=1", PAGE, Optional.empty()));
      archive.append(exchange(2, "https://school.example/kaozheng?a=1&b=2", PAGE, Optional.of(first.get(1))));
      archive.append(exchange(3, "http://school.example/kaozheng/more", PAGE, Optional.empty()));
      archive.append(exchange(4, "http://school.example.evil.example/kaozheng", PAGE, Optional.empty()));
      archive.append(exchange(5, "http://school.example:8080/", PAGE, Optional.empty()));
      assertEquals(2, index.ofAddress("http://school.example/kaozheng?a=1&b=2").size(), "while it is being written");
    }
    List<CdxLine> found = index.ofAddress("http://school.example/kaozheng?a=1&b=2");
    assertEquals(List.of("c-1", "c-2"), found.stream().map(CdxLine::capture).toList());
    assertEquals(List.of(false, true), found.stream().map(CdxLine::revisit).toList());
    assertEquals(found.get(0).digest(), found.get(1).digest());
    assertEquals("sha256:" + Sha256.hex(PAGE), found.get(0).digest());
    assertEquals(List.of("text/html", 200), List.of(found.get(0).mime(), found.get(0).status()));
    assertEquals(Instant.parse("2026-11-23T02:02:03Z"), found.get(0).at());
    ArchivedRecord r = first.get(1);
    assertEquals(List.of(r.file(), r.offset(), r.length()), List.of(found.get(0).file(), found.get(0).offset(), found.get(0).length()));
    assertEquals(List.of("c-3", "c-1", "c-2", "c-5"), index.ofHost("WWW.school.example").stream().map(CdxLine::capture).toList());
    assertEquals(List.of("c-5"), index.ofHost("school.example:8080").stream().map(CdxLine::capture).toList());
    assertEquals(List.of(), index.ofHost("school.exampl"));
    assertEquals(List.of(), index.ofAddress("http://school.example/kao"));
  }

  /** jwarc writes such indexes too, from what its own reader sees. */
  @Test
  void the_file_is_sorted_and_says_what_another_indexer_says() throws Exception {
    try (Archive archive = Archive.open(dir, CLOCK)) {
      for (int i = 0; i < 50; i++) {
        archive.append(exchange(i, "http://s" + (i * 7 % 50) + ".example/%E8%AF%81?证=" + i, utf8("page " + i), Optional.empty()));
      }
    }
    Path cdx = CdxFile.beside(dir.resolve("qz-20261123010203-00000.warc.gz"));
    List<String> lines = Files.readAllLines(cdx);
    assertEquals(lines.stream().sorted().toList(), lines);
    assertTrue(lines.stream().allMatch(l -> l.matches("[\\x20-\\x7e]+")));
    Map<String, JsonNode> own = new HashMap<>();
    for (String line : lines) {
      assertEquals(line, CdxLine.parse(line).orElseThrow().text());
      JsonNode fields = new JsonMapper().readTree(line.split(" ", 3)[2]);
      own.put(fields.path("offset").asString(), fields);
    }
    Path warc = dir.resolve("qz-20261123010203-00000.warc.gz");
    try (WarcReader reader = new WarcReader(warc)) {
      Optional<WarcRecord> next = reader.next();
      while (next.isPresent()) {
        WarcRecord record = next.get();
        long at = reader.position();
        if (record instanceof WarcResponse response) {
          response.http();
          String said = CdxFormat.CDXJ.format(response, warc.getFileName().toString(), at, own.get("" + at).path("length").asLong());
          JsonNode other = new JsonMapper().readTree(said.substring(said.indexOf('{')));
          for (String field : List.of("url", "mime", "status", "length", "offset", "filename")) {
            assertEquals(other.path(field).asString().replace("Text/HTML", "text/html"), own.get("" + at).path(field).asString(), field);
          }
          own.remove("" + at);
        }
        next = reader.next();
        assertTrue(!(record instanceof WarcResponse) || next.isPresent());
      }
    }
    assertEquals(Map.of(), own);
    assertEquals(50, lines.size());
  }

  @Test
  void a_missing_index_is_made_again_the_same() throws Exception {
    try (Archive archive = Archive.open(dir, CLOCK, 3000)) {
      for (int i = 0; i < 20; i++) {
        archive.append(exchange(i, "http://school.example/" + i, utf8("page " + i), Optional.empty()));
      }
    }
    Map<Path, String> made = new HashMap<>();
    try (Stream<Path> files = Files.list(dir)) {
      for (Path f : files.filter(f -> f.toString().endsWith(".cdxj")).toList()) {
        made.put(f, Files.readString(f));
        Files.delete(f);
      }
    }
    assertTrue(made.size() > 2);
    assertEquals(made.size(), new ArchiveIndex(dir).complete());
    for (Map.Entry<Path, String> e : made.entrySet()) {
      assertEquals(e.getValue(), Files.readString(e.getKey()));
    }
    assertEquals(0, new ArchiveIndex(dir).complete());
  }

  @Test
  void lines_are_found_in_long_files_wherever_they_stand() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String url = "http://h" + i % 400 + ".example/" + i;
      lines.add(new CdxLine(CdxLine.keyOf(url), Exchanges.AT.truncatedTo(ChronoUnit.SECONDS), url, "text/html", 200, "", 1, i, "f", "").text());
    }
    lines.sort(null);
    Path cdx = dir.resolve("a.cdxj");
    Files.write(cdx, lines);
    for (int i = 0; i < 20_000; i += 97) {
      List<CdxLine> found = new ArrayList<>();
      CdxFile.find(cdx, CdxLine.keyOf("http://h" + i % 400 + ".example/" + i) + " ", found);
      assertEquals(List.of((long) i), found.stream().map(CdxLine::offset).toList());
    }
    List<CdxLine> host = new ArrayList<>();
    CdxFile.find(cdx, "example,h7)", host);
    assertEquals(50, host.size());
  }

  @Test
  void a_capture_is_copied_out_with_what_its_revisit_refers_to() throws Exception {
    Path out = dir.resolve("out.warc.gz");
    try (Archive archive = Archive.open(dir.resolve("archive"), CLOCK)) {
      List<ArchivedRecord> first = archive.append(exchange(1, "http://school.example/", PAGE, Optional.empty()));
      List<ArchivedRecord> again = archive.append(exchange(2, "http://school.example/", PAGE, Optional.of(first.get(1))));
      assertEquals(4, ArchiveExport.write(archive, Exchanges.capture(again, PAGE), out, Exchanges.AT));
      List<WarcChecks.Rec> all = WarcChecks.valid(out);
      assertEquals(List.of("warcinfo", "request", "revisit", "metadata", "response"), all.stream().map(WarcChecks.Rec::type).toList());
      byte[] file = Files.readAllBytes(out);
      WarcChecks.Rec last = all.get(4);
      assertArrayEquals(archive.record(first.get(1)), Arrays.copyOfRange(file, (int) last.offset(), file.length));
      assertThrows(FileAlreadyExistsException.class, () -> ArchiveExport.write(archive, Exchanges.capture(first, PAGE), out, Exchanges.AT));
      assertArrayEquals(file, Files.readAllBytes(out));
      Path none = dir.resolve("none.warc.gz");
      assertThrows(IOException.class, () -> ArchiveExport.write(archive, Exchanges.capture(List.of(), PAGE), none, Exchanges.AT));
      assertFalse(Files.exists(none));
    }
  }

  @Test
  void a_changed_byte_of_a_finished_file_is_found() throws Exception {
    try (Archive archive = Archive.open(dir, CLOCK)) {
      archive.append(exchange(1, "http://school.example/kaozheng", PAGE, Optional.empty()));
    }
    ArchiveFile file = ArchiveFile.all(dir).getFirst();
    assertEquals(Optional.empty(), file.damage());
    byte[] whole = Files.readAllBytes(file.path());
    byte[] changed = gzipMembersWith(whole, "包过", "保过");
    Files.write(file.path(), changed);
    assertTrue(file.damage().orElseThrow().contains("校验值不符"), "whole as a file, and not what was written");
    whole[whole.length - 20] ^= 1;
    Files.write(file.path(), whole);
    assertTrue(file.damage().isPresent());
    Files.write(file.path(), Arrays.copyOf(whole, whole.length / 2));
    assertTrue(file.damage().orElseThrow().contains("读不了"));
  }

  /** Somebody who knows how to write such files, but forgets the digests. */
  private static byte[] gzipMembersWith(byte[] whole, String old, String fresh) throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    byte[] plain = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(whole)).readAllBytes();
    String text = new String(plain, java.nio.charset.StandardCharsets.ISO_8859_1);
    String from = new String(utf8(old), java.nio.charset.StandardCharsets.ISO_8859_1);
    String to = new String(utf8(fresh), java.nio.charset.StandardCharsets.ISO_8859_1);
    try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(out)) {
      gzip.write(text.replace(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }
}
