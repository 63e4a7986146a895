package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SealedLetterTest {
  @TempDir Path folder;

  @Test
  void the_seal_stands_on_name_and_date_and_its_signature_covers_the_whole_letter() throws Exception {
    try (Letters letters = new Letters(folder)) {
      NoticeDraft sealed = letters.sealed();
      Path pdf = SealRoom.folder(letters.outbox(), sealed.id()).resolve(LetterFiles.LETTER);
      byte[] bytes = Files.readAllBytes(pdf);
      try (PDDocument document = Loader.loadPDF(bytes)) {
        PDSignature signature = document.getSignatureDictionaries().get(0);
        assertEquals("ETSI.CAdES.detached", signature.getSubFilter());
        int[] range = signature.getByteRange();
        assertEquals(bytes.length, range[2] + range[3], "nothing stands outside the signature");
        assertTrue(verified(signature.getSignedContent(bytes), signature.getContents(bytes)));
        byte[] other = bytes.clone();
        other[bytes.length / 2] ^= 1;
        assertFalse(verified(signature.getSignedContent(other), signature.getContents(bytes)));
        var box = document.getSignatureFields().get(0).getWidgets().get(0).getRectangle();
        SignaturePlace.Point at = SignaturePlace.find(bytes, People.ORGAN, "2026年11月23日").orElseThrow();
        assertEquals(LocalTestSeal.DIAMETER, box.getWidth(), 0.5);
        assertEquals(at.x(), (box.getLowerLeftX() + box.getUpperRightX()) / 2, 1);
        assertEquals(at.y(), 841.89 - (box.getLowerLeftY() + box.getUpperRightY()) / 2, 1);
        assertTrue(box.getUpperRightX() < 595, "the seal lies on the paper");
      }
      String text = Documents.packed(Documents.pdfText(pdf));
      assertTrue(text.contains("海人社提函〔2026〕1号") && !text.contains("草稿") && !text.contains("文号待签发"), text);
    }
  }

  private static boolean verified(byte[] content, byte[] cms) throws Exception {
    // The place kept for it is longer than the signature and filled up with zeros.
    CMSSignedData data;
    try (ASN1InputStream first = new ASN1InputStream(cms)) {
      data = new CMSSignedData(new CMSProcessableByteArray(content), ContentInfo.getInstance(first.readObject()));
    }
    SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
    X509CertificateHolder certificate = data.getCertificates().getMatches(null).iterator().next();
    try {
      return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
    } catch (org.bouncycastle.cms.CMSSignerDigestMismatchException e) {
      return false;
    }
  }

  @Test
  void poppler_accepts_the_signature() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/pdfsig")), "poppler-utils");
    try (Letters letters = new Letters(folder)) {
      NoticeDraft sealed = letters.sealed();
      Path pdf = SealRoom.folder(letters.outbox(), sealed.id()).resolve(LetterFiles.LETTER);
      Process run = new ProcessBuilder("/usr/bin/pdfsig", "-nocert", pdf.toString()).redirectErrorStream(true).start();
      String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(said.contains("Signature is Valid") && said.contains("Total document signed"), said);
    }
  }

  @Test
  void what_goes_out_is_recorded_file_by_file_and_read_back_right() throws Exception {
    try (Letters letters = new Letters(folder)) {
      NoticeDraft sealed = letters.sealed();
      Path out = SealRoom.folder(letters.outbox(), sealed.id());
      Map<String, String> kept =
          letters.book.database().read(c -> Sql.list(c, r -> Map.entry(r.getString("name"), r.getString("sha256")), "SELECT * FROM notice_file"))
              .stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      assertEquals(java.util.Set.of("函件.pdf", "函件.docx", "清单.xlsx", "清单.json", "清单.xarf.jsonl", "反馈表.xlsx"), kept.keySet());
      for (Path file : SealRoom.list(out)) {
        assertEquals(kept.get(file.getFileName().toString()), HexFormat.of().formatHex(Audit.sha256().digest(Files.readAllBytes(file))));
      }
      Problems problems = new Problems();
      List<cn.qingzheng.datafile.Row> rows = Table.xlsx(out.resolve(LetterFiles.LIST), List.of("序号", "网址", "证据编号"), problems).rows();
      assertTrue(problems.isEmpty(), problems.list().toString());
      assertEquals(12, rows.size());
      assertEquals(1, rows.stream().filter(r -> r.text("证据编号").equals("EV-20261123-000001")).count());
      JsonNode json = JsonMapper.builder().build().readTree(Files.readString(out.resolve(LetterFiles.JSON)));
      assertEquals("海人社提函〔2026〕1号", json.get("doc_no").asString());
      assertEquals(12, json.get("items").size());
      List<JsonNode> reports = Files.readAllLines(out.resolve(LetterFiles.XARF)).stream().map(JsonMapper.builder().build()::readTree).toList();
      assertEquals(12, reports.size());
      for (JsonNode report : reports) {
        for (String key : List.of("xarf_version", "report_id", "timestamp", "reporter", "sender", "source_identifier", "category", "type", "fraud_type")) {
          assertTrue(report.has(key), key);
        }
        assertEquals("hrss.haitang.example", report.get("reporter").get("domain").asString());
      }
    }
  }

  @Test
  void sealing_again_after_a_kill_gives_the_same_number() throws Exception {
    try (Letters letters = new Letters(folder)) {
      NoticeDraft signed = letters.signed();
      Files.createDirectories(letters.outbox().resolve(signed.id() + ".part"));
      Files.writeString(letters.outbox().resolve(signed.id() + ".part").resolve("half.pdf"), "%PDF");
      Files.createDirectories(letters.outbox().resolve(signed.id()));
      Files.writeString(letters.outbox().resolve(signed.id()).resolve("函件.pdf"), "of an attempt that was not recorded");
      NoticeDraft sealed = letters.seals.seal(signed.id(), People.SEAL_KEEPER);
      assertEquals(signed.signing(), sealed.signing());
      assertEquals(6, SealRoom.list(SealRoom.folder(letters.outbox(), sealed.id())).size());
      try (InputStream pdf = Files.newInputStream(SealRoom.folder(letters.outbox(), sealed.id()).resolve("函件.pdf"))) {
        assertArrayEquals("%PDF".getBytes(StandardCharsets.US_ASCII), pdf.readNBytes(4));
      }
    }
  }

  @Test
  void every_kind_of_letter_is_laid_out_with_its_number_and_nothing_left_to_fill_in() throws Exception {
    Issuer market =
        new Issuer(People.ORGAN, Issuer.Kind.MARKET_REGULATION, Issuer.Level.PROVINCE, "海市监", "丙", "400-000-1201", "政务邮箱 gs@haitang.example");
    Optional<String> keep = Optional.ofNullable(System.getProperty("qingzheng.letters"));
    try (Letters letters = new Letters(folder, market)) {
      String id = letters.sealed().id();
      letters.book.confirmCase(SampleBook.caseOf(letters.book, "启明职业培训学校"), "B001", "属实");
      List<String> school = List.of(SampleBook.caseOf(letters.book, "启明职业培训学校"));
      List<String> shop = List.of(SampleBook.caseOf(letters.book, "堃喆考证服务部"));
      List<NoticeRequest> requests =
          List.of(
              NoticeRequest.of(NoticeKind.PLATFORM_INSTRUCTION, shop, "B001"),
              NoticeRequest.of(NoticeKind.LEAD_REFERRAL, school, "B001").to("海棠市市场监督管理局"),
              NoticeRequest.of(NoticeKind.ASSISTANCE_REQUEST, shop, "B001"),
              NoticeRequest.of(NoticeKind.ASSISTANCE_REQUEST, shop, "B001").scope(NoticeScope.SWEEP).with(Map.of("range", "2026年7月1日至11月23日上架的全部健康管理师类商品")),
              NoticeRequest.of(NoticeKind.RECTIFICATION_ORDER, school, "B001")
                  .with(Map.of("facts", "在网站发布含有“保过”承诺的招生广告", "provision", "《中华人民共和国广告法》第二十四条第一项", "basis", "《中华人民共和国行政处罚法》第二十八条第一款",
                      "measures", "停止发布上述广告，删除所涉内容", "review_organ", "海棠市人民政府", "court", "海棠市海东区人民法院")),
              NoticeRequest.of(NoticeKind.INTERVIEW, school, "B001").with(Map.of("time", "2026年11月27日上午9时", "place", "海棠市政务服务中心三楼", "persons", "法定代表人或者负责人")),
              NoticeRequest.of(NoticeKind.CASE_REFERRAL, school, "B001").to("海棠市公安局")
                  .with(Map.of("matter", "发布虚假广告", "reason", "所涉金额较大，超出我单位管辖", "basis", "《中华人民共和国行政处罚法》第二十七条第一款")),
              NoticeRequest.of(NoticeKind.REMINDER, List.of(), "B001").about(id));
      for (NoticeRequest request : requests) {
        NoticeDraft draft = letters.notices.draft(request).get(0);
        letters.desk.submit(draft.id(), People.WRITER);
        letters.desk.review(draft.id(), People.REVIEWER);
        letters.desk.sign(draft.id(), People.APPROVER);
        NoticeDraft sealed = letters.seals.seal(draft.id(), People.SEAL_KEEPER);
        Path out = SealRoom.folder(letters.outbox(), sealed.id());
        String text = Documents.packed(Documents.pdfText(out.resolve(LetterFiles.LETTER)));
        assertTrue(text.contains(sealed.signing().docNo().orElseThrow()), text);
        assertTrue(text.contains(Documents.packed(sealed.content().wording().title())), text);
        assertFalse(text.contains("{") || text.contains("草稿"), text);
        assertEquals(request.kind() == NoticeKind.RECTIFICATION_ORDER, text.contains("责令"), text);
        if (keep.isPresent()) {
          copy(out, Path.of(keep.get(), request.kind() + "-" + request.scope()));
        }
      }
      if (keep.isPresent()) {
        copy(SealRoom.folder(letters.outbox(), id), Path.of(keep.get(), "COMPLIANCE_PROMPT"));
      }
      List<String> numbers = DocumentNumbers.list(letters.book).stream().map(DocumentNumbers.Entry::docNo).sorted().toList();
      assertEquals(
          List.of("海市监催函〔2026〕1号", "海市监协函〔2026〕1号", "海市监协函〔2026〕2号", "海市监处指〔2026〕1号", "海市监提函〔2026〕1号", "海市监案移函〔2026〕1号",
              "海市监约谈〔2026〕1号", "海市监线移函〔2026〕1号", "海市监责改〔2026〕1号").stream().sorted().toList(),
          numbers);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : SealRoom.list(from)) {
      Files.copy(file, to.resolve(file.getFileName().toString()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void a_kind_that_needs_more_says_what() {
    try (Letters letters = new Letters(folder)) {
      List<String> cases = List.of(SampleBook.caseOf(letters.book, "堃喆考证服务部"));
      for (String[] row : new String[][] {{"INTERVIEW", "persons（请何人参加）"}, {"LEAD_REFERRAL", "收函机关全称"}, {"REMINDER", "针对哪件函件"}}) {
        NoticeRequest request = NoticeRequest.of(NoticeKind.valueOf(row[0]), cases, "B001");
        String message = org.junit.jupiter.api.Assertions.assertThrows(Refusal.class, () -> letters.notices.draft(request)).getMessage();
        assertTrue(message.contains(row[1]), message);
      }
      assertTrue(Arrays.asList(NoticeKind.values()).contains(NoticeKind.named("约谈通知").orElseThrow()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
