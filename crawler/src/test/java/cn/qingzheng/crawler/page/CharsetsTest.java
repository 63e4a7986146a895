package cn.qingzheng.crawler.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.page.CharsetChoice.Source;
import cn.qingzheng.crawler.page.CharsetChoice.Why;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {
  private static final Charset GB = Charset.forName("GB18030");
  private static final Charset BIG5 = Charset.forName("Big5-HKSCS");
  private static final String SIMPLIFIED = "本培训中心面向全国招生，考试报名即可拿证。";
  private static final String TRADITIONAL = "本中心面向全國招生，考試報名即可領取證書。";

  private final Charsets charsets = new Charsets();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gb2312", "GBK", "gb18030", "x-gbk", "chinese", "csgb2312", "gb_2312", "GB_2312-80", "iso-ir-58", "csiso58gb231280", " gbk "
      })
  void every_chinese_label_reads_what_gb2312_of_the_jdk_does_not(String label) {
    byte[] body = "國家級 喆 镕 培训".getBytes(GB);
    assertEquals("國家級 喆 镕 培训", decode("text/html; charset=" + label, body).text());
    byte[] meta = concat(("<meta charset='" + label + "'>").getBytes(StandardCharsets.US_ASCII), body);
    assertTrue(decode("", meta).text().endsWith("國家級 喆 镕 培训"));
    assertEquals("gb18030", decode("", meta).choice().used());
    assertEquals(Source.META, decode("", meta).choice().source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"big5", "Big5-HKSCS", "cn-big5", "csbig5", "x-x-big5"})
  void every_big5_label_reads_traditional_text(String label) {
    assertEquals(TRADITIONAL + "㗎", decode("text/html; charset=" + label, (TRADITIONAL + "㗎").getBytes(BIG5)).text());
  }

  @Test
  void all_labels_of_the_standard_name_an_encoding_that_decodes() {
    Encodings encodings = new Encodings();
    int labels = 0;
    for (String line : DataLines.of("encoding-labels.tsv").subList(1, DataLines.of("encoding-labels.tsv").size())) {
      String name = encodings.named(line.split("\t")[0]).orElseThrow();
      if (!name.startsWith("UTF-16") && !name.equals("replacement")) {
        assertEquals("abc", encodings.decode(name, "abc".getBytes(StandardCharsets.US_ASCII)).chars(), line);
      }
      labels++;
    }
    assertEquals(228, labels, "labels: " + labels);
    assertEquals(Optional.empty(), encodings.named("gbk2312"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html; charset=gb2312|UTF-8|UTF-8|VALID_UTF8", "text/html; charset=utf-8|GB18030|gb18030|LABEL_REFUTED",
        "text/html; charset=big5|GB18030|gb18030|LABEL_REFUTED", "text/html; charset=iso-8859-1|GB18030|gb18030|LABEL_REFUTED",
        "text/html; charset=iso-8859-1|UTF-8|UTF-8|VALID_UTF8", "text/html; charset=gbk2312|GB18030|gb18030|FREQUENCY",
        "text/html|GB18030|gb18030|FREQUENCY", "text/html|UTF-8|UTF-8|VALID_UTF8", "text/html; charset=hz-gb-2312|GB18030|gb18030|LABEL_REFUTED",
        "text/html; charset=utf-16|UTF-8|UTF-8|VALID_UTF8", "text/html; charset=\"gb2312\"|GB18030|gb18030|DECLARED", "text/html;Charset = gbk |GB18030|gb18030|DECLARED",
        "text/html; charset=utf-8|UTF-8|UTF-8|DECLARED", "text/html; charset=shift_jis|GB18030|gb18030|LABEL_REFUTED"
      })
  void a_label_is_checked_against_the_bytes(String header, String real, String used, Why why) {
    Charsets.Decoded d = decode(header, SIMPLIFIED.getBytes(Charset.forName(real)));
    assertEquals(SIMPLIFIED, d.text());
    assertEquals(used, d.choice().used());
    assertEquals(why, d.choice().why());
    assertEquals(0, d.choice().replaced());
  }

  @Test
  void unlabelled_and_wrongly_labelled_big5_is_told_from_gbk() {
    assertEquals(TRADITIONAL, decode("", TRADITIONAL.getBytes(BIG5)).text());
    assertEquals(TRADITIONAL, decode("text/html; charset=utf-8", TRADITIONAL.getBytes(BIG5)).text());
    assertEquals(TRADITIONAL, decode("", TRADITIONAL.getBytes(GB)).text());
    assertEquals("包过", decode("", "包过".getBytes(GB)).text());
    assertEquals("证书挂靠", decode("", "证书挂靠".getBytes(GB)).text());
  }

  @Test
  void a_byte_order_mark_beats_every_label() {
    byte[] utf8 = concat(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, SIMPLIFIED.getBytes(StandardCharsets.UTF_8));
    assertEquals(SIMPLIFIED, decode("text/html; charset=gbk", utf8).text());
    assertEquals(Why.BOM, decode("text/html; charset=gbk", utf8).choice().why());
    byte[] wide = concat(new byte[] {(byte) 0xff, (byte) 0xfe}, SIMPLIFIED.getBytes(StandardCharsets.UTF_16LE));
    assertEquals(SIMPLIFIED, decode("", wide).text());
    assertEquals(SIMPLIFIED + "a", decode("text/html; charset=utf-16be", (SIMPLIFIED + "a").getBytes(StandardCharsets.UTF_16BE)).text());
  }

  @Test
  void some_broken_bytes_do_not_turn_a_page_into_another_encoding() {
    byte[] body = ("<p>" + SIMPLIFIED.repeat(3)).getBytes(StandardCharsets.UTF_8);
    body[20] = (byte) 0xff;
    Charsets.Decoded d = decode("text/html; charset=utf-8", body);
    assertEquals("UTF-8", d.choice().used());
    assertTrue(d.choice().replaced() >= 1);
    assertTrue(d.text().endsWith("即可拿证。"));
    byte[] gb = ("<p>" + SIMPLIFIED.repeat(3)).getBytes(GB);
    gb[20] = (byte) 0xff;
    assertEquals("gb18030", decode("text/html; charset=gbk", gb).choice().used());
    Charsets.Decoded unlabelled = decode("", body);
    assertEquals("UTF-8", unlabelled.choice().used());
    assertEquals(Why.FREQUENCY, unlabelled.choice().why());
    assertTrue(unlabelled.text().endsWith("即可拿证。"));
    byte[] cut = java.util.Arrays.copyOf(SIMPLIFIED.getBytes(StandardCharsets.UTF_8), 40);
    assertEquals("UTF-8", decode("", cut).choice().used());
  }

  @Test
  void encodings_of_one_byte_are_read_as_browsers_do_where_the_jdk_does_not() {
    byte[] body = {'a', (byte) 0x81, (byte) 0xaa, (byte) 0xf9};
    assertEquals("a\u0081ªù", decode("text/html; charset=windows-1252", body).text());
    assertEquals("a\u0081Šų", decode("text/html; charset=latin6", body).text());
    assertEquals("a\uf781\uf7aa\uf7f9", decode("text/html; charset=x-user-defined", body).text());
  }

  @Test
  void western_text_is_left_alone() {
    assertEquals("Café déjà vu", decode("text/html; charset=iso-8859-1", "Café déjà vu".getBytes(StandardCharsets.ISO_8859_1)).text());
    assertEquals("Grüße", decode("", "Grüße".getBytes(StandardCharsets.UTF_8)).text());
    assertEquals("plain", decode("", "plain".getBytes(StandardCharsets.UTF_8)).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<meta charset=gbk>|gbk", "<META CHARSET = 'GBK' />|gbk", "<meta http-equiv=Content-Type content='text/html; charset=gbk'>|gbk",
        "<meta content=\"text/html;charset='gbk'\" http-equiv=content-type>|gbk", "<meta content='text/html; charset=gbk'>|", "<!-- <meta charset=utf-8> --><meta charset=gbk>|gbk",
        "<a title='<meta charset=utf-8>'><meta charset=gbk>|gbk", "<meta name=x charset=gbk charset=big5>|gbk", "<metax charset=gbk>|", "<?xml version='1.0' encoding='gbk'?><r/>|gbk",
        "<meta charset=\"gbk|", "<title>x</title><meta http-equiv=\"Content-Type\" content=\"charsetcharset = gbk; x\">|gbk", "<meta charset=>|''", "<!doctype html><html><head><meta charset=gbk>|gbk"
      })
  void the_label_in_the_page_is_found_as_a_browser_finds_it(String html, String label) {
    assertEquals(Optional.ofNullable(label), MetaScan.label(html.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void gb18030_agrees_with_the_jdk_on_every_code_but_the_known_ones() {
    Gb18030 ours = new Gb18030();
    TreeSet<String> different = new TreeSet<>();
    int pairs = 0;
    for (int lead = 0x81; lead <= 0xfe; lead++) {
      for (int trail = 0x40; trail <= 0xfe; trail++) {
        if (trail == 0x7f) {
          continue;
        }
        byte[] b = {(byte) lead, (byte) trail};
        if (!ours.decode(b).chars().equals(new String(b, GB))) {
          different.add(String.format("%02X%02X", lead, trail));
        }
        pairs++;
      }
    }
    assertEquals(23_940, pairs);
    // A3A0 is the full-width space to browsers. The rest are the 18 codes that GB 18030-2022 took out of the
    // private use area; a JDK that follows the 2000 edition differs there.
    TreeSet<String> known = new TreeSet<>(java.util.List.of("A3A0"));
    TreeSet<String> edition =
        new TreeSet<>(
            java.util.List.of(
                "A6D9", "A6DA", "A6DB", "A6DC", "A6DD", "A6DE", "A6DF", "A6EC", "A6ED", "A6F3", "FE59", "FE61", "FE66", "FE67",
                "FE6D", "FE7E", "FE90", "FEA0"));
    different.removeAll(edition);
    assertEquals(known, different);
    assertEquals("\u3000", ours.decode(new byte[] {(byte) 0xa3, (byte) 0xa0}).chars());
    assertEquals("\u9fb4", ours.decode(new byte[] {(byte) 0xfe, (byte) 0x59}).chars());
  }

  @Test
  void gb18030_reads_every_code_point_that_the_jdk_writes_in_four_bytes() {
    Gb18030 ours = new Gb18030();
    TreeSet<String> different = new TreeSet<>();
    int read = 0;
    for (int codePoint = 0x80; codePoint <= 0x10ffff; codePoint++) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
        continue;
      }
      String c = Character.toString(codePoint);
      byte[] b = c.getBytes(GB);
      if (b.length != 4) {
        continue;
      }
      read++;
      Text text = ours.decode(b);
      if (!text.chars().equals(c) || text.errors() != 0) {
        different.add(Integer.toHexString(codePoint));
      }
    }
    assertTrue(read > 1_080_000, "four-byte codes: " + read);
    // By the edition of the standard that the JDK follows, these stand at two bytes in one and four in the other.
    different.removeIf(d -> d.matches("e7c7|1e3f|fe1[0-9]|9fb[4-9ab]|e7[89]\\p{XDigit}|e8\\p{XDigit}{2}|20ac"));
    assertEquals(new TreeSet<>(), different);
    assertEquals("\ue7c7", ours.decode(new byte[] {(byte) 0x81, 0x35, (byte) 0xf4, 0x37}).chars());
  }

  @Test
  void big5_agrees_with_the_jdk_but_for_few_codes_and_knows_more() {
    Big5 ours = new Big5();
    int different = 0;
    int onlyTheirs = 0;
    for (int lead = 0x81; lead <= 0xfe; lead++) {
      for (int trail = 0x40; trail <= 0xfe; trail++) {
        if (trail > 0x7e && trail < 0xa1) {
          continue;
        }
        byte[] b = {(byte) lead, (byte) trail};
        String theirs = new String(b, BIG5);
        Text text = ours.decode(b);
        boolean theyKnow = theirs.indexOf('\ufffd') < 0;
        different += !text.chars().equals(theirs) && text.errors() == 0 ? 1 : 0;
        onlyTheirs += theyKnow && text.errors() > 0 ? 1 : 0;
      }
    }
    assertEquals(0, onlyTheirs);
    assertTrue(different > 100 && different < 200, "codes that only browsers read so: " + different);
    assertEquals("\u00ca\u0304", ours.decode(new byte[] {(byte) 0x88, 0x62}).chars());
  }

  @ParameterizedTest
  @CsvSource({
    "81, ?, 1", "81 3C, ?<, 1", "81 30, ?, 1", "81 30 3C, ?0<, 1", "81 30 81, ?, 1", "81 30 81 3C, ?0?<, 2", "FF 3C, ?<, 1", "80, €, 0",
    "A1 7F 3C, ?\u007f<, 1", "FE FF, ?, 1", "84 31 A4 39 3C, \uffff<, 0", "84 31 A5 30, ?, 1", "90 30 81 30, \ud800\udc00, 0", "E3 32 9A 35, \udbff\udfff, 0", "E3 32 9A 36, ?, 1"
  })
  void broken_gb18030_never_swallows_a_tag(String hex, String text, int errors) {
    byte[] b = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    Text read = new Gb18030().decode(b);
    assertEquals(text.replace('?', '\ufffd'), read.chars());
    assertEquals(errors, read.errors());
  }

  @ParameterizedTest
  @CsvSource({"A4, ?", "A4 3C, ?<", "FF 3C, ?<", "80 3C, ?<", "A4 80 3C, ?<", "A4 FF, ?", "A4 40 3C, 一<"})
  void broken_big5_never_swallows_a_tag(String hex, String text) {
    byte[] b = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    assertEquals(text.replace('?', '\ufffd'), new Big5().decode(b).chars());
  }

  private Charsets.Decoded decode(String contentType, byte[] body) {
    return charsets.decode(Optional.of(contentType).filter(t -> !t.isEmpty()), body);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(a);
    out.writeBytes(b);
    return out.toByteArray();
  }
}
