package cn.qingzheng.crawler.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Page;
import cn.qingzheng.model.TextBlock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages made so that reading them costs too much, or fails. Where no work is counted, most of them once took minutes. */
class HostilePageTest {
  private static final URI URL = URI.create("http://school.example/p.html");
  private static final String SEEN = "<p>包过</p>";
  private final PageReader reader = new PageReader();

  @Test
  void the_classes_of_an_element_are_taken_from_it_once() {
    StringBuilder classes = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      classes.append('c').append(i).append(' ');
    }
    String rules = ".q .b{display:none}\n".repeat(500);
    Page page = read("<style>" + rules + "</style><div class='" + classes + "'>" + "<i class=b>包过</i>".repeat(500) + "</div>");
    assertEquals("包过".repeat(500), page.text().raw());
    assertEquals(Set.of("c0", "c9"), Set.copyOf(Marks.of(new Element("p").attr("class", " c0\tc9 c0"), Optional.empty()).classes()));
  }

  @Test
  void rules_are_tried_no_more_often_than_the_patience_of_the_page_allows() {
    Document page = Jsoup.parse("<style>.b{display:none}.b{opacity:0}</style>" + "<i class=b>x</i>".repeat(20));
    Patience patience = new Patience(10);
    long hidden =
        page.select("i").stream().map(e -> StyleSheet.of(page.select("style"), patience).of(Marks.of(e, Optional.empty()))).filter(d -> d.is("display", "none")).count();
    assertEquals(5, hidden);
    assertTrue(patience.spent());
    assertFalse(patience.spend());
  }

  @Test
  void the_frames_of_a_page_share_its_patience() {
    String css = "<style>" + ".q .b{opacity:0}".repeat(500) + "</style>" + "<b>".repeat(100) + "<i class=b>框</i>".repeat(100);
    Page page = read(SEEN + ("<iframe srcdoc='" + css + "'></iframe>").repeat(150));
    assertEquals(151, page.text().blocks().size());
  }

  @Test
  void a_part_of_a_selector_looks_at_few_and_short_names() {
    assertTrue(StyleSelector.parse("." + "a".repeat(100) + " .b").isPresent());
    assertTrue(StyleSelector.parse("." + "a".repeat(101) + " .b").isEmpty());
    assertTrue(StyleSelector.parse(".a.b.c.d.e.f.g.h i").isPresent());
    assertTrue(StyleSelector.parse(".a.b.c.d.e.f.g.h.i i").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".b{font:§a §}", ".b{font:a §1ex §}", ".b{color:rgba(§ §x)}", ".b{color:rgba(1,§ §x}", ".b{color:rgba(§,§}", ".b{color:rgba(0,0,0,.§0§x}", ".b{background:rgb(1§ §,2§ §,3§ §}",
        ".b§ §!,.b{top:0}", ".b{transform:translate(§0§}", ".b{clip-path:polygon(00§,00§}", ".b{opacity:1§0§}", ".b{filter:§opacity(§}"
      })
  void a_style_sheet_of_any_sort_costs_no_page(String css) {
    Page page = read("<style>" + blown(css, 60_000) + "</style><p class=b>包过</p>" + "<i class=b>x</i>".repeat(300));
    assertEquals(List.of(false, false), page.text().blocks().stream().map(TextBlock::hidden).toList());
    assertTrue(page.text().raw().startsWith("包过"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<font color='rgb(1§ §x'>包过</font>", "<font color='rgba(§,§'>包过</font>", "<b bgcolor='rgba(1,§ §x'>包过</b>", "<b style='font:§a §'>包过</b>"
      })
  void a_colour_of_any_sort_costs_no_page(String html) {
    assertEquals("包过".repeat(20), read(blown(html, 100_000).repeat(20)).text().raw());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<b style='§url(§'></b>", "<b style='background:url(§ §'></b>", "<meta http-equiv=refresh content='§ §x'>"})
  void addresses_in_styles_and_redirections_of_any_sort_cost_no_page(String html) {
    Page page = read(SEEN + blown(html, 1900).repeat(4000));
    assertEquals("包过", page.text().raw());
    assertTrue(page.images().isEmpty() && page.links().isEmpty());
  }

  @Test
  void addresses_in_styles_and_redirections_are_still_found() {
    assertEquals("http://school.example/bg.jpg", read("<b style='background:url( bg.jpg)'></b>").images().getFirst().source().toString());
    assertEquals("http://school.example/bg.jpg", read("<b style='background:#fff url( \"bg.jpg\" ) top'></b>").images().getFirst().source().toString());
    for (String written : List.of("0;url=to", " 0.5 ; URL = \"to\" x", "0,to", "0; url='to'")) {
      assertEquals("http://school.example/to", read("<meta http-equiv=refresh content='" + written.replace("'", "&#39;") + "'>").links().getFirst().target().toString(), written);
    }
  }

  @Test
  void only_declarations_that_can_hide_are_kept_and_their_values_are_short() {
    Declarations kept = Declarations.parse("--a:b;animation:x;Display:  NONE !important;grid-area:a;color:rgb( 0,\n\n 0,0);font:" + "a ".repeat(5000));
    assertEquals(Set.of("display", "color", "font"), kept.values().keySet());
    assertEquals("none", kept.value("display"));
    assertEquals("rgb( 0, 0,0)", kept.value("color"));
    assertEquals(200, kept.value("font").length());
  }

  @Test
  void a_style_that_overflows_the_stack_counts_as_none() {
    assertEquals("none", Patience.orElse(() -> endless("style"), "none"));
    assertEquals("none", Patience.orElse(() -> Integer.valueOf("x").toString(), "none"));
    assertEquals("some", Patience.orElse(() -> "some", "none"));
  }

  @Test
  void long_keys_and_tags_make_no_long_paths() {
    String key = "k".repeat(200_000);
    StringBuilder numbered = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      numbered.append("\"包过").append(i).append("\",");
    }
    Page json = reader.read("c", URL, Instant.EPOCH, Optional.of("application/json"), utf8("{\"" + key + "\":[" + numbered + "]}"), Optional.empty());
    assertEquals(3000, json.text().blocks().size());
    assertEquals(List.of("k".repeat(240)), paths(json));
    Page xml = reader.read("c", URL, Instant.EPOCH, Optional.of("text/xml"), utf8("<?xml version='1.0'?><" + key + ">包过<b/>包过</" + key + ">"), Optional.empty());
    assertEquals(List.of("k".repeat(500)), paths(xml));
    Page html = read("<div id=d><" + key + " style='display:block'>包过</" + key + "></div>");
    assertEquals(List.of("#d > *"), paths(html));
  }

  private static String endless(String s) {
    return endless(s).strip();
  }

  private static List<String> paths(Page page) {
    return page.text().blocks().stream().map(TextBlock::path).distinct().toList();
  }

  /** What stands between two signs, as often as it takes to be so long. */
  private static String blown(String text, int length) {
    StringBuilder out = new StringBuilder();
    String[] parts = text.split("§", -1);
    for (int i = 0; i < parts.length; i++) {
      out.append(i % 2 == 0 ? parts[i] : parts[i].repeat(length / parts[i].length()));
    }
    return out.toString();
  }

  private Page read(String html) {
    return reader.read("c", URL, Instant.EPOCH, Optional.of("text/html; charset=utf-8"), utf8(html), Optional.empty());
  }

  private static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }
}
