package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.EvidencePackage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvidenceBuilderTest {
  @TempDir Path temp;
  private Sample sample;
  private Path target;

  @BeforeEach
  void prepare() throws IOException {
    sample = new Sample(Files.createDirectories(temp.resolve("in")));
    target = temp.resolve("out");
  }

  @Test
  void a_package_verifies_as_zip_and_as_folder() throws Exception {
    EvidencePackage built = new EvidenceBuilder(Sample.CLOCK).build(sample.request(), target);
    VerificationReport zip = new EvidenceVerifier().verify(built.file());
    assertTrue(zip.valid(), zip.text());
    assertEquals(built.manifestSha256(), zip.manifestSha256().orElseThrow());
    assertEquals(built.manifestSm3(), zip.manifestSm3().orElseThrow());
    assertEquals("EV-20261123-000001", zip.evidenceId().orElseThrow());
    VerificationReport folder = new EvidenceVerifier().verify(Sample.unpack(built.file(), temp.resolve("u")));
    assertTrue(folder.valid(), folder.text());
  }

  @Test
  void the_report_says_the_same_in_text_and_json() throws Exception {
    Path zip = sample.zip(target);
    JsonNode good = Json.read(new EvidenceVerifier().verify(zip).json());
    assertTrue(good.path("valid").asBoolean());
    assertEquals("NOT_PRESENT", good.path("checks").path(16).path("state").asString(), good.toString());
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 3] ^= 1;
    Files.write(zip, bytes);
    VerificationReport report = new EvidenceVerifier().verify(zip);
    JsonNode bad = Json.read(report.json());
    assertFalse(bad.path("valid").asBoolean());
    assertTrue(report.text().endsWith("结论：核验未通过\n"), report.text());
    int told = 0;
    for (JsonNode check : bad.path("checks")) {
      for (JsonNode problem : check.path("problems")) {
        assertTrue(report.text().contains(problem.asString()), problem.asString());
        told++;
      }
    }
    assertEquals(report.failures().size(), told);
    assertTrue(told > 0);
  }

  @Test
  void the_same_request_at_the_same_time_gives_the_same_bytes() throws Exception {
    EvidenceRequest request = sample.request();
    Path one = new EvidenceBuilder(Sample.CLOCK).build(request, target).file();
    Path two = new EvidenceBuilder(Sample.CLOCK).build(request, temp.resolve("again")).file();
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
  }

  @Test
  void only_the_package_is_left_in_the_folder() throws Exception {
    sample.zip(target);
    assertEquals(List.of("EV-20261123-000001.zip"), names(target));
  }

  @Test
  void a_package_is_never_replaced() throws Exception {
    byte[] first = Files.readAllBytes(sample.zip(target));
    sample.organisation = "另一机关";
    assertThrows(FileAlreadyExistsException.class, () -> sample.zip(target));
    assertArrayEquals(first, Files.readAllBytes(target.resolve("EV-20261123-000001.zip")));
    assertEquals(1, names(target).size());
  }

  @Test
  void the_archived_members_are_copied_byte_for_byte() throws Exception {
    EvidenceRequest request = sample.request();
    Path bag = unpacked(request);
    byte[] warc = Files.readAllBytes(bag.resolve("data/archive/capture.warc.gz"));
    String all = SampleArchive.hex(warc);
    for (ArchivedRecord r : request.material().capture().records()) {
      assertTrue(all.contains(SampleArchive.hex(request.material().archive().read(r))), r.type());
    }
  }

  @Test
  void without_a_screenshot_the_package_says_why() throws Exception {
    sample.screenshot = false;
    Path bag = unpacked(sample.request());
    assertFalse(Files.exists(bag.resolve("data/evidence/整页截图.png")));
    assertTrue(Files.readString(bag.resolve("data/evidence/截图说明.txt")).contains("本机未安装 Chromium"));
  }

  @Test
  void hits_name_rule_article_place_and_written_form() throws Exception {
    Path bag = unpacked(sample.request());
    String text = Files.readString(bag.resolve("data/evidence/text.txt"));
    JsonNode hit = json(bag, "hits.json").path("hits").path(0);
    assertEquals("guarantee-claim", hit.path("rule").asString());
    assertEquals("包过", text.substring(hit.path("start").asInt(), hit.path("end").asInt()));
    assertEquals("第二十四条第一项", hit.path("basis").path(0).path("article").asString());
    assertEquals("html > body > p:nth-child(2)", hit.path("place").path("cssPath").asString());
    assertEquals("LITERAL", hit.path("writtenForm").path("code").asString());
    assertEquals("前后没有否定词", hit.path("exemptions").path(0).path("text").asString());
  }

  @Test
  void capture_json_tells_time_address_server_and_self_check() throws Exception {
    JsonNode capture = json(unpacked(sample.request()), "capture.json");
    assertEquals("2026-11-22T17:30:15Z", capture.path("requestedAt").path("utc").asString());
    assertEquals("2026-11-23T01:30:15+08:00", capture.path("requestedAt").path("asiaShanghai").asString());
    assertEquals("127.0.0.9", capture.path("exchange").path("remote").path("ip").asString());
    assertEquals(sample.requested, capture.path("address").path("redirects").path(0).asString());
    JsonNode approval = capture.path("origin").path("approvals").path(0);
    assertEquals("ROBOTS", approval.path("subject").asString());
    assertEquals("示例函〔2026〕1号", approval.path("documentNo").asString());
    assertEquals("乙某", approval.path("secondApprover").asString());
    assertEquals("2026-12-31", approval.path("expires").asString());
    assertEquals(7, capture.path("selfCheck").size());
    capture.path("selfCheck").forEach(c -> assertEquals("OK", c.path("state").asString(), c.toString()));
  }

  @Test
  void a_gzip_encoded_gbk_page_is_checked_after_decoding() throws Exception {
    sample.gzip = true;
    sample.charset = Charset.forName("GBK");
    JsonNode check = json(unpacked(sample.request()), "capture.json").path("selfCheck");
    check.forEach(c -> assertEquals("OK", c.path("state").asString(), c.toString()));
  }

  @Test
  void chinese_and_very_long_addresses_and_texts_are_kept() throws Exception {
    sample.url = "http://xn--fsqu00a.example/" + "%E8%AF%BE".repeat(900) + "?q=" + "a".repeat(3000);
    sample.text = "保过班招生。".repeat(60_000) + "包过";
    sample.terms = List.of("包过");
    Path bag = unpacked(sample.request());
    assertEquals(sample.text, Files.readString(bag.resolve("data/evidence/text.txt")));
    assertEquals(sample.url, json(bag, "capture.json").path("address").path("final").asString());
  }

  @Test
  void a_hit_on_a_surrogate_pair_keeps_its_utf16_offsets() throws Exception {
    sample.text = "𠮷祥学校💯包💯过，\uD83D\uDE00保证拿证";
    sample.terms = List.of("包💯过", "𠮷祥");
    Path bag = unpacked(sample.request());
    JsonNode hits = json(bag, "hits.json").path("hits");
    String text = Files.readString(bag.resolve("data/evidence/text.txt"));
    assertEquals("包💯过", text.substring(hits.path(0).path("start").asInt(), hits.path(0).path("end").asInt()));
    assertEquals(0, hits.path(1).path("start").asInt());
    assertEquals(3, hits.path(1).path("end").asInt());
  }

  @Test
  void a_lone_surrogate_in_the_text_moves_no_offset() throws Exception {
    sample.text = "坏字\uD83D在此，包过";
    sample.terms = List.of("包过");
    Path bag = unpacked(sample.request());
    assertEquals("坏字\uFFFD在此，包过", Files.readString(bag.resolve("data/evidence/text.txt")));
  }

  @Test
  void a_quote_that_does_not_stand_in_the_text_stops_the_sealing() throws Exception {
    EvidenceRequest good = sample.request();
    EvidenceRequest.Material m = good.material();
    sample.text = sample.text.replace("包过", "包教");
    EvidenceRequest bad = with(good, new EvidenceRequest.Material(m.capture(), sample.page(), m.result(), m.archive()));
    EvidenceException e = assertThrows(EvidenceException.class, () -> build(bad));
    assertTrue(e.getMessage().contains("包过"), e.getMessage());
    assertEquals(List.of(), names(target));
  }

  @Test
  void a_body_other_than_the_captured_one_stops_the_sealing() throws Exception {
    EvidenceRequest good = sample.request();
    EvidenceRequest.Material m = good.material();
    Capture c = m.capture();
    Capture other = new Capture(c.id(), c.origin(), c.url(), c.at(), c.exchange(),
        new Capture.Payload("00".repeat(32), 1, false), c.records());
    EvidenceRequest bad = with(good, new EvidenceRequest.Material(other, m.page(), m.result(), m.archive()));
    EvidenceException e = assertThrows(EvidenceException.class, () -> build(bad));
    assertTrue(e.getMessage().contains("校验值"), e.getMessage());
  }

  @Test
  void a_damaged_archive_stops_the_sealing() throws Exception {
    EvidenceRequest good = sample.request();
    EvidenceRequest.Material m = good.material();
    EvidenceRequest.RecordBytes damaged = r -> {
      byte[] bytes = m.archive().read(r);
      bytes[bytes.length - 20] ^= 1;
      return bytes;
    };
    EvidenceRequest bad = with(good, new EvidenceRequest.Material(m.capture(), m.page(), m.result(), damaged));
    assertEquals(4, assertThrows(EvidenceException.class, () -> build(bad)).reasons().size());
  }

  @Test
  void another_record_at_that_place_stops_the_sealing() throws Exception {
    EvidenceRequest good = sample.request();
    EvidenceRequest.Material m = good.material();
    ArchivedRecord first = m.capture().records().get(0);
    EvidenceRequest bad = with(good,
        new EvidenceRequest.Material(m.capture(), m.page(), m.result(), r -> m.archive().read(first)));
    assertThrows(EvidenceException.class, () -> build(bad));
  }

  @Test
  void a_capture_without_records_or_a_result_without_rules_is_no_evidence() throws Exception {
    EvidenceRequest none = sample.request(sample.capture(List.of(), sample.html()), List.of(), r -> new byte[0]);
    assertThrows(EvidenceException.class, () -> build(none));
    EvidenceRequest good = sample.request();
    EvidenceRequest.Material m = good.material();
    var r = m.result();
    var unchecked = new cn.qingzheng.model.PageResult(r.captureId(), r.outcome(), r.kind(), r.promoter(), r.reasons(),
        r.hits(), new cn.qingzheng.model.PageResult.Checked(java.util.Set.of(), List.of(), List.of()));
    EvidenceRequest bad = with(good, new EvidenceRequest.Material(m.capture(), m.page(), unchecked, m.archive()));
    assertThrows(EvidenceException.class, () -> build(bad));
  }

  @Test
  void sealing_before_the_capture_tells_of_a_wrong_clock() throws Exception {
    EvidenceRequest request = sample.request();
    Clock wrong = Clock.fixed(SampleArchive.AT.minusSeconds(1), ZoneOffset.UTC);
    EvidenceException e = assertThrows(EvidenceException.class, () -> new EvidenceBuilder(wrong).build(request, target));
    assertTrue(e.getMessage().contains("时钟"), e.getMessage());
  }

  @Test
  void a_revisit_is_sealed_with_the_response_it_refers_to_and_not_without() throws Exception {
    SampleArchive archive = new SampleArchive(temp.resolve("revisits"));
    byte[] html = sample.html();
    URI url = URI.create(sample.url);
    List<ArchivedRecord> before = archive.exchange(url,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Length: " + html.length + "\r\n\r\n", html);
    List<ArchivedRecord> now = List.of(archive.revisit(url, before.get(1)));
    Capture capture = sample.capture(now, html);
    EvidenceRequest without = sample.request(capture, List.of(), archive::read);
    EvidenceException e = assertThrows(EvidenceException.class, () -> build(without));
    assertTrue(e.getMessage().contains(before.get(1).recordId()), e.getMessage());
    Path zip = build(sample.request(capture, List.of(before.get(1)), archive::read)).file();
    VerificationReport report = new EvidenceVerifier().verify(zip);
    assertTrue(report.valid(), report.text());
  }

  @Test
  void words_that_only_the_browser_showed_are_looked_up_in_what_it_rendered() throws Exception {
    byte[] sent = "<script>document.write(atob('5YyF6L+H'))</script>".getBytes(StandardCharsets.UTF_8);
    byte[] shown = sample.html();
    SampleArchive archive = new SampleArchive(temp.resolve("rendered"));
    URI url = URI.create(sample.url);
    List<ArchivedRecord> answer = archive.exchange(url,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Length: " + sent.length + "\r\n\r\n", sent);
    EvidenceRequest without = sample.request(sample.capture(answer, sent), List.of(), archive::read);
    assertEquals("UNDECIDED", bodyCheck(without));
    sample.id = "EV-2";
    List<ArchivedRecord> both = SampleArchive.joined(answer, List.of(archive.rendered(url, shown)));
    EvidenceRequest with = sample.request(sample.capture(both, sent), List.of(), archive::read);
    assertEquals("OK", bodyCheck(with));
  }

  private String bodyCheck(EvidenceRequest request) throws IOException, EvidenceException {
    Path bag = Sample.unpack(build(request).file(), Files.createTempDirectory(temp, "body"));
    for (JsonNode check : json(bag, "capture.json").path("selfCheck")) {
      if (check.path("id").asString().equals("body")) {
        return check.path("state").asString();
      }
    }
    return "";
  }

  @Test
  void documents_are_added_and_their_names_cannot_escape_or_replace() throws Exception {
    Path note = Files.writeString(temp.resolve("note.pdf"), "内容");
    sample.documents = Map.of("电子数据提取笔录.pdf", note);
    assertEquals("内容", Files.readString(unpacked(sample.request()).resolve("data/evidence/电子数据提取笔录.pdf")));
    for (String bad : List.of("../x.pdf", "a/b.pdf", "", "..", "Hits.JSON", "换\n行.pdf", "a\\b")) {
      sample.documents = Map.of(bad, note);
      sample.id = "EV-bad";
      EvidenceRequest request = sample.request();
      assertThrows(EvidenceException.class, () -> build(request), bad);
    }
  }

  @Test
  void a_line_feed_in_a_name_makes_no_field_of_its_own() throws Exception {
    sample.organisation = "甲局\nPayload-Oxum: 1.1";
    Path bag = unpacked(sample.request());
    assertEquals(1, Files.readAllLines(bag.resolve("bag-info.txt")).stream()
        .filter(l -> l.startsWith("Payload-Oxum")).count());
  }

  private EvidencePackage build(EvidenceRequest request) throws IOException, EvidenceException {
    return new EvidenceBuilder(Sample.CLOCK).build(request, target);
  }

  private Path unpacked(EvidenceRequest request) throws IOException, EvidenceException {
    return Sample.unpack(build(request).file(), temp.resolve("unpacked"));
  }

  private static EvidenceRequest with(EvidenceRequest r, EvidenceRequest.Material material) {
    return new EvidenceRequest(r.identity(), material, r.picture(), r.documents(), r.environment(), r.custody());
  }

  private static JsonNode json(Path bag, String name) throws IOException {
    return Json.read(Files.readAllBytes(bag.resolve("data/evidence/" + name)));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
