package cn.qingzheng.crawler.archive;

import static cn.qingzheng.crawler.archive.Exchanges.gzip;
import static cn.qingzheng.crawler.archive.Exchanges.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.WarcPages.Summary;
import cn.qingzheng.model.Capture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarcPagesTest {
  private static final String PAGE = "<p>健康管理师包过</p>";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";

  @TempDir Path dir;
  private final List<Capture> captures = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();

  @Test
  void our_own_archive_reads_back() throws Exception {
    try (Archive archive = Archive.open(dir.resolve("own"), Clock.systemUTC())) {
      archive.append(Exchanges.of(Exchanges.hop(OK + "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n", gzip(utf8(PAGE)))));
    }
    try (var files = Files.list(dir.resolve("own"))) {
      assertEquals(new Summary(4, 1, 0, 0), read(files.filter(f -> f.toString().endsWith(".warc.gz")).findFirst().orElseThrow()));
    }
    assertEquals(List.of(PAGE), bodies);
    assertEquals(Exchanges.HOME, captures.get(0).url());
    assertEquals(Exchanges.AT, captures.get(0).at());
    assertEquals("1.2.3.4", captures.get(0).exchange().remote().ip());
    assertEquals(Sha256.hex(utf8(PAGE)), captures.get(0).payload().sha256());
    assertTrue(captures.get(0).id().matches("20261123010203456-[0-9a-f]{16}"));
  }

  @Test
  void plain_member_by_member_and_whole_file_compression_read_the_same() throws Exception {
    byte[] one = response(OK + "\r\n", utf8(PAGE));
    byte[] two = response(OK + "\r\n", utf8("<p>二"));
    Summary expected = new Summary(2, 2, 0, 0);
    assertEquals(expected, read(file("a.warc", one, two)));
    assertEquals(expected, read(file("b.warc.gz", gzip(one), gzip(two))));
    assertEquals(expected, read(file("c.warc.gz", gzip(join(one, two)))));
    assertEquals(List.of(PAGE, "<p>二", PAGE, "<p>二", PAGE, "<p>二"), bodies);
  }

  @Test
  void bodies_are_decoded_whatever_the_producer_did_to_them() throws Exception {
    byte[] coded = gzip(utf8(PAGE));
    byte[] chunked = join(utf8(Integer.toHexString(10) + "\r\n"), Arrays.copyOf(coded, 10), utf8("\r\n" + Integer.toHexString(coded.length - 10) + ";x=y\r\n"), Arrays.copyOfRange(coded, 10, coded.length), utf8("\r\n0\r\n\r\n"));
    byte[] brotli = HexFormat.of().parseHex("0b028068656c6c6f03");
    Path file =
        file(
            "a.warc",
            response(OK + "Content-Encoding: gzip\r\n\r\n", coded),
            response(OK + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n", chunked),
            response(OK + "Transfer-Encoding: chunked\r\n\r\n", utf8(PAGE)),
            response(OK + "Content-Encoding: gzip\r\n\r\n", utf8(PAGE)),
            response(OK + "Content-Length: 5000\r\n\r\n", utf8(PAGE)),
            response(OK + "Content-Encoding: br\r\n\r\n", brotli),
            record("resource", "text/html", utf8(PAGE)),
            response("HTTP/1.0 200 OK\nContent-Type: text/html\n\n", utf8(PAGE)));
    assertEquals(new Summary(8, 8, 0, 0), read(file));
    assertEquals(List.of(PAGE, PAGE, PAGE, PAGE, PAGE, "hello", PAGE, PAGE), bodies);
  }

  @Test
  void what_is_no_page_is_not_handed_on() throws Exception {
    Path file =
        file(
            "a.warc",
            record("warcinfo", "application/warc-fields", utf8("software: x\r\n")),
            record("request", "application/http;msgtype=request", utf8("GET / HTTP/1.1\r\n\r\n")),
            response("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", utf8("no")),
            response("HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\n\r\n", utf8("<svg/>")),
            record("revisit", "application/http; msgtype=response", utf8(OK + "\r\n")),
            record("resource", "image/png", new byte[] {1}),
            response(OK + "\r\n", utf8(PAGE)));
    assertEquals(new Summary(7, 1, 1, 0), read(file));
  }

  @Test
  void a_bad_record_costs_only_itself() throws Exception {
    byte[] good = response(OK + "\r\n", utf8(PAGE));
    String text = new String(good, StandardCharsets.UTF_8);
    byte[] noLength = utf8(text.replaceFirst("Content-Length: \\d+\r\n", ""));
    byte[] wrongLength = utf8(text.replaceFirst("Content-Length: (\\d)\\d+", "Content-Length: 9"));
    byte[] noDate = utf8(text.replaceFirst("WARC-Date: .*", "WARC-Date: yesterday"));
    byte[] noAddress = utf8(text.replaceFirst("WARC-Target-URI: .*", "WARC-Target-URI: %%% ["));
    byte[] noHttp = record("response", "application/http", utf8("\u0001\u0002 no http at all"));
    byte[] noEnd = utf8(text.substring(0, text.indexOf("WARC-Date")));
    byte[] garbage = utf8("garbage\r\nmore\r\n");
    for (byte[] bad : List.of(noLength, wrongLength, noDate, noAddress, noHttp, noEnd, garbage)) {
      captures.clear();
      Summary plain = read(file("a.warc", good, bad, good));
      assertEquals(2, plain.pages(), new String(bad, StandardCharsets.UTF_8));
      // A length that is too short gives a record that is none, and bytes that are none.
      assertEquals(bad == wrongLength ? 2 : 1, plain.bad(), new String(bad, StandardCharsets.UTF_8));
      assertEquals(2, read(file("b.warc.gz", gzip(good), gzip(bad), gzip(good))).pages());
    }
  }

  @Test
  void a_torn_tail_and_a_damaged_member_are_counted_and_the_rest_is_read() throws Exception {
    byte[] member = gzip(response(OK + "\r\n", utf8(PAGE)));
    byte[] damaged = member.clone();
    Arrays.fill(damaged, 40, 60, (byte) 0xff);
    assertEquals(new Summary(1, 1, 0, 2), read(file("a.warc.gz", member, Arrays.copyOf(member, member.length - 30))), "the member and the record in it");
    Summary middle = read(file("b.warc.gz", member, damaged, member));
    assertEquals(2, middle.pages());
    assertTrue(middle.bad() >= 1);
    assertEquals(2, read(file("c.warc.gz", member, new byte[100], utf8("\u001f\u008bx"), member)).pages());
    assertEquals(new Summary(1, 1, 0, 1), read(file("d.warc", response(OK + "\r\n", utf8(PAGE)), utf8("WARC/1.0\r\nContent-Length: 50\r\n\r\ncut"))));
    assertEquals(new Summary(0, 0, 0, 0), read(file("e.warc")));
  }

  @Test
  void wget_brackets_and_a_bomb_are_read_without_harm() throws Exception {
    byte[] bomb = gzip(new byte[60 << 20]);
    String wget = new String(response(OK + "\r\n", utf8(PAGE)), StandardCharsets.UTF_8).replace("http://school.example/x", "<http://school.example/x>");
    assertEquals(new Summary(2, 2, 0, 0), read(file("a.warc", utf8(wget), response(OK + "Content-Encoding: gzip\r\n\r\n", bomb))));
    assertEquals("http://school.example/x", captures.get(0).url().toString());
    assertTrue(captures.get(1).payload().truncated());
    assertEquals(20 << 20, captures.get(1).payload().length());
  }

  @Test
  void a_file_that_is_not_there_is_an_error_and_a_failing_reader_is_not_hidden() throws Exception {
    assertThrows(NoSuchFileException.class, () -> read(dir.resolve("none.warc")));
    Path file = file("a.warc", response(OK + "\r\n", utf8(PAGE)));
    assertThrows(IllegalArgumentException.class, () -> WarcPages.read(file, (c, b) -> { throw new IllegalArgumentException("ours"); }));
  }

  @Test
  void the_record_of_a_page_is_handed_on_as_it_was_written() throws Exception {
    byte[] one = response(OK + "\r\n", utf8(PAGE));
    byte[] folded = join(utf8("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://school.example/y\r\n folded\r\nWARC-Date: 2026-11-23T01:02:03Z\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n"), utf8("<p>"), utf8("\r\n\r\n"));
    byte[] cut = utf8("WARC/1.0\r\nWARC-Type: resource\r\nContent-Le\r\n");
    List<String> records = new ArrayList<>();
    for (Path file : List.of(file("a.warc", one, utf8("garbage\r\n"), folded, cut, one), file("a.warc.gz", gzip(one), gzip(folded), gzip(one)))) {
      WarcPages.readRecords(file, p -> records.add(new String(p.record(), StandardCharsets.UTF_8)));
    }
    String first = new String(one, StandardCharsets.UTF_8);
    String second = new String(folded, StandardCharsets.UTF_8);
    assertEquals(List.of(first, second, first, first, second, first), records);
  }

  private Summary read(Path file) throws IOException {
    return WarcPages.read(
        file,
        (c, b) -> {
          captures.add(c);
          bodies.add(new String(b, StandardCharsets.UTF_8));
        });
  }

  private Path file(String name, byte[]... parts) throws IOException {
    return Files.write(dir.resolve(name), join(parts));
  }

  private static byte[] response(String head, byte[] body) {
    return record("response", "application/http; msgtype=response", join(head.getBytes(StandardCharsets.ISO_8859_1), body));
  }

  private static byte[] record(String type, String contentType, byte[] block) {
    String head =
        "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: http://school.example/x\r\nWARC-Date: 2026-11-23T01:02:03Z\r\n"
            + "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: " + contentType + "\r\nContent-Length: "
            + block.length + "\r\n\r\n";
    return join(utf8(head), block, utf8("\r\n\r\n"));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] p : parts) {
      out.writeBytes(p);
    }
    return out.toByteArray();
  }
}
