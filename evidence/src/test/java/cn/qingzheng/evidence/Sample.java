package cn.qingzheng.evidence;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Facet;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.HttpHeader;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.Reason;
import cn.qingzheng.model.Screenshot;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** A page with its capture, archive and result, in which everything can be said otherwise. */
final class Sample {
  static final Instant SEALED = Instant.parse("2026-11-23T01:02:03Z");
  static final Clock CLOCK = Clock.fixed(SEALED, ZoneOffset.UTC);

  final Path folder;
  String id = "EV-20261123-000001";
  String caseId = "案-2026-0007";
  String organisation = "某市人力资源和社会保障局（示例）";
  String requested = "http://ad.example/";
  String url = "http://ad.example/%E8%AF%BE%E7%A8%8B?id=7&k=%E5%8C%85%E8%BF%87";
  String text = "消防设施操作员 报名\n本校包过，不过退款。国家承认，终身有效。";
  List<String> terms = List.of("包过", "国家承认");
  Charset charset = StandardCharsets.UTF_8;
  boolean gzip;
  boolean screenshot = true;
  Map<String, Path> documents = Map.of();

  Sample(Path folder) {
    this.folder = folder;
  }

  EvidenceRequest request() throws IOException {
    SampleArchive archive = new SampleArchive(folder.resolve("archive"));
    byte[] html = html();
    byte[] sent = gzip ? gzipped(html) : html;
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=" + charset.name() + "\r\n"
        + (gzip ? "Content-Encoding: gzip\r\n" : "") + "Content-Length: " + sent.length + "\r\n\r\n";
    String moved = "HTTP/1.1 302 Found\r\nLocation: " + url + "\r\nContent-Length: 0\r\n\r\n";
    List<ArchivedRecord> records = SampleArchive.joined(
        archive.exchange(URI.create(requested), moved, new byte[0]),
        archive.exchange(URI.create(url), head, sent));
    return request(capture(records, html), List.of(), archive::read);
  }

  EvidenceRequest request(Capture capture, List<ArchivedRecord> referred, EvidenceRequest.RecordBytes archive)
      throws IOException {
    return new EvidenceRequest(
        new EvidenceRequest.Identity(id, caseId, organisation),
        new EvidenceRequest.Material(capture, page(), result(), referred, archive),
        EvidenceRequest.Picture.of(picture(), "本机未安装 Chromium"),
        documents,
        environment(),
        List.of(new CustodyEvent(SEALED.minusSeconds(600), "分析员 甲", "确认", "确认为疑似线索")));
  }

  static EvidenceRequest.Environment environment() {
    return EvidenceRequest.Environment.ofThisMachine(
        List.of(
            new EvidenceRequest.Tool("qingzheng", "0.1.0", Optional.of("ab".repeat(32))),
            new EvidenceRequest.Tool("Chromium", "156.0", Optional.empty())),
        "与 ntp.example 相差 +0.012 秒（2026-11-22 核对）",
        List.of("shandong-2023@2023-04-13"));
  }

  byte[] html() {
    String page = "<!doctype html><meta charset=" + charset.name() + "><title>报名</title><p>"
        + text.replace("\n", "</p><p>") + "</p>";
    return page.getBytes(charset);
  }

  Capture capture(List<ArchivedRecord> records, byte[] body) {
    return new Capture(
        "20261122T173015-000042",
        new Capture.Origin("run-20261122", "seed-demo", 1, Optional.empty(), List.of(approval())),
        URI.create(url),
        SampleArchive.AT,
        new Capture.Exchange(
            URI.create(requested),
            List.of(URI.create(requested)),
            200,
            List.of(new HttpHeader("Content-Type", "text/html; charset=" + charset.name())),
            new Capture.Remote("127.0.0.9", 8080, Optional.of("TLSv1.3，证书指纹 00:11（示例）")),
            Duration.ofMillis(87)),
        new Capture.Payload(Digests.sha256(body), body.length, false),
        records);
  }

  static CrawlApproval approval() {
    return new CrawlApproval(
        CrawlApproval.Subject.ROBOTS, "《示例条例》第一条", "示例函〔2026〕1号", "甲某", "乙某", LocalDate.of(2026, 12, 31));
  }

  Page page() {
    return new Page(
        "20261122T173015-000042", URI.create(url), SampleArchive.AT, "报名", PageText.of(text),
        List.of(), List.of(), Optional.empty());
  }

  PageResult result() {
    List<Hit> hits = new ArrayList<>();
    for (String term : terms) {
      int at = text.indexOf(term);
      hits.add(hit(term, new Span(at, at + term.length())));
    }
    return new PageResult(
        "20261122T173015-000042", Outcome.HIGH_RISK, PageKind.COURSE, Promoter.unknown(),
        List.of(new Reason("guarantee", 40, "含保证性承诺")), hits,
        new PageResult.Checked(Set.of("guarantee-claim", "banned-term"), List.of(), List.of("shandong-2023@2023-04-13")));
  }

  Hit hit(String surface, Span span) {
    return new Hit(
        "guarantee-claim", Facet.ADVERTISING,
        new Hit.Match(surface, List.of(), surface, surface, span, WrittenForm.LITERAL),
        new Hit.Place(BlockKind.PARAGRAPH, "html > body > p:nth-child(2)", false, surface, span),
        Optional.of(new Certificate("消防设施操作员", CertificateStanding.QUALIFICATION, Optional.of("4-07-05-04"),
            "国家职业资格目录（2021年版）", Optional.empty())),
        new Hit.Judgement(true, Severity.HIGH, 60, "招生页中的保证性承诺", List.of(new Reason("near", 20, "紧邻证书名称")),
            List.of(new Citation("广告法", "第二十四条第一项", "2021-04-29", "教育、培训广告不得作出明示或者暗示的保证性承诺")),
            List.of(new Reason("negated", 0, "前后没有否定词"))));
  }

  Optional<Screenshot> picture() throws IOException {
    if (!screenshot) {
      return Optional.empty();
    }
    Path png = folder.resolve("shot.png");
    ImageIO.write(new BufferedImage(64, 200, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
    return Optional.of(
        new Screenshot(png, URI.create(url), SampleArchive.AT.plusSeconds(2), 64, 200, "Chromium/156.0"));
  }

  Path zip(Path target) throws IOException, EvidenceException {
    return new EvidenceBuilder(CLOCK).build(request(), target).file();
  }

  /** Unpacks by the JDK, which has no part in making the package; answers the top folder. */
  static Path unpack(Path zip, Path into) throws IOException {
    try (java.util.zip.ZipInputStream in = new java.util.zip.ZipInputStream(Files.newInputStream(zip))) {
      Path top = into;
      for (java.util.zip.ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        Path file = into.resolve(e.getName());
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
        top = into.resolve(e.getName().replaceAll("/.*", ""));
      }
      return top;
    }
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
