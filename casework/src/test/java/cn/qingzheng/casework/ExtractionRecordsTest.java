package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.ProblemsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionRecordsTest {
  private static final Instant REQUESTED = Instant.parse("2026-11-22T17:30:15Z");

  @TempDir Path folder;

  static ExtractionRecord record(List<ExtractionRecord.Signer> officers, int files) {
    List<ExtractionRecord.File> list = new ArrayList<>();
    list.add(new ExtractionRecord.File("data/archive/capture.warc.gz", 6331, "ab".repeat(32), "cd".repeat(32)));
    for (int i = 1; i < files; i++) {
      list.add(new ExtractionRecord.File("data/evidence/附件" + i + ".bin", i, "0".repeat(64), "1".repeat(64)));
    }
    return new ExtractionRecord(
        "EV-20261123-000001", "2026-000007",
        new ExtractionRecord.People(officers, "岚川市电子取证室", "岚川市某某培训学校（示例）", ""),
        new ExtractionRecord.Web("http://ad.example/course?id=7", "报名{sealed}<b>", "127.0.0.9:80", 200, 3321),
        new ExtractionRecord.Machine("Linux 6.1 amd64", List.of("清证 0.1.0"), List.of("ad.example:80 → 127.0.0.9"), "慢 0.012 秒"),
        new ExtractionRecord.Course(
            REQUESTED, new ExtractionRecord.Again(Optional.of(REQUESTED.plusSeconds(60)), "Chrome/156"), 2, "7 项全部通过",
            REQUESTED.plusSeconds(120), "由机关密钥签名"),
        list, Optional.empty());
  }

  private static String pdf(Map<String, byte[]> written) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(written.get("电子数据提取笔录.pdf"))) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  private static String docx(Map<String, byte[]> written) throws IOException {
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(written.get("电子数据提取笔录.docx")));
        XWPFWordExtractor text = new XWPFWordExtractor(word)) {
      return text.getText();
    }
  }

  @Test
  void the_record_holds_what_the_form_asks_for_in_both_formats() throws IOException {
    List<ExtractionRecord.Signer> two = List.of(new ExtractionRecord.Signer("张三", "370200001"), new ExtractionRecord.Signer("李四", "370200002"));
    Map<String, byte[]> written = ExtractionRecords.load(Optional.empty()).write(record(two, 3));
    for (String text : List.of(pdf(written), docx(written))) {
      // The foot of a page stands wherever the page ends.
      String flat = text.replaceAll("[\\s\\u3000]", "").replaceAll("电子数据提取笔录证据包EV-20261123-000001第\\d+页共\\d+页提取人（逐页签名）：＿*、＿*当事人：＿*", "");
      for (String wanted : List.of(
          "案由", "2026年11月23日01时30分15秒至2026年11月23日01时32分15秒", "岚川市电子取证室", "张三（370200001）", "李四（370200002）",
          "岚川市某某培训学校", "http://ad.example/course?id=7", "127.0.0.9", "清证0.1.0", "慢0.012秒", "HTTP状态200", "2处引文", "Chrome/156",
          "由机关密钥签名", "ab".repeat(32), "cd".repeat(32), "网页归档（原始请求与应答）", "WARC1.1", "6331", "提取人（签名）", "见证人（签名）", "存储介质")) {
        assertTrue(flat.contains(wanted), () -> wanted + " should be in: " + flat);
      }
      assertTrue(flat.contains("报名{sealed}<b>"), "what a page says is no placeholder");
      assertFalse(flat.replace("{sealed}", "").matches("(?s).*\\{[a-z_]+}.*"), flat);
      assertFalse(flat.contains("违法"), "the program does not judge");
    }
  }

  @Test
  void without_officers_there_are_lines_for_two_and_one_alone_is_refused() throws IOException {
    String flat = pdf(ExtractionRecords.load(Optional.empty()).write(record(List.of(), 40))).replaceAll("\\s", "");
    assertTrue(flat.contains("＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿"), flat);
    assertTrue(flat.contains("附件39.bin"), "long lists go on");
    int pages = flat.split("提取人（逐页签名）", -1).length - 1;
    assertTrue(pages > 3, flat);
    for (int i = 1; i <= pages; i++) {
      assertTrue(flat.replace("\u3000", "").contains("第" + i + "页共" + pages + "页"), i + " of " + pages + " in " + flat);
    }
    assertTrue(flat.contains("提取机关（印章）"), flat);
    assertEquals(2, flat.split("提取人（签名）及执法证号", -1).length - 1);
    assertTrue(flat.split("完整性校验值", -1).length - 1 >= 3, "the head of the list is on each of its pages");
    ExtractionRecord.Signer one = new ExtractionRecord.Signer("张三", "1");
    assertThrows(Refusal.class, () -> record(List.of(one), 1));
    assertThrows(Refusal.class, () -> record(List.of(one, one), 1));
    assertThrows(Refusal.class, () -> new ExtractionRecord.Signer("张三", " "));
  }

  @Test
  void an_own_template_is_checked_and_taken() throws IOException {
    Path own = folder.resolve("extraction-record.yaml");
    Files.writeString(own, "schema: extraction/1\ntitel: x\n");
    ProblemsException wrong = assertThrows(ProblemsException.class, () -> ExtractionRecords.load(Optional.of(folder)));
    assertTrue(wrong.problems().size() > 5, wrong.problems().toString());
    String shipped = new String(getClass().getResourceAsStream("/templates/extraction-record.yaml").readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    Files.writeString(own, shipped.replace("cause: 互联网发布", "cause: 某专项"));
    String flat = docx(ExtractionRecords.load(Optional.of(folder)).write(record(List.of(), 1))).replaceAll("\\s", "");
    assertTrue(flat.contains("某专项的职业技能培训"), flat);
    assertEquals(2, ExtractionRecords.load(Optional.of(folder)).write(record(List.of(), 1)).size());
  }
}
