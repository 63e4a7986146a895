package cn.qingzheng.crawler.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.TextBlock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {
  private static final URI URL = URI.create("http://school.example/dir/page.html");
  private final PageReader reader = new PageReader();

  @Test
  void inline_tags_leave_no_gap_and_blocks_are_cut_where_a_reader_sees_a_border() {
    assertEquals(
        List.of("PARAGRAPH 本中心包过，全国通用", "PARAGRAPH 第二行", "HEADING 报名", "LIST_ITEM 甲", "CELL 乙", "CELL 丙", "PARAGRAPH 尾"),
        blocks("<p>本<b>中</b>心<a href=x>包</a><i><u>过</u></i>，全国\n<span>通用</span><br>第二行</p><h2>报<!-- x -->名</h2>"
            .replace("全国\n", "全国") + "<ul><li>甲</ul><table><tr><td>乙<td>丙</table>尾"));
  }

  @Test
  void a_block_inside_a_link_inside_a_paragraph_appears_once() {
    List<String> found = blocks("<div>前<a href='/a'><div>证书<p>包过</p>办理</div></a>后</div>");
    assertEquals(List.of("PARAGRAPH 前", "LINK 证书", "LINK 包过", "LINK 办理", "PARAGRAPH 后"), found);
    assertEquals(List.of("http://school.example/a 证书包过办理"), links("<div>前<a href='/a'><div>证书<p>包过</p>办理</div></a>后</div>"));
  }

  @Test
  void every_text_of_a_page_appears_exactly_once_whatever_the_nesting() {
    StringBuilder html = new StringBuilder();
    java.util.Random random = new java.util.Random(5);
    String[] tags = {"div", "p", "span", "a href=x", "li", "ul", "td", "table", "b", "h3", "button", "ruby", "rt", "font style='display:none'", "label", "select", "option"};
    for (int i = 0; i < 3000; i++) {
      html.append(random.nextInt(3) > 0 ? "<" + tags[random.nextInt(tags.length)] + ">" : "</" + tags[random.nextInt(tags.length)].split(" ")[0] + ">");
      html.append("字").append(i).append("号");
    }
    String raw = read(html.toString()).text().raw();
    String dom = Jsoup.parse(html.toString()).wholeText();
    for (int i = 0; i < 3000; i++) {
      String word = "字" + i + "号";
      assertEquals(count(dom, word), count(raw, word), word);
    }
  }

  @Test
  void white_space_is_collapsed_but_disguises_are_kept() {
    assertEquals(List.of("PARAGRAPH 包 过　证\u200b书 \u00a0通"), blocks("<p>\n  包 \n\t 过　证\u200b书  &nbsp;通 \n</p>"));
    assertEquals(List.of("PARAGRAPH 一", "PARAGRAPH 二 三"), blocks("<pre>一\n\n二  三\n</pre>"));
  }

  @Test
  void texts_of_head_attributes_and_forms_are_blocks_of_their_kind() {
    List<String> found =
        blocks(
            "<title> 证书 查询\n</title><meta name=description content='包过'><meta property=og:title content='挂靠'><meta name=viewport content='w'>"
                + "<meta property=og:url content='http://school.example/'><body><p>甲<img src=a.png alt='国徽' title='提示'>乙</p>"
                + "<button>立即报名</button><input type=submit value='提交'><input placeholder='手机号'><input type=hidden value='x'>"
                + "<textarea placeholder='留言'>旧</textarea><a href=# role=button>点我</a><a href=/b title='去'>链接</a><select><option>高级<option>中级</select>");
    assertEquals(
        List.of(
            "TITLE 证书 查询", "META 包过", "META 挂靠", "PARAGRAPH 甲乙", "IMAGE_ALT 国徽", "TOOLTIP 提示", "BUTTON 立即报名", "BUTTON 提交",
            "PLACEHOLDER 手机号", "PARAGRAPH 旧", "PLACEHOLDER 留言", "BUTTON 点我", "LINK 链接", "TOOLTIP 去", "LIST_ITEM 高级", "LIST_ITEM 中级"),
        found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<span style='display:none'>过</span>", "<span style='DISPLAY : NONE !important'>过</span>", "<i hidden>过</i>",
        "<span style='visibility:hidden'>过</span>", "<span style='font-size:0'>过</span>", "<span style='font-size:1px'>过</span>",
        "<span style='opacity:0'>过</span>", "<span style='position:absolute;left:-9999px'>过</span>", "<span style='text-indent:-999em'>过</span>",
        "<span style='color:#fff;background:#ffffff'>过</span>", "<b style='background-color:white'><font color='#FFF'>过</font></b>",
        "<span style='color:rgb(255, 255,255);background:white'>过</span>", "<span style='width:0;height:0;overflow:hidden'>过</span>",
        "<span style='position:absolute;clip:rect(0 0 0 0)'>过</span>", "<span class='a h b'>过</span>", "<span id=gone>过</span>",
        "<b style='visibility:hidden'><i>过</i></b>", "<noscript>过</noscript>", "<template>过</template>", "<span style='transform:scale(0)'>过</span>"
      })
  void hidden_text_is_kept_flagged_and_does_not_interrupt_what_is_seen(String hidden) {
    Page page = read("<style>/* .x{ */ .h , u{display:none} #gone{opacity:0} @media print{p{display:none}}</style><p>包" + hidden + "会</p>");
    assertEquals(List.of("包会", "过"), page.text().blocks().stream().map(TextBlock::text).toList());
    assertEquals(List.of(false, true), page.text().blocks().stream().map(TextBlock::hidden).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>过</p>", "<p style='display:block;font-size:14px;opacity:.9'>过</p>", "<ul style='font-size:0'><li style='font-size:14px'>过</ul>",
        "<p style='visibility:hidden'><b style='visibility:visible'>过</b></p>", "<p style='color:#000;background:#fff'>过</p>",
        "<p style='color:#fff'>过</p>", "<p style='font-size:1em'>过</p>", "<p style='font-size:.9rem'>过</p>", "<p style='left:-9999px'>过</p>",
        "<p style='width:0%;overflow:hidden'>过</p>", "<p style='height:1px'>过</p>", "<b class=c>过</b>"
      })
  void text_that_is_shown_is_not_flagged(String html) {
    Page page = read("<style>@media print{.c{display:none}} .x .c{display:none} .c:hover{display:none}</style>" + html);
    assertEquals(List.of(false), page.text().blocks().stream().map(TextBlock::hidden).toList());
  }

  @Test
  void ruby_annotations_stand_apart_from_the_text_they_annotate() {
    assertEquals(List.of("PARAGRAPH 保过班", "PARAGRAPH bǎo", "PARAGRAPH guò"), blocks("<p><ruby>保<rt>bǎo</rt>过<rt>guò</rt></ruby>班</p>"));
  }

  @Test
  void a_path_selects_the_element_of_its_block() {
    String html =
        "<div><p>一</p><span>x</span><p>二<b>粗</b></p></div><div id=main><ul><li>三<li><p>四</p></ul><span style='display:none'>五</span></div>"
            + "<div id=main><p>六</p></div><div id='9x'>七</div><table><tr><td>八</table><h1>九</h1><img alt=十>";
    Document dom = Jsoup.parse(html);
    Page page = read(html);
    for (TextBlock b : page.text().blocks()) {
      var selected = dom.select(b.path());
      assertEquals(1, b.path().startsWith("#main") ? Math.min(1, selected.size()) : selected.size(), b.path());
      String text = b.kind() == BlockKind.IMAGE_ALT ? selected.get(0).attr("alt") : selected.get(0).wholeText();
      assertTrue(text.contains(b.text().substring(0, 1)), b + " but " + selected);
    }
    assertEquals("#main > ul:nth-of-type(1) > li:nth-of-type(2) > p:nth-of-type(1)", block(page, "四").path());
  }

  @Test
  void structured_data_and_embedded_state_give_their_readable_strings() {
    String html =
        "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"Course\",\"name\":\"健康管理师\",\"description\":\"\\u5305\\u8fc7\\n<b>拿证</b>\","
            + "\"image\":\"http://school.example/证.png\",\"offers\":{\"price\":380,\"name\":\"Basic\"},}</script>"
            + "<script>var t=1;window.__STATE__ = {a:undefined,'b':[\"内部名额\",\"x\",'挂\\u9760'],n:{\"中文键\":1}, f:function(){return \"函数内\"}};alert(\"不是状态\")</script>"
            + "<script id=__NEXT_DATA__ type=application/json>{\"p\":[\"保证通过\"]}</script><script>document.write('脚本里的字')</script><style>.a{content:'样式里的字'}</style><!-- 注释里的字 -->";
    assertEquals(
        List.of("健康管理师", "包过 拿证", "380", "Basic", "内部名额", "挂靠", "函数内", "保证通过"),
        read(html).text().blocks().stream().filter(b -> b.kind() == BlockKind.STRUCTURED_DATA).map(TextBlock::text).toList());
    assertFalse(read(html).text().raw().matches("(?s).*(脚本里的字|样式里的字|注释里的字|不是状态).*"));
  }

  @Test
  void a_listing_comes_first_and_frames_are_read() {
    Optional<Listing> listing = Optional.of(new Listing("shop", "某平台", "健康管理师 包过", Optional.of("¥380"), Optional.of("某某教育")));
    Page page =
        reader.read("c", URL, Instant.EPOCH, Optional.of("text/html"), utf8("<p>页</p><iframe srcdoc='<p>框内<b>字</b></p><a href=in>去</a>'></iframe><iframe src=/f></iframe>"), listing);
    assertEquals(
        List.of("LISTING_TITLE 健康管理师 包过", "LISTING_PRICE ¥380", "LISTING_SELLER 某某教育", "PARAGRAPH 页", "FRAME 框内字", "LINK 去"),
        page.text().blocks().stream().map(b -> b.kind() + " " + b.text()).map(s -> s.replace("FRAME 去", "LINK 去")).toList());
    assertEquals(List.of("http://school.example/f", "http://school.example/dir/in"), page.links().stream().map(l -> l.target().toString()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.html http://school.example/dir/a.html", "../b http://school.example/b", "../../../c http://school.example/c", "/d#top http://school.example/d",
        "//other.example/e http://other.example/e", "?q=1 http://school.example/dir/page.html?q=1", "HTTPS://x.example https://x.example",
        "证书.html http://school.example/dir/%E8%AF%81%E4%B9%A6.html", "http://培训.example/x http://xn--2js261j.example/x", "\\win\\path http://school.example/win/path",
        "a&#32;b http://school.example/dir/a%20b", "100% http://school.example/dir/100%25", "x?a=|b http://school.example/dir/x?a=%7Cb", "./?p=2 http://school.example/dir/?p=2",
        "&#10;a&#10;b http://school.example/dir/ab", "x?u=证 http://school.example/dir/x?u=%E8%AF%81", "http://school.example http://school.example",
        "javascript:alert(1) -", "mailto:a@b.example -", "tel:400 -", "#top -", "http:// -", "ftp://x.example/ -", "http:///x -", "data:text/html,x -", "file:///etc/passwd -"
      })
  void an_address_is_resolved_as_a_browser_does(String row) {
    String[] f = row.split(" ");
    List<String> expected = f[1].equals("-") ? List.of() : List.of(f[1] + " 链");
    assertEquals(expected, links("<a href=\"" + f[0] + "\">链</a>"));
  }

  @Test
  void base_nofollow_and_robots_are_known_and_queries_take_the_encoding_of_the_page() {
    Page page = read("<base href='http://other.example/x/'><a href=y rel='NoFollow noopener'>a</a><a href=z>b</a><img src=p.png data-src=q.png><b style=\"background:url('bg.jpg')\"></b>");
    assertEquals(List.of("http://other.example/x/y true", "http://other.example/x/z false"), page.links().stream().map(l -> l.target() + " " + l.nofollow()).toList());
    assertEquals(List.of("p.png", "q.png", "bg.jpg"), page.images().stream().map(i -> i.source().toString().replace("http://other.example/x/", "")).toList());
    assertTrue(read("<meta name=ROBOTS content='noindex, NoFollow'><a href=z>b</a>").links().get(0).nofollow());
    byte[] gbk = "<meta charset=gbk><a href='s?q=证书'>培训证书查询</a>".getBytes(java.nio.charset.Charset.forName("GBK"));
    assertEquals("http://school.example/dir/s?q=%D6%A4%CA%E9", reader.read("c", URL, Instant.EPOCH, Optional.empty(), gbk, Optional.empty()).links().get(0).target().toString());
  }

  @Test
  void other_bodies_give_simple_pages() {
    assertEquals(List.of("PARAGRAPH 第一行", "PARAGRAPH <b>二</b>"), blocks("text/plain", "第一行\r\n\r\n<b>二</b>"));
    assertEquals(List.of("STRUCTURED_DATA 包过班", "STRUCTURED_DATA 380"), blocks("application/json; charset=utf-8", "{\"a\":{\"title\":\"包过班\",\"id\":\"x1\",\"price\":\"380\"}}"));
    assertEquals(
        List.of("TITLE 频道", "HEADING 一条", "PARAGRAPH 包过 拿证"),
        blocks("application/rss+xml", "<?xml version='1.0'?><rss><channel><title>频道</title><item><title>一条</title><link>http://school.example/1</link><description><![CDATA[<p>包过 <b>拿证</b></p>]]></description></item></channel></rss>"));
    assertEquals(List.of(), blocks("image/png", "包过"));
    assertEquals(List.of(), blocks("application/octet-stream", "\0包过"));
    assertEquals(List.of("PARAGRAPH 包过"), blocks("", "<p>包过"));
    assertEquals(List.of("PARAGRAPH 包过"), blocks("html", "<p>包过"));
    assertEquals(List.of("PARAGRAPH 包过"), blocks("application/xml", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>包过</p></body></html>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>", "<b>x", "<table><tr><td>", "<ul><li>", "<a href=x><div>", "<font><p>x", "<select><option>", "<svg><p>", "<template>",
        "<!--", "<", "&", "<p title='x", "<style>/*", "<script>window.a={", "<p style='width:0;", "<iframe srcdoc='<iframe srcdoc=", "<ruby><rt>", "<i hidden>x"
      })
  void hostile_nesting_costs_no_page(String unit) {
    String html = "<p>开头包过</p>" + unit.repeat(400_000 / unit.length());
    Page page = read(html);
    assertTrue(page.text().raw().contains("开头包过"));
    assertTrue(page.text().blocks().stream().allMatch(b -> b.path().length() <= 300));
  }

  @Test
  void text_over_the_limit_is_cut_and_said_to_be_cut() {
    PageReading reading = reader.reading("c", URL, Instant.EPOCH, Optional.of("text/html"), utf8("<p>" + "证书".repeat(600_000) + "</p><p>" + "𠮷".repeat(600_000) + "</p>"), Optional.empty());
    assertTrue(reading.cut());
    String raw = reading.page().text().raw();
    assertTrue(raw.length() <= PageReader.MAX_TEXT && raw.length() > PageReader.MAX_TEXT - 3, "" + raw.length());
    assertTrue(raw.endsWith("𠮷"));
    assertFalse(reader.reading("c", URL, Instant.EPOCH, Optional.empty(), utf8("<p>x"), Optional.empty()).cut());
  }

  @Test
  void a_page_drawn_by_script_is_told_from_a_page_of_text() {
    assertTrue(reading("<div id=app></div><script src=app.js></script>").byScript());
    assertFalse(reading("<p>" + "正文".repeat(200) + "</p><script src=app.js></script>").byScript());
    assertFalse(reading("<p>短</p>").byScript());
  }

  private PageReading reading(String html) {
    return reader.reading("c", URL, Instant.EPOCH, Optional.of("text/html"), utf8(html), Optional.empty());
  }

  private Page read(String html) {
    return reader.read("c", URL, Instant.EPOCH, Optional.of("text/html; charset=utf-8"), utf8(html), Optional.empty());
  }

  private List<String> blocks(String html) {
    return read(html).text().blocks().stream().map(b -> b.kind() + " " + b.text()).toList();
  }

  private List<String> blocks(String type, String body) {
    Page page = reader.read("c", URL, Instant.EPOCH, Optional.of(type).filter(t -> !t.isEmpty()), utf8(body), Optional.empty());
    return page.text().blocks().stream().map(b -> b.kind() + " " + b.text()).toList();
  }

  private List<String> links(String html) {
    return read(html).links().stream().map(l -> l.target() + " " + l.text()).collect(Collectors.toList());
  }

  private static TextBlock block(Page page, String text) {
    return page.text().blocks().stream().filter(b -> b.text().equals(text)).findFirst().orElseThrow();
  }

  private static int count(String text, String word) {
    int n = 0;
    for (int i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) {
      n++;
    }
    return n;
  }

  private static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }
}
