package cn.qingzheng.crawler.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.TextBlock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers show of mark-up that people write by mistake or to deceive. */
class UnusualHtmlTest {
  private static final URI URL = URI.create("http://school.example/p.html");
  private final PageReader reader = new PageReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-height:0;overflow:hidden", "height:0;overflow-y:hidden", "color:transparent", "color:rgba(0, 0, 0, 0)", "color:rgb(0 0 0 / 0%)", "color:rgba(\n9,9,9,.0 )", "font:italic\n\nbold  0/1 serif", "color:#12345600", "filter: opacity(0)",
        "font:0/0 a", "font:bold 0px serif", "content-visibility:hidden", "position:absolute;bottom:-9999px", "position:fixed;left:-100vw",
        "position:absolute;top:-100em", "margin-left:-9999px", "clip-path:circle(0)", "clip-path:inset(100%)", "transform:translate3d(-9999px,0,0)",
        "transform:translateX(-200vw)", "transform:scaleY(0)", "dis/**/play:none;display:/* x */none", "opacity:0%", "color:#fefefe;background:#fff", "color:whitesmoke;background:white"
      })
  void every_way_of_hiding_in_a_style_attribute_is_seen(String style) {
    assertEquals(List.of("见", "*隐"), shown("<p>见<span style='" + style + "'>隐</span></p>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "margin-left:-20px", "max-height:300px;overflow:hidden", "height:0", "color:#333;background:#fff", "font:bold 14px/1.5 serif", "font:12px serif",
        "font-size:.8em", "transform:translateX(-50%)", "transform:translate(-50%,-50%)", "position:absolute;left:-10px", "overflow:hidden",
        "background:#fff url(x.png);color:#fff", "background:linear-gradient(red,blue);color:#fff", "color:transparent;background-image:linear-gradient(red,blue);background-clip:text",
        "filter:opacity(.9)", "transform:scale(0.98)", "clip:rect(0 0 0 0)", "width:100%;overflow:hidden", "color:var(--c);background:#fff", "color:rgb(0,0,0)", "color:rgb(255, 40 ,0)", "color:rgba(0,0,0,1)", "color:rgb(0 0 0 / 100%)"
      })
  void what_is_only_moved_coloured_or_made_smaller_is_not_hidden(String style) {
    assertEquals(List.of("见"), shown("<div style='background:#fff'><p style='" + style + "'>见</p></div>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a .b{display:none}", "div.a>p.b{visibility:hidden}", ".b.c{opacity:0}", "p{display:none}", "* .b{display:none}", "#box .b{text-indent:-9999px}",
        "@media screen{.b{display:none}}", "@supports (display:grid){.b{display:none}}", ".x,.b{position:absolute;left:-9999px}", ".b{display:block} #q{display:none} .b{display:block}",
        "body{background:#fff} .b{color:#fff}", ".b{width:0;height:0;overflow:hidden}", ".b{display:block}\n.a .b{display:none}\n.b{display:block}", "@font-face{src:url(x)} .b{display:none}"
      })
  void a_style_sheet_hides_by_any_selector_of_tags_classes_and_ids(String css) {
    assertEquals(List.of("*隐"), shown("<style>" + css + "</style><div class='a' id=box><p class='b c' id=q>隐</p></div>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a > .d .b{display:none}", ".b.x{display:none}", ".a{display:block} .b .a{display:none}", ".b:hover{display:none}", ".b::before{display:none}", ".b[data-x]{display:none}",
        "@media print{.b{display:none}}", "@media (max-width:700px){.b{display:none}}", "@media screen and (max-width:9px){.b{display:none}}", "@supports not (display:grid){.b{display:none}}",
        "@media screen{@media print{.b{display:none}}}", ".b{display:none} p.b{display:block}", ".b{display:none} .b{display:inline}", ".x + .b{display:none}", "{display:none}", ">.b{display:none}"
      })
  void a_style_sheet_for_others_or_for_another_moment_hides_nothing(String css) {
    assertEquals(List.of("见"), shown("<style>" + css + "</style><div class=a><p class=b>见</p></div>"));
  }

  @Test
  void a_hostile_sheet_costs_no_page() {
    String css = ".a .a .a .b{display:none}\n".repeat(3000) + "<".repeat(10) + "{".repeat(1000);
    String html = "<style>" + css + "</style>" + "<div class=a>".repeat(200) + "<i class=b>包过</i>".repeat(2000);
    assertTrue(read(html).text().raw().contains("包过"));
  }

  @Test
  void links_beside_each_other_are_a_menu_and_links_in_a_sentence_are_not() {
    assertEquals(List.of("LINK 保证", "LINK 通过率"), blocks("<nav><a href=1>保证</a><a href=2>通过率</a></nav>"));
    assertEquals(List.of("LINK 首页 |", "LINK 课程 >", "LINK 联系"), blocks("<p><a href=1>首页</a> | <a href=2>课程</a> &gt; <a href=3>联系</a></p>"));
    assertEquals(List.of("PARAGRAPH 本班包过，详情"), blocks("<p>本班<a href=1>包过</a>，<a href=2>详情</a></p>"));
    assertEquals(List.of("LINK 包过班"), blocks("<p><a href=1>包</a><a href=1>过班</a></p>"));
    assertEquals(List.of("LINK 包过"), blocks("<p><a href=1>包</a><a href=2>过</a></p>"));
    assertEquals(List.of("#n > a:nth-of-type(1)", "#n > a:nth-of-type(2)"), read("<p id=n><a href=1>首页</a> <a href=2>课程</a></p>").text().blocks().stream().map(TextBlock::path).toList());
  }

  @Test
  void controls_show_their_labels_and_values() {
    assertEquals(
        List.of("LIST_ITEM 高级组", "LIST_ITEM 包", "LIST_ITEM 过", "LIST_ITEM 标签", "LIST_ITEM* 建议", "PLACEHOLDER 电话值", "PLACEHOLDER* 暗藏报名", "TOOLTIP 说明", "PLACEHOLDER 留言"),
        flagged("<select><optgroup label=高级组><option>包<option label=标签>过</optgroup></select><datalist><option value=建议></datalist><input type=tel value=电话值>"
            + "<input type=hidden value=暗藏报名><input type=hidden value=x81><input type=password value=口令><input type=radio value=单选>"
            + "<div contenteditable aria-placeholder=留言 aria-description=说明></div>"));
  }

  @Test
  void what_stands_in_for_pictures_and_scripts_is_kept_as_hidden() {
    assertEquals(
        List.of("PARAGRAPH* 旧", "PARAGRAPH* 画", "PARAGRAPH* 影", "PARAGRAPH* 问", "PARAGRAPH 开", "PARAGRAPH 影子", "TOOLTIP* 描", "PARAGRAPH 图字"),
        flagged("<object><p>旧</p></object><canvas>画</canvas><video>影</video><dialog>问</dialog><dialog open>开</dialog>"
            + "<div><template shadowrootmode=open><p>影子</p></template></div><svg><desc>描</desc><text>图<tspan>字</tspan></text></svg>"));
    assertEquals(List.of("PARAGRAPH 包过", "PARAGRAPH* (", "PARAGRAPH bāo", "PARAGRAPH* )"), flagged("<p><ruby>包<rp>(</rp><rt>bāo</rt><rp>)</rp></ruby>过</p>"));
  }

  @Test
  void a_frame_is_hidden_with_the_element_it_stands_in_and_its_path_says_where_it_stands() {
    Page page = read("<div id=d style='display:none'><iframe srcdoc='<p>隐</p>'></iframe></div><iframe srcdoc='<p>见<a href=/x>去</a></p><script type=application/ld+json>{\"name\":\"框\"}</script>'></iframe>");
    assertEquals(List.of("FRAME* 隐", "FRAME 见去", "STRUCTURED_DATA 框"), flagged(page));
    assertEquals(
        List.of("#d > iframe:nth-of-type(1) | body > p:nth-of-type(1)", "body > iframe:nth-of-type(1) | body > p:nth-of-type(1)", "body > iframe:nth-of-type(1) | body > script:nth-of-type(1)"),
        page.text().blocks().stream().map(TextBlock::path).toList());
  }

  @Test
  void a_page_says_what_it_is_in_open_graph_json_ld_and_microdata() {
    Page page =
        read("<meta property=og:type content=Product><script type=application/ld+json>[{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":[\"NewsArticle\",\"Article\"],\"headline\":\"题\"},"
            + "{\"@type\":\"http://schema.org/Course\",\"name\":\"班\"}]}]</script><div itemscope itemtype='https://schema.org/FAQPage'><meta itemprop=description content='描述'></div>");
    assertEquals(Set.of("og:product", "schema:newsarticle", "schema:article", "schema:course", "schema:faqpage"), page.declared());
    assertEquals(List.of("META 描述", "STRUCTURED_DATA 题", "STRUCTURED_DATA 班"), flagged(page));
    assertTrue(read("<p>见").declared().isEmpty());
  }

  @Test
  void state_is_found_however_a_script_packs_it() {
    assertEquals(
        List.of("解析", "推送文字", "参数", "二值", "一段", "又一段"),
        read("<script>window['__X__'] = JSON.parse(\"{\\\"t\\\":\\\"解析\\\"}\")</script><script>self.__next_f.push([1,\"5:[\\\"p\\\",{\\\"children\\\":\\\"推送文字\\\"}]\"])</script>"
                + "<script>window.__NUXT__=(function(a,b){return {t:a,u:b}}('参数','二值'))</script><script>var s={h:'<p>一<b>段</b></p><p>又一段</p>'}</script><script>alert('别读')</script>")
            .text().blocks().stream().filter(b -> b.kind() == BlockKind.STRUCTURED_DATA).map(TextBlock::text).toList());
  }

  @Test
  void the_path_of_data_selects_its_script() {
    assertEquals(
        List.of("head > script:nth-of-type(2)", "#state"),
        read("<head><script>1</script><script type=application/ld+json>{\"name\":\"甲\"}</script></head><body><script id=state type=application/json>{\"x\":\"乙乙\"}</script>")
            .text().blocks().stream().map(TextBlock::path).toList());
  }

  private Page read(String html) {
    return reader.read("c", URL, Instant.EPOCH, Optional.of("text/html; charset=utf-8"), html.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }

  private List<String> shown(String html) {
    return read(html).text().blocks().stream().map(b -> (b.hidden() ? "*" : "") + b.text()).toList();
  }

  private List<String> blocks(String html) {
    return flagged(read(html));
  }

  private List<String> flagged(String html) {
    return flagged(read(html));
  }

  private static List<String> flagged(Page page) {
    Stream<TextBlock> blocks = page.text().blocks().stream();
    return blocks.map(b -> b.kind() + (b.hidden() ? "* " : " ") + b.text()).toList();
  }
}
