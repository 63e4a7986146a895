package cn.qingzheng.crawler.archive;

import static cn.qingzheng.crawler.archive.Exchanges.capture;
import static cn.qingzheng.crawler.archive.Exchanges.gzip;
import static cn.qingzheng.crawler.archive.Exchanges.hop;
import static cn.qingzheng.crawler.archive.Exchanges.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.ArchivedRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  private static final Clock CLOCK = Clock.fixed(Exchanges.AT, ZoneOffset.UTC);
  private static final byte[] PAGE = utf8("<html><title>证书</title>包过</html>");
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";

  @TempDir Path dir;

  @Test
  void a_redirect_chain_is_kept_hop_by_hop_and_validates() throws Exception {
    URI first = URI.create("http://www.school.example/");
    List<ArchivedRecord> records;
    try (Archive archive = Archive.open(dir, CLOCK)) {
      records =
          archive.append(
              Exchanges.of(
                  hop(first, "HTTP/1.1 302 Found\r\nLocation: " + Exchanges.HOME + "\r\nContent-Length: 0\r\n\r\n", new byte[0], Optional.empty()),
                  hop(OK + "Content-Length: " + PAGE.length + "\r\n\r\n", PAGE)));
      assertTrue(Files.exists(dir.resolve(records.get(0).file() + ".open")), "still being written");
      assertArrayEquals(PAGE, archive.body(capture(records, PAGE)).orElseThrow());
    }
    assertEquals("qz-20261123010203-00000.warc.gz", records.get(0).file());
    List<WarcChecks.Rec> all = WarcChecks.valid(dir.resolve(records.get(0).file()));
    assertEquals(Map.of("warcinfo", 1, "request", 2, "response", 2, "metadata", 2), WarcChecks.types(all));
    assertEquals(List.of("request", "response", "metadata", "request", "response", "metadata"), records.stream().map(ArchivedRecord::type).toList());
    for (int i = 0; i < records.size(); i++) {
      ArchivedRecord r = records.get(i);
      WarcChecks.Rec rec = all.get(i + 1);
      assertEquals(List.of(r.offset(), r.length(), "<" + r.recordId() + ">", r.uri().toString()), List.of(rec.offset(), rec.length(), rec.field("WARC-Record-ID"), rec.field("WARC-Target-URI")));
      assertEquals("1.2.3.4", rec.field("WARC-IP-Address"));
      assertEquals("2026-11-23T01:02:03.456Z", rec.field("WARC-Date"));
      assertTrue(rec.field("WARC-Payload-Digest").startsWith("sha256:"));
    }
    assertEquals("sha256:" + Sha256.hex(PAGE), all.get(5).field("WARC-Payload-Digest"));
    assertEquals(all.get(5).field("WARC-Record-ID"), all.get(4).field("WARC-Concurrent-To"));
    assertEquals(all.get(5).field("WARC-Record-ID"), all.get(6).field("WARC-Concurrent-To"));
    String facts = new String(all.get(6).block(), java.nio.charset.StandardCharsets.UTF_8);
    for (String fact : List.of("\"capture\":\"c-1\"", "\"run\":\"run-1\"", "\"tls\":\"TLSv1.3, trusted\"", "\"tookMillis\":120", "\"chain\":[\"http://www.school.example/\",\"" + Exchanges.HOME + "\"]")) {
      assertTrue(facts.contains(fact), facts);
    }
  }

  @Test
  void what_a_browser_made_of_a_page_lies_beside_the_answer() throws Exception {
    byte[] html = utf8("\uFEFF<html><p>脚本写出：包过</p></html>");
    List<ArchivedRecord> records = new ArrayList<>(appendOne(hop(OK + "Content-Length: " + PAGE.length + "\r\n\r\n", PAGE)));
    try (Archive archive = Archive.open(dir, CLOCK)) {
      records.addAll(
          archive.writeRendered(
              capture(records, PAGE),
              new RenderedPage(
                  html, Exchanges.AT,
                  List.of(
                      new RenderedPage.Part(URI.create("http://a.example/a.js"), "text/javascript; charset=utf-8", new byte[] {1, 2}),
                      new RenderedPage.Part(URI.create("http://a.example/b"), "no type\r\nX: y", new byte[0])),
                  Map.of("browser", "Chromium/1"))));
      assertArrayEquals(html, archive.rendered(capture(records, PAGE)).orElseThrow());
      assertArrayEquals(PAGE, archive.body(capture(records, PAGE)).orElseThrow());
      assertTrue(archive.rendered(capture(records.subList(0, 3), PAGE)).isEmpty());
    }
    ArchivedRecord rendered = records.get(3);
    assertEquals("resource", rendered.type());
    WarcChecks.Rec rec = WarcChecks.valid(dir.resolve(rendered.file())).get(1);
    assertEquals("<" + records.get(1).recordId() + ">", rec.field("WARC-Concurrent-To"));
    assertEquals("urn:qingzheng:rendered:" + Exchanges.HOME, rec.field("WARC-Target-URI"));
  }

  @Test
  void the_heads_are_kept_byte_for_byte() throws Exception {
    String head = "HTTP/1.1 200 \r\ncontent-TYPE:text/html\r\nX-Name: \u00e9\u00ff\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n";
    List<ArchivedRecord> records = appendOne(hop(head, PAGE));
    List<WarcChecks.Rec> all = WarcChecks.valid(dir.resolve(records.get(0).file()));
    assertEquals("GET /%E8%AF%81 HTTP/1.1\r\nHost: school.example\r\nAccept: */*\r\n\r\n", all.get(1).text());
    assertTrue(all.get(2).text().startsWith(head));
    assertTrue(!all.get(3).text().contains("responseHeadAsReceived"));
  }

  @Test
  void a_chunked_body_stands_in_one_chunk_under_its_own_head() throws Exception {
    byte[] coded = gzip(PAGE);
    String head = OK + "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n";
    List<ArchivedRecord> records = appendOne(hop(head, coded));
    List<WarcChecks.Rec> all = WarcChecks.valid(dir.resolve(records.get(0).file()));
    assertTrue(all.get(2).text().startsWith(head + Integer.toHexString(coded.length) + "\r\n"));
    assertEquals("sha256:" + Sha256.hex(coded), all.get(2).field("WARC-Payload-Digest"));
    try (Archive archive = Archive.open(dir, CLOCK)) {
      assertArrayEquals(PAGE, archive.body(capture(records, PAGE)).orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\ncontent-length: 7\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nthis is no header\r\nContent-Type: text/html\r\n\r\n",
        "ICY 200 OK\r\nX: y\r\n\r\n",
        "HTTP/1.1 200 OK\nX: only line feeds\n\n",
        "HTTP/1.1 200 OK\r\nX: no end",
        "HTTP/1.1 200 OK\r\n: no name\r\nX-\u00ff: odd\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\u0001b\u0000c\r\n folded: line\r\n\r\n",
        ""
      })
  void a_broken_response_head_still_gives_a_valid_record_and_is_kept_as_received(String head) throws Exception {
    List<ArchivedRecord> records = appendOne(Exchanges.truncated(hop(head, PAGE)));
    List<WarcChecks.Rec> all = WarcChecks.valid(dir.resolve(records.get(0).file()));
    assertEquals("length", all.get(2).field("WARC-Truncated"));
    if (!all.get(2).text().startsWith(head) || head.isEmpty()) {
      String base64 = java.util.Base64.getEncoder().encodeToString(head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      assertTrue(all.get(3).text().contains("\"responseHeadAsReceived\":\"" + base64 + "\""), all.get(3).text());
    }
    try (Archive archive = Archive.open(dir, CLOCK)) {
      assertArrayEquals(PAGE, archive.body(capture(records, PAGE)).orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html; charset", "html", "text/html;;charset=gbk", "", ";;;", "text/html; charset=\"gb2312", "text/ html",
        "text/html, text/html", "text/html; charset=证书", "/", "*/*", "text/html;charset=utf-8;"
      })
  void a_broken_content_type_still_gives_a_valid_record(String type) throws Exception {
    List<ArchivedRecord> records = appendOne(hop("HTTP/1.1 200 OK\r\nContent-Type: " + new String(utf8(type), java.nio.charset.StandardCharsets.ISO_8859_1) + "\r\n\r\n", PAGE));
    WarcChecks.valid(dir.resolve(records.get(0).file()));
  }

  @Test
  void an_unchanged_page_becomes_a_revisit_whose_body_is_found_again() throws Exception {
    byte[] coded = gzip(PAGE);
    String head = OK + "Content-Encoding: gzip\r\nContent-Length: " + coded.length + "\r\n\r\n";
    List<ArchivedRecord> full = appendOne(hop(head, coded));
    Optional<ArchivedRecord> earlier = Optional.of(full.get(1));
    try (Archive archive = Archive.open(dir, CLOCK)) {
      List<ArchivedRecord> same = archive.append(Exchanges.of(hop(Exchanges.HOME, head, coded, earlier)));
      List<ArchivedRecord> notModified =
          archive.append(Exchanges.of(hop(Exchanges.HOME, "HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n", new byte[0], Optional.of(same.get(1)))));
      List<ArchivedRecord> other = archive.append(Exchanges.of(hop(Exchanges.HOME, OK + "\r\n", utf8("another"), earlier)));
      assertArrayEquals(PAGE, archive.body(capture(same, PAGE)).orElseThrow());
      assertArrayEquals(PAGE, archive.body(capture(notModified, PAGE)).orElseThrow());
      assertEquals(List.of(full.get(1)), archive.referred(capture(notModified, PAGE)), "found over the revisit in between");
      assertEquals(List.of(), archive.referred(capture(full, PAGE)));
      assertArrayEquals(utf8("another"), archive.body(capture(other, utf8("another"))).orElseThrow());
      assertEquals(List.of("revisit", "revisit", "response"), Stream.of(same, notModified, other).map(l -> l.get(1).type()).toList());
    }
    List<WarcChecks.Rec> all = WarcChecks.valid(dir.resolve("qz-20261123010203-00001.warc.gz"));
    for (WarcChecks.Rec revisit : List.of(all.get(2), all.get(5))) {
      assertEquals("<" + full.get(1).recordId() + ">", revisit.field("WARC-Refers-To"));
      assertEquals("2026-11-23T01:02:03.456Z", revisit.field("WARC-Refers-To-Date"));
      assertEquals(Exchanges.HOME.toString(), revisit.field("WARC-Refers-To-Target-URI"));
      assertEquals("sha256:" + Sha256.hex(coded), revisit.field("WARC-Payload-Digest"));
      assertTrue(revisit.text().endsWith("\r\n\r\n"), "head only");
    }
    assertTrue(all.get(2).field("WARC-Profile").endsWith("/identical-payload-digest"));
    assertTrue(all.get(5).field("WARC-Profile").endsWith("/server-not-modified"));
  }

  @Test
  void a_full_file_is_finished_and_records_are_found_under_both_names() throws Exception {
    Random random = new Random(7);
    List<List<ArchivedRecord>> all = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>();
    try (Archive archive = Archive.open(dir, CLOCK, 40_000)) {
      for (int i = 0; i < 12; i++) {
        byte[] body = new byte[9000];
        random.nextBytes(body);
        bodies.add(body);
        all.add(archive.append(Exchanges.of(hop(OK + "\r\n", body))));
        for (int k = 0; k <= i; k++) {
          assertArrayEquals(bodies.get(k), archive.body(capture(all.get(k), bodies.get(k))).orElseThrow());
        }
      }
    }
    Set<String> files = new HashSet<>();
    all.forEach(l -> files.add(l.get(0).file()));
    assertEquals(3, files.size());
    for (String f : files) {
      WarcChecks.valid(dir.resolve(f));
    }
    assertEquals(files, new HashSet<>(names()));
  }

  @Test
  void each_run_writes_files_of_its_own_and_none_over_another() throws Exception {
    Set<String> files = new HashSet<>();
    try (Archive archive = Archive.open(dir, CLOCK)) {
      for (String run : List.of("run-1", "run-1", "run-2", "run-1")) {
        ArchivedExchange.Hop hop = hop(OK + "\r\n", PAGE);
        files.add(archive.append(new ArchivedExchange("c-1", run, hop.url(), List.of(hop))).get(0).file());
      }
    }
    // The clock stands still, so another process would give the same names.
    try (Archive archive = Archive.open(dir, CLOCK)) {
      files.add(archive.append(Exchanges.of(hop(OK + "\r\n", PAGE))).get(0).file());
    }
    assertEquals(4, files.size());
    assertEquals(4 + 3 * 5, WarcChecks.allValid(dir));
    for (String f : files) {
      List<WarcChecks.Rec> all = WarcChecks.members(dir.resolve(f));
      String run = all.get(0).text().replaceAll("(?s).*description: run (\\S+).*", "$1");
      assertTrue(all.stream().skip(1).allMatch(r -> !r.text().contains("\"run\":") || r.text().contains("\"run\":\"" + run + "\"")));
    }
  }

  @Test
  void many_threads_append_without_mixing_their_records() throws Exception {
    List<Future<List<ArchivedRecord>>> results = new ArrayList<>();
    try (Archive archive = Archive.open(dir, CLOCK, 100_000);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 200; i++) {
        byte[] body = utf8("page " + i + "证".repeat(i));
        results.add(threads.submit(() -> archive.append(Exchanges.of(hop(OK + "\r\n", body)))));
      }
      for (int i = 0; i < 200; i++) {
        byte[] body = utf8("page " + i + "证".repeat(i));
        assertArrayEquals(body, archive.body(capture(results.get(i).get(), body)).orElseThrow());
      }
    }
    int records = 0;
    for (String f : names()) {
      records += WarcChecks.valid(dir.resolve(f)).size() - 1;
    }
    assertEquals(600, records);
  }

  @Test
  void a_body_that_is_not_the_captured_one_is_an_error_and_not_a_body() throws Exception {
    List<ArchivedRecord> records = appendOne(hop(OK + "\r\n", PAGE));
    try (Archive archive = Archive.open(dir, CLOCK)) {
      assertThrows(IOException.class, () -> archive.body(capture(records, utf8("other"))));
      assertEquals(Optional.empty(), archive.body(capture(List.of(), PAGE)));
      ArchivedRecord r = records.get(1);
      for (String file : List.of("../" + r.file(), "gone.warc.gz")) {
        assertThrows(IOException.class, () -> archive.record(new ArchivedRecord(r.type(), r.recordId(), r.uri(), file, 0, 5)));
      }
    }
  }

  @Test
  void two_archives_on_one_folder_do_not_touch_each_others_files() throws Exception {
    try (Archive one = Archive.open(dir, CLOCK)) {
      List<ArchivedRecord> a = one.append(Exchanges.of(hop(OK + "\r\n", PAGE)));
      try (Archive two = Archive.open(dir, CLOCK)) {
        List<ArchivedRecord> b = two.append(Exchanges.of(hop(OK + "\r\n", PAGE)));
        assertTrue(!a.get(0).file().equals(b.get(0).file()));
        assertArrayEquals(PAGE, two.body(capture(a, PAGE)).orElseThrow());
      }
      one.append(Exchanges.of(hop(OK + "\r\n", PAGE)));
    }
    for (String f : names()) {
      WarcChecks.valid(dir.resolve(f));
    }
    assertEquals(2, names().size());
  }

  @Test
  void nothing_is_written_before_the_first_page_nor_after_the_end() throws Exception {
    Archive archive = Archive.open(dir, CLOCK);
    archive.close();
    assertEquals(List.of(), names());
    assertThrows(IOException.class, () -> archive.append(Exchanges.of(hop(OK + "\r\n", PAGE))));
  }

  private List<ArchivedRecord> appendOne(ArchivedExchange.Hop hop) throws IOException {
    try (Archive archive = Archive.open(dir, CLOCK)) {
      return archive.append(Exchanges.of(hop));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(f -> f.getFileName().toString()).filter(f -> !f.endsWith(".cdxj")).sorted().toList();
    }
  }
}
