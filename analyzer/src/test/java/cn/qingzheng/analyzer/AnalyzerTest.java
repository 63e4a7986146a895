package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.PromoterStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
  private static PageResult page(PageText text, String url, Instant at, PromoterStatus promoter) {
    Page page = new Page("c1", URI.create(url), at, "", text, List.of(), List.of(), Optional.empty());
    return Fixture.ANALYZER.analyze(page, Fixture.said(promoter));
  }

  @Test
  void a_listing_title_with_a_restricted_word_is_a_finding_and_the_same_word_elsewhere_is_not() {
    PageText listing = PageText.builder().add(BlockKind.LISTING_TITLE, "代办职业资格证书 全程服务", "h1", false).build();
    PageResult result = page(listing, "https://shop.example/1", Fixture.NOW, PromoterStatus.UNKNOWN);
    assertEquals("restricted-goods", result.violations().getFirst().ruleId());
    assertEquals(PageKind.LISTING, result.kind());
    assertEquals(Outcome.REVIEW, result.outcome());
    PageText plain = PageText.builder().add(BlockKind.PARAGRAPH, "职业资格证书由国家颁发", "p", false).build();
    assertTrue(page(plain, "https://shop.example/1", Fixture.NOW, PromoterStatus.UNKNOWN).hits().stream().noneMatch(h -> h.ruleId().equals("restricted-goods")));
  }

  @Test
  void nothing_is_matched_across_two_blocks() {
    PageText text = PageText.builder().add(BlockKind.BUTTON, "考证包", "a", false).add(BlockKind.BUTTON, "过年放假", "b", false).build();
    assertEquals(List.of(), page(text, "https://a.example/", Fixture.NOW, PromoterStatus.UNAPPROVED).hits());
  }

  @Test
  void the_state_s_name_alone_on_its_line_belongs_to_the_certificate_below_it() {
    PageText cover = PageText.builder().add(BlockKind.PARAGRAPH, "中华人民共和国", "p", false).add(BlockKind.PARAGRAPH, "职业资格证书", "p", false).build();
    assertEquals(
        List.of("中华人民共和国", "职业资格"),
        page(cover, "https://a.example/", Fixture.NOW, PromoterStatus.UNAPPROVED).violations().stream().map(h -> h.match().term()).toList());
    PageText menu = PageText.builder().add(BlockKind.LINK, "全国", "a", false).add(BlockKind.LINK, "职业资格证书", "a", false).build();
    assertEquals(
        List.of("职业资格"),
        page(menu, "https://a.example/", Fixture.NOW, PromoterStatus.UNAPPROVED).violations().stream().map(h -> h.match().term()).toList());
  }

  @Test
  void what_an_offer_promises_is_about_the_certificate_in_its_title() {
    PageText text =
        PageText.builder().add(BlockKind.LISTING_TITLE, "职业技能等级证书招代理", "h1", false)
            .add(BlockKind.PARAGRAPH, "手把手教，轻松月入过万。", "p", false).build();
    assertTrue(page(text, "https://a.example/", Fixture.NOW, PromoterStatus.UNAPPROVED).violations().stream().anyMatch(h -> h.match().term().equals("轻松月入过万")));
    PageText bakery =
        PageText.builder().add(BlockKind.LISTING_TITLE, "早餐车转让", "h1", false)
            .add(BlockKind.PARAGRAPH, "手把手教，轻松月入过万。", "p", false).build();
    assertEquals(List.of(), page(bakery, "https://a.example/", Fixture.NOW, PromoterStatus.UNAPPROVED).violations());
  }

  @Test
  void offsets_lie_in_the_text_of_the_whole_page() {
    PageText text = PageText.builder().add(BlockKind.HEADING, "培训须知😀", "h1", false).add(BlockKind.PARAGRAPH, "取证包 过，速来报名", "p", false).build();
    Hit hit = page(text, "https://a.example/", Fixture.NOW, PromoterStatus.UNAPPROVED).violations().getFirst();
    assertEquals("包 过", hit.match().span().of(text.raw()));
    assertEquals("p", hit.place().path());
    assertEquals(hit.place().sentence(), hit.place().sentenceSpan().of(text.raw()));
  }

  @Test
  void a_rule_does_not_hold_before_its_document() {
    PageText text = PageText.of("健康管理师职业资格证书招生");
    assertEquals(List.of(), page(text, "https://a.example/", Instant.parse("2015-01-01T00:00:00Z"), PromoterStatus.UNAPPROVED).hits());
    assertFalse(page(text, "https://a.example/", Fixture.NOW, PromoterStatus.UNAPPROVED).hits().isEmpty());
  }

  @Test
  void a_day_without_any_rule_in_force_proves_nothing() {
    PageText text = PageText.of("本校健康管理师考证包过，不过退全款，名额有限，欲报从速，全国各地都可以报名学习，欢迎来电咨询课程安排。");
    PageResult result = page(text, "https://a.example/", Instant.parse("1980-01-01T00:00:00Z"), PromoterStatus.UNAPPROVED);
    assertEquals(Set.of(), result.checked().rules());
    assertEquals(Outcome.INSUFFICIENT, result.outcome());
    assertEquals(List.of("该日没有任何规则生效，未作检查"), result.reasons().stream().map(cn.qingzheng.model.Reason::text).toList());
  }

  @Test
  void one_character_decides_what_a_certificate_is_and_the_near_name_is_shown() {
    PageText text = PageText.of("碳排放管理师国家认可证书报名");
    Hit hit = page(text, "https://a.example/", Fixture.NOW, PromoterStatus.UNAPPROVED).violations().getFirst();
    assertEquals(CertificateStanding.COPYCAT, hit.certificate().orElseThrow().standing());
    assertEquals(Optional.of("碳排放管理员"), hit.certificate().orElseThrow().nearest());
  }

  @Test
  void a_government_host_is_no_advertiser() {
    PageResult result =
        Fixture.ANALYZER.analyze(
            PlainText.page("g", "包过培训广告专项整治开始，举报电话已公布", Optional.of("hrss.city.gov.cn"), Fixture.NOW),
            cn.qingzheng.model.PromoterClue.none());
    assertEquals(PromoterStatus.ORGAN, result.promoter().status());
    assertEquals(Outcome.MENTION, result.outcome());
  }

  @Test
  void an_empty_page_says_too_little_and_an_ordinary_one_is_clear() {
    assertEquals(Outcome.INSUFFICIENT, Fixture.unapproved("首页").outcome());
    assertEquals(PageKind.EMPTY, Fixture.unapproved("首页").kind());
    assertEquals(Outcome.CLEAR, Fixture.unapproved("本周食堂供应红烧肉和清炒时蔬，欢迎各位老师同学前来就餐，营业时间为早上七点到晚上八点，节假日照常供应。").outcome());
    assertFalse(Fixture.unapproved("首页").checked().rules().isEmpty());
  }

  @Test
  void a_rule_that_fails_costs_only_itself() {
    HitJudge real = new HitJudge(Fixture.WORDLISTS.judging(), new CertificateFinder(Fixture.WORDLISTS.language().catalogues(), new Folding(List.of()), new HanLpLanguage()), new TermTraits(Set.of(), List.of()));
    Analyzer analyzer = Analyzer.create(Fixture.WORDLISTS, Optional.empty(), (c, rule, page, use) -> {
      if (rule.getFirst().id().equals("guarantee-claim")) {
        throw new IllegalStateException("broken on purpose");
      }
      return real.judge(c, rule, page, use);
    });
    PageResult result =
        analyzer.analyze(PlainText.page("t", "考证包过，国家认可证书", Optional.empty(), Fixture.NOW), Fixture.said(PromoterStatus.UNAPPROVED));
    assertEquals(List.of("国家"), result.hits().stream().map(h -> h.match().term()).toList());
    assertTrue(result.checked().failures().getFirst().startsWith("guarantee-claim: "));
    assertFalse(result.checked().rules().contains("guarantee-claim"));
    assertTrue(result.checked().rules().contains("state-name"));
  }

  @Test
  void a_page_on_which_a_rule_failed_is_not_called_clear() {
    Analyzer analyzer = Analyzer.create(Fixture.WORDLISTS, Optional.empty(), (c, rule, page, use) -> {
      throw new IllegalStateException("broken on purpose");
    });
    PageResult result = analyzer.analyze(PlainText.page("t", "考证包过班招生", Optional.empty(), Fixture.NOW), Fixture.said(PromoterStatus.UNAPPROVED));
    assertEquals(Outcome.REVIEW, result.outcome());
  }

  @Test
  void a_finding_names_its_reasons_and_the_law_in_force() {
    Hit hit = Fixture.unapproved("取证包过，7天内加微信报名").violations().getFirst();
    assertTrue(hit.judgement().score() > 0);
    assertEquals(hit.judgement().score(), hit.judgement().reasons().stream().mapToInt(cn.qingzheng.model.Reason::weight).sum());
    assertTrue(hit.judgement().basis().stream().anyMatch(c -> c.statute().contains("广告法")), hit.judgement()::toString);
    assertFalse(hit.judgement().why().contains("违法"));
  }

  @Test
  void a_fingerprint_ignores_numbers_offsets_and_the_fragment() {
    Hit one = Fixture.unapproved("原价3800元，取证包过").violations().getFirst();
    Hit two = Fixture.unapproved("新闻一则\n原价 2999 元，取证包过").violations().getFirst();
    URI url = URI.create("https://a.example/x?y=1");
    assertEquals(Fingerprint.fingerprint(one, url), Fingerprint.fingerprint(two, URI.create("https://a.example/x?y=1#top")));
    assertNotEquals(Fingerprint.fingerprint(one, url), Fingerprint.fingerprint(one, URI.create("https://a.example/x?y=2")));
    assertEquals(64, Fingerprint.fingerprint(one, url).length());
  }

  @Test
  void words_cover_the_text() {
    String text = "考证😀包过，Java 开发\n国家";
    StringBuilder joined = new StringBuilder();
    Fixture.ANALYZER.segmentation().segment(text).forEach(w -> joined.append(w.span().of(text)));
    assertEquals(text, joined.toString());
  }
}
