package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.SampleScan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String OFFER = "<h1>碳排放管理师 签约包过</h1><p>我校颁发国家职业资格证书，三天拿证，不过退款。</p>";

  @TempDir Path dir;

  private Path home() {
    return dir.resolve("home");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content);
  }

  private Path picture(String name) throws IOException {
    return Files.write(dir.resolve(name), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
  }

  private Run run(Object... args) {
    List<Object> all = new ArrayList<>(List.of("import"));
    all.addAll(List.of(args));
    all.addAll(List.of("--home", home()));
    return Run.of(all.toArray());
  }

  private List<PageRecord> pages() {
    try (Casebook book = Casebook.open(new Home(home()).casebook(), Clock.systemUTC())) {
      return book.runs().stream().flatMap(r -> book.pages(r.id()).stream()).toList();
    }
  }

  private List<String> subjects() {
    try (Casebook book = Casebook.open(new Home(home()).casebook(), Clock.systemUTC())) {
      return book.findings(FindingFilter.all()).stream().map(f -> f.subject().shown()).distinct().sorted().toList();
    }
  }

  private List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.walk(home().resolve("evidence"))) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().toList();
    }
  }

  @Test
  void a_saved_page_goes_through_every_stage_and_can_be_proved_found_and_indexed_anew() throws IOException {
    Files.write(
        dir.resolve("a.html"),
        ("<!-- saved from url=(0029)http://www.jia-px.example/a?utm_source=q --><meta charset=gbk><title>招生</title>" + OFFER)
            .getBytes(Charset.forName("GBK")));
    String out = run("file", dir.resolve("a.html"), "--by", "张三", "--seen-at", "2026-11-20 10:00", "--promoter", "甲培训有限公司").ended(0).out();
    assertTrue(out.startsWith("导入 1 件，此前已导入过 0 件"), out);
    PageRecord page = pages().get(0);
    assertEquals("http://www.jia-px.example/a", page.url().toString());
    assertEquals("2026-11-20T02:00:00Z", page.at().toString());
    assertEquals(List.of("甲培训有限公司"), subjects());
    Path sealed = packages().get(0);
    String verified = Run.of("evidence", "verify", sealed).ended(0).out();
    assertTrue(verified.contains("[通过] 采集记录与归档") && verified.contains("核验通过"), verified);
    try (var zip = java.nio.file.FileSystems.newFileSystem(sealed)) {
      try (Stream<Path> all = Files.walk(zip.getPath("/"))) {
        String capture = Files.readString(all.filter(f -> f.endsWith("capture.json")).findFirst().orElseThrow());
        assertTrue(capture.contains("\"by\": \"张三\"") && capture.contains("\"file\": \"a.html\""), capture);
      }
    }
    Run.of("reindex", "--home", home()).ended(0);
    assertTrue(Run.of("search", "--home", home(), "包過").ended(0).out().contains("http://www.jia-px.example/a"));
  }

  @Test
  void what_was_handed_in_before_is_not_recorded_again() throws IOException {
    Path file = write("a.html", OFFER);
    Object[] args = {"file", file, "--url", "http://jia.example/", "--by", "张三", "--seen-at", "2026-11-20"};
    run(args).ended(0);
    String again = run(args).ended(0).out();
    assertTrue(again.startsWith("导入 0 件，此前已导入过 1 件"), again);
    assertEquals(1, pages().size());
    assertEquals(1, packages().size());
  }

  @Test
  void a_form_gives_pictures_their_words_and_their_origin() throws IOException {
    picture("b.png");
    write("登记表.csv", "文件,看到时间,取得人,设备,平台,店铺,标题,文字\nb.png,2026年11月21日 9:30,李四,手机 A-01,某某朋友圈,考证王老师,催乳师证,\"签约包过 三天拿证\n<script>alert(1)</script>\"\n");
    run("form", dir.resolve("登记表.csv")).ended(0);
    assertEquals(List.of("某某朋友圈／考证王老师"), subjects());
    assertEquals("催乳师证", pages().get(0).title());
    Run.of("evidence", "verify", packages().get(0)).ended(0);
  }

  @Test
  void rows_of_a_table_are_offers_and_the_table_is_kept_whole() throws IOException {
    Path table = dir.resolve("平台报送.xlsx");
    try (var book = new org.apache.poi.xssf.usermodel.XSSFWorkbook();
        OutputStream out = Files.newOutputStream(table)) {
      var sheet = book.createSheet();
      String[][] rows = {
        {"宝贝名称", "店铺", "链接", "售价", "内部编号"},
        {"健康管理师 国家职业资格证书 代报名 包过", "优学店", "http://mall.baihuiju.example/item/20001.html", "1580", "X-1"},
        {"书皮", "文具店", "", "5", "=HYPERLINK(1)"}
      };
      for (int r = 0; r < rows.length; r++) {
        var row = sheet.createRow(r);
        for (int c = 0; c < rows[r].length; c++) {
          row.createCell(c).setCellValue(rows[r][c]);
        }
      }
      book.write(out);
    }
    run("table", table, "--by", "王五", "--seen-at", "2026-11-22", "--platform", "某平台", "--column", "title=宝贝名称",
            "--seeds", SampleScan.root().resolve("seeds/demo"))
        .ended(0);
    assertEquals(2, pages().size());
    // The address says which platform it is, whatever the table calls it.
    assertEquals(List.of("百汇聚商城（演示）／优学店"), subjects());
    try (Stream<Path> kept = Files.list(home().resolve("imports"))) {
      assertEquals(Files.size(table), Files.size(kept.findFirst().orElseThrow()));
    }
  }

  @Test
  void what_a_platform_reports_to_have_taken_down_is_taken_in_with_its_word_for_it() throws IOException {
    Path report = write("自查报告.csv", "商品链接,商品标题,店铺名称,处置措施,处置时间\n"
        + "http://item.mall.example/1,健康管理师 国家职业资格证书 代报名 包过,优学店,下架商品,2026-11-21\n"
        + "http://item.mall.example/2,育婴师 国家职业资格证书 免考 包过,优学店,关闭店铺,2026/11/22 9:30\n");
    run("table", report, "--by", "王五", "--seen-at", "2026-11-22", "--platform", "某平台").ended(0);
    assertEquals(2, pages().size());
    assertEquals(List.of("某平台／优学店"), subjects());
    String archived = "";
    for (PageRecord page : pages()) {
      Path out = dir.resolve(page.captureId() + ".warc");
      Run.of("crawl", "export", page.captureId(), "--out", out + ".gz", "--home", home()).ended(0);
      try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(dir.resolve(page.captureId() + ".warc.gz")))) {
        archived += new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    assertTrue(archived.contains("平台报告已处置：下架商品（2026-11-21）") && archived.contains("平台报告已处置：关闭店铺（2026/11/22 9:30）"), archived);
    wrong("处置时间“昨天”不对", "table", write("b.csv", "链接,标题,处置措施,处置时间\nhttp://a.example/,包过,下架,昨天\n"), "--by", "王五", "--seen-at", "2026-11-22");
    wrong("没有写处置措施", "table", write("c.csv", "链接,标题,处置时间\nhttp://a.example/,包过,2026-11-21\n"), "--by", "王五", "--seen-at", "2026-11-22");
  }

  @Test
  void archives_of_other_programs_keep_their_addresses_and_times() throws IOException {
    Path warc = dir.resolve("old.warc.gz");
    Files.write(warc, WarcSample.gzip(WarcSample.join(WarcSample.info(), WarcSample.response("http://yi.example/kao", "<title>x</title>" + OFFER))));
    run("file", warc, "--by", "张三").ended(0);
    assertEquals("http://yi.example/kao 2023-07-18T01:02:03Z", pages().get(0).url() + " " + pages().get(0).at());
    assertTrue(run("file", warc, "--by", "张三", "--seen-at", "2026-11-01").ended(2).err().contains("WARC 文件自己记有网址和时间"));
  }

  @Test
  void a_page_saved_as_one_file_keeps_its_address() throws IOException {
    Path file =
        write(
            "p.mhtml",
            "MIME-Version: 1.0\r\nSnapshot-Content-Location: http://bing.example/p\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n"
                + "Content-Type: text/html; charset=utf-8\r\nContent-Location: http://bing.example/p\r\n\r\n<html><title>丙</title>" + OFFER + "</html>\r\n--b--\r\n");
    run("file", file, "--by", "张三", "--seen-at", "2026-11-20").ended(0);
    assertEquals("http://bing.example/p", pages().get(0).url().toString());
    String wrong = run("file", file, "--by", "张三", "--seen-at", "2026-11-20", "--url", "http://ding.example/").ended(2).err();
    assertTrue(wrong.contains("与文件中记录的 http://bing.example/p 不同"), wrong);
  }

  @Test
  void a_file_that_cannot_be_read_costs_itself_only() throws IOException {
    Path good = write("a.html", OFFER);
    Path broken = write("b.pdf", "%PDF-1.7\nnothing");
    Run run = run("file", broken, good, "--platform", "群聊", "--by", "张三", "--seen-at", "2026-11-20").ended(1);
    assertTrue(run.out().startsWith("导入 1 件") && run.out().contains("b.pdf：PDF 已损坏，不能读取"), run.out());
  }

  @Test
  void every_mistake_is_told_with_its_line_and_nothing_is_taken_in() throws IOException {
    picture("b.png");
    write("a.html", OFFER);
    write("t.csv", "x");
    Files.write(dir.resolve("z.bin"), new byte[] {1, 0, 2});
    write(
        "登记表.csv",
        "file,url,seen_at,by,device,credit_code,text\n"
            + "a.html,,2026-11-20,张三,,,\n"
            + "b.png,http://a.example/,昨天,张三,,,字\n"
            + "none.pdf,,,,,,\n"
            + "t.csv,http://a.example/,2026-11-20,张三,,,\n"
            + "z.bin,http://a.example/,2026-11-20,张三,,,\n"
            + "a.html,ftp://a.example/,2099-01-01,,,91379901MAC0L6H16A,多余\n");
    Run run = run("form", dir.resolve("登记表.csv")).ended(2);
    assertEquals("", run.out());
    for (String wrong :
        List.of(
            ":2: 不知道来自哪里", ":3: 图片没有写取得设备", ":3: 看到的时间“昨天”不对", ":4: 文件 none.pdf 不存在", ":5: t.csv 是表格",
            ":6: z.bin 不是可以导入的文件", ":7: 网址 ftp://a.example/ 不对", ":7: 看到的时间 2099-01-01 晚于现在", ":7: 没有写取得人",
            ":7: 统一社会信用代码 91379901MAC0L6H16A", ":7: 写了信用代码而没有写发布主体", ":7: 文字（text）只用于图片")) {
      assertTrue(run.err().contains(wrong), () -> wrong + " should be in:\n" + run.err());
    }
    assertFalse(Files.exists(home()));
  }

  @Test
  void wrong_use_says_what_to_do() throws IOException {
    Path a = write("a.html", OFFER);
    run("file", a, a, "--url", "http://a.example/").refused("--url 只能用于一个文件");
    wrong("表中没有一行内容", "table", write("leer.csv", "标题,平台\n"), "--by", "张三");
    wrong("不是 .csv 或 .xlsx 表格", "table", write("x.xls", "x"), "--by", "张三");
    Path form = write("f.csv", "file,地点,来源\na.html,a,b\n");
    wrong("没有字段“farbe”", "form", form, "--column", "farbe=x", "--by", "张三");
    wrong("没有列“x”", "form", form, "--column", "title=x", "--by", "张三");
    wrong("列“地点”和“来源”都是 place", "form", form, "--by", "张三");
    assertFalse(Files.exists(home()));
  }

  private void wrong(String said, Object... args) {
    Run run = run(args).ended(2);
    assertTrue(run.err().contains(said), run.err());
  }

  /** As if the process had died between archive and casebook. */
  @Test
  void what_was_archived_and_not_recorded_is_recorded_by_the_next_import() throws Exception {
    Path file = write("a.html", OFFER);
    Object[] args = {"file", file, "--url", "http://jia.example/", "--by", "张三", "--seen-at", "2026-11-20"};
    run(args).ended(0);
    for (String part : List.of("qingzheng.db", "qingzheng.db-wal", "qingzheng.db-shm")) {
      Files.deleteIfExists(home().resolve(part));
    }
    run(args).ended(0);
    assertEquals(1, pages().size());
    assertEquals(List.of("jia.example"), subjects());
    assertTrue(new String(Files.readAllBytes(packages().get(0)), StandardCharsets.ISO_8859_1).startsWith("PK"));
  }
}
