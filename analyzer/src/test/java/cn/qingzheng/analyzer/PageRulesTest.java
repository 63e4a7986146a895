package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRulesTest {
  @TempDir static Path dir;

  private static Page page(String host, PageText text) {
    String title = text.blocks().stream().filter(b -> b.kind() == BlockKind.TITLE).map(b -> b.text()).findFirst().orElse("");
    return new Page("c1", URI.create("https://" + host + "/a"), Fixture.NOW, title, text, List.of(), List.of(), Optional.empty());
  }

  private static List<Hit> hits(PageResult result, String rule) {
    return result.hits().stream().filter(h -> h.ruleId().equals(rule)).toList();
  }

  private static PageResult site(String host, String title, String body) {
    PageText text = PageText.builder().add(BlockKind.TITLE, title, "title", false).add(BlockKind.PARAGRAPH, body, "p", false).build();
    return Fixture.ANALYZER.analyze(page(host, text), PromoterClue.none());
  }

  private static final String ABOUT = "这里可以核验证书，考试成绩合格的考生可以领取证书。";

  @Test
  void a_name_and_an_address_together_make_a_finding_that_names_both_and_never_more_than_review() {
    PageResult result = site("www.cpta-bm.example", "中国人事考试网", ABOUT);
    Hit hit = hits(result, OfficialSiteLookalike.ID).getFirst();
    assertTrue(hit.violation());
    assertEquals("中国人事考试网", hit.match().surface());
    assertTrue(hit.judgement().why().contains("cpta-bm.example") && hit.judgement().why().contains("cpta.com.cn"), hit.judgement().why());
    assertEquals(Outcome.REVIEW, result.outcome());
  }

  @Test
  void a_name_alone_is_for_a_person_to_look_at() {
    PageResult result = site("www.jiyuan.example", "全国职业技能证书查询中心", ABOUT);
    Hit hit = hits(result, OfficialSiteLookalike.ID).getFirst();
    assertFalse(hit.violation());
    assertEquals(Outcome.REVIEW, result.outcome());
  }

  @Test
  void the_real_site_an_article_about_it_and_an_address_without_certificates_are_no_finding() {
    for (Map.Entry<String, String> lawful : Map.of(
        "www.cpta.com.cn", "中国人事考试网",
        "www.qinghe.example", "中国人事考试网报名入口在哪里 - 青禾职业培训学校",
        "www.banshan.example", "国家职业资格证书查询系统怎么用",
        "rsj.city.gov.cn", "全国职业技能证书查询中心").entrySet()) {
      assertEquals(List.of(), hits(site(lawful.getKey(), lawful.getValue(), ABOUT), OfficialSiteLookalike.ID), lawful.getKey());
    }
    assertEquals(List.of(), hits(site("gov-cn.example", "本店菜单", "红烧肉，清炒时蔬，米饭免费添。"), OfficialSiteLookalike.ID));
  }

  @Test
  void words_beside_the_name_excuse_only_if_they_name_a_publisher() {
    assertTrue(hits(site("www.cpta-bm.example", "中国人事考试网_报名入口_成绩查询", ABOUT), OfficialSiteLookalike.ID).getFirst().violation());
    assertTrue(hits(site("www.ctpa.example", "中国人事考试网-官网报名", ABOUT), OfficialSiteLookalike.ID).getFirst().violation());
    for (String own : List.of("小师兄考试网", "蓝天教育", "柳湾大学")) {
      assertEquals(List.of(), hits(site("www.jiyuan.example", "中国人事考试网报名入口_" + own, ABOUT), OfficialSiteLookalike.ID), own);
    }
  }

  private static List<Hit> offer(BlockKind kind, String text) {
    PageText page = PageText.builder().add(BlockKind.LISTING_TITLE, "见图", "h1", false).add(kind, text, "s", false).build();
    return hits(Fixture.ANALYZER.analyze(page("shop.example", page), Fixture.said(PromoterStatus.UNAPPROVED)), CertificateOffer.ID);
  }

  @Test
  void title_category_and_shop_name_are_looked_at_and_the_text_below_is_not() {
    for (BlockKind kind : List.of(BlockKind.LISTING_TITLE, BlockKind.LISTING_CATEGORY, BlockKind.LISTING_SELLER)) {
      assertTrue(offer(kind, "职业资格证书专营").getFirst().violation(), kind.name());
      assertTrue(offer(kind, "电工证 快速办理").getFirst().violation(), kind.name());
    }
    assertEquals(List.of(), offer(BlockKind.PARAGRAPH, "电工证 快速办理"));
  }

  @Test
  void books_courses_and_covers_are_no_certificates() {
    for (String lawful : List.of("职业资格证书考试教材", "职业资格证书 题库 真题", "职业资格证书外壳 皮套")) {
      assertTrue(offer(BlockKind.LISTING_TITLE, lawful).stream().noneMatch(Hit::violation), lawful);
      assertEquals("book", offer(BlockKind.LISTING_TITLE, lawful).getFirst().judgement().exempting().getFirst().code(), lawful);
    }
    for (String lawful : List.of("电工证外壳 定制 批发", "电工证皮套 快速办理 发货", "焊工证考前网课", "会员证 制作", "荣誉证书 定制 批发")) {
      assertEquals(List.of(), offer(BlockKind.LISTING_TITLE, lawful), lawful);
    }
    for (String sold : List.of("职业资格证书 代办 送教材", "职业资格证书 免培训 直接寄", "焊工证 不用上课 邮寄到家", "职业资格证书 高级 母爱课堂专卖店")) {
      assertTrue(offer(BlockKind.LISTING_TITLE, sold).getFirst().violation(), sold);
    }
  }

  @Test
  void a_certificate_with_no_word_of_teaching_is_for_a_person_and_a_denial_is_no_finding() {
    assertFalse(offer(BlockKind.LISTING_TITLE, "低压电工证").getFirst().violation());
    assertTrue(offer(BlockKind.LISTING_TITLE, "不代办电工证").stream().noneMatch(Hit::violation));
  }

  private static PageText table(String before, String... rows) {
    PageText.Builder text = PageText.builder().add(BlockKind.HEADING, before, "body > h2", false);
    for (int r = 0; r < rows.length; r++) {
      String[] cells = rows[r].split(" ");
      for (int c = 0; c < cells.length; c++) {
        String path = "body > table:nth-of-type(1) > tbody:nth-of-type(1) > tr:nth-of-type(" + (r + 1) + ") > td:nth-of-type(" + (c + 1) + ")";
        text.add(BlockKind.CELL, cells[c], path, false);
      }
    }
    return text.build();
  }

  private static List<Hit> prices(PageText text) {
    return hits(Fixture.ANALYZER.analyze(page("a.example", text), Fixture.said(PromoterStatus.UNAPPROVED)), PriceTable.ID).stream()
        .filter(h -> h.place().block() == BlockKind.CELL).toList();
  }

  @Test
  void a_table_of_certificates_and_prices_is_one_finding() {
    List<Hit> found = prices(table("办证一览", "名称 价格", "催乳师证 580", "收纳师证 460"));
    assertEquals(List.of("催乳师证"), found.stream().map(h -> h.match().surface()).toList());
    assertTrue(found.getFirst().violation());
    assertTrue(found.getFirst().judgement().why().contains("2 种证书"), found.getFirst().judgement().why());
  }

  @Test
  void tuition_fees_subsidies_and_numbers_that_are_no_price_are_none() {
    assertEquals(List.of(), prices(table("收费", "名称 学费", "催乳师证 580")));
    assertEquals(List.of(), prices(table("收费", "名称 考务费", "催乳师证 180元")));
    assertEquals(List.of(), prices(table("培训收费", "名称 价格", "催乳师证 580")));
    assertEquals(List.of(), prices(table("补贴标准", "证书 金额", "电工证 1000元")));
    assertEquals(List.of(), prices(table("本期人数", "名称 人数", "电工证 42")));
    assertEquals(List.of(), prices(table("班次", "名称 价格", "健康管理师 1980")));
    assertEquals(1, prices(table("一览", "证书 价格", "健康管理师 1980")).size());
    assertEquals(List.of(), prices(table("书目", "名称 价格", "电工证题库 42")));
  }

  @Test
  void money_for_a_certificate_is_a_finding_and_tuition_is_not() {
    assertTrue(Fixture.unapproved("680元拿证，资料交给老师").violations().stream().anyMatch(h -> h.ruleId().equals("price-claim")));
    assertTrue(Fixture.unapproved("学费680元取证后可申请补贴").violations().stream().noneMatch(h -> h.ruleId().equals("price-claim")));
    assertTrue(Fixture.unapproved("说是680元拿证，其实是骗局，请警惕").violations().stream().noneMatch(h -> h.ruleId().equals("price-claim")));
  }

  @Test
  void tables_titles_and_numbers_without_end_do_no_harm() {
    PageText.Builder text = PageText.builder().add(BlockKind.LISTING_TITLE, "电工证外壳焊工证代办".repeat(60), "t", false);
    for (int i = 1; i <= 5_000; i++) {
      text.add(BlockKind.CELL, "电工证 380元 备案号：Y" + (10_000_000 + i), "table > tr:nth-of-type(" + i + ") > td:nth-of-type(1)", false);
    }
    PageResult result = Fixture.ANALYZER.analyze(page("a.example", text.build()), Fixture.said(PromoterStatus.UNAPPROVED));
    assertEquals(List.of(), result.checked().failures());
    assertEquals(20, hits(result, FilingNumber.ID).size());
  }

  @Test
  void a_cell_is_read_with_the_other_cells_of_its_row() {
    PageText.Builder text = PageText.builder();
    String[][] rows = {{"茶文化传播师证书", "国家认可"}, {"联系方式", "国家公园南门"}};
    for (int r = 1; r <= 2; r++) {
      for (int c = 1; c <= 2; c++) {
        text.add(BlockKind.CELL, rows[r - 1][c - 1], "table > tr:nth-of-type(" + r + ") > td:nth-of-type(" + c + ")", false);
      }
    }
    PageResult result = Fixture.ANALYZER.analyze(page("a.example", text.build()), Fixture.said(PromoterStatus.UNAPPROVED));
    assertEquals(List.of("!国家"), result.hits().stream().map(h -> (h.violation() ? "!" : "") + h.match().surface()).toList());
  }

  @Test
  void a_cell_belongs_to_the_innermost_table_and_data_with_long_keys_to_none() {
    String inner = "body > table:nth-of-type(1) > tr:nth-of-type(2) > td:nth-of-type(1) > table:nth-of-type(1) > tbody:nth-of-type(1)";
    String cell = inner + " > tr:nth-of-type(3) > td:nth-of-type(4)";
    Optional<PriceTable.Place> place = PriceTable.Place.of(cell + " > p:nth-of-type(1)");
    assertEquals(Optional.of(cell), place.map(PriceTable.Place::cell));
    assertEquals(Optional.of(inner + " > tr:nth-of-type(3)"), place.map(PriceTable.Place::row));
    assertEquals(Optional.of(inner.substring(0, inner.lastIndexOf(" > "))), place.map(PriceTable.Place::table));
    assertEquals(Optional.empty(), PriceTable.Place.of("body > table:nth-of-type(1) > caption"));
    assertEquals(Optional.empty(), PriceTable.Place.of("table > tr > td".repeat(1_000)));
  }

  /** Built once for all tests: with a registry said to be complete, and with the same one not. */
  private static final Map<Boolean, Analyzer> WITH_REGISTRY = new java.util.concurrent.ConcurrentHashMap<>();

  private static Analyzer registered(boolean complete) {
    try {
      Path csv = Files.writeString(dir.resolve("registry-" + complete + ".csv"), """
          name,unified_social_credit_code,kind,filing_organ,filing_no,occupations,valid_from,valid_to,sites,accounts,status
          柳溪技能评价中心,,评价机构,苇塘市人社局,Y003799000001,,2022-03-01,2033-12-31,,,有效
          旧渡技能评价中心,,评价机构,苇塘市人社局,Y003799000002,,2018-03-01,2020-12-31,,,有效
          新桥技能评价中心,,评价机构,苇塘市人社局,Y003799000003,,2030-03-01,2033-12-31,,,有效
          断桥技能评价中心,,评价机构,苇塘市人社局,Y003799000004,,2018-03-01,2033-12-31,,,撤销
          石桥职业培训学校,,培训机构,苇塘市人社局,人社民379900000001号,,2018-03-01,2033-12-31,,,有效
          """);
      Problems problems = new Problems();
      FilingRegistry registry = FilingRegistry.load(csv, complete, problems);
      problems.throwIfAny();
      return Analyzer.create(Fixture.WORDLISTS, Optional.of(registry));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static PageResult filing(boolean complete, String text, String name) {
    PromoterClue clue = new PromoterClue(Optional.of(name).filter(n -> !n.isEmpty()), Optional.empty(), Optional.empty());
    return WITH_REGISTRY.computeIfAbsent(complete, PageRulesTest::registered).analyze(page("a.example", PageText.of(text)), clue);
  }

  private static Hit one(boolean complete, String text, String name) {
    List<Hit> found = hits(filing(complete, text, name), FilingNumber.ID);
    assertEquals(1, found.size(), () -> text + " " + found);
    return found.getFirst();
  }

  @Test
  void a_number_of_one_s_own_is_confirmed_and_another_s_or_an_expired_one_is_a_finding() {
    assertEquals("备案号与名录相符", one(false, "评价机构备案号：Y003799000001", "柳溪技能评价中心").match().term());
    assertEquals("备案号与名录相符", one(false, "办学许可证号：人社民379900000001号", "石桥职业培训学校").match().term());
    Hit borrowed = one(false, "评价机构备案编号 Y003799000001", "岚致学堂有限公司");
    assertTrue(borrowed.violation());
    assertTrue(borrowed.judgement().why().contains("柳溪技能评价中心"), borrowed.judgement().why());
    Hit expired = one(false, "评价机构备案号：Y003799000002", "旧渡技能评价中心");
    assertTrue(expired.violation() && expired.judgement().why().contains("已过期"), expired.judgement().why());
  }

  @Test
  void a_number_of_one_s_own_that_does_not_hold_on_the_day_is_not_said_to_be_another_s() {
    String[][] bodies = {
      {"旧渡技能评价中心", "Y003799000002", "备案已过期"}, {"新桥技能评价中心", "Y003799000003", "备案尚未生效"}, {"断桥技能评价中心", "Y003799000004", "备案已撤销"}
    };
    for (String[] body : bodies) {
      for (String name : List.of(body[0], "")) {
        Hit hit = one(false, "评价机构备案号：" + body[1], name);
        assertEquals("备案当日无效", hit.match().term());
        assertTrue(hit.violation(), body[0]);
        assertTrue(hit.judgement().why().contains(body[2]) && !hit.judgement().why().contains("不符"), hit.judgement().why());
      }
      assertEquals("备案号与名录不符", one(false, "评价机构备案号：" + body[1], "岚致学堂有限公司").match().term());
    }
  }

  @Test
  void absence_from_a_registry_says_something_only_if_it_is_complete() {
    String claim = "评价机构备案号：Y003799000777";
    assertFalse(one(false, claim, "岚致学堂有限公司").violation());
    assertTrue(one(true, claim, "岚致学堂有限公司").violation());
    assertFalse(one(true, claim, "").violation());
    assertTrue(one(true, "我公司经人社部门备案，培训合格发证", "岚致学堂有限公司").violation());
    assertEquals(List.of(), hits(filing(true, "我中心经人社部门备案", "柳溪技能评价中心"), FilingNumber.ID));
  }

  @Test
  void whose_body_is_named_beside_its_number_is_not_accused_of_borrowing_it() {
    assertFalse(one(false, "认定由柳溪技能评价中心组织，备案编号：Y003799000001", "岚致学堂有限公司").violation());
  }

  @Test
  void numbers_of_other_matters_never_hit() {
    for (String other : List.of(
        "技能培训 鲁ICP备20990001号-1", "职业培训 备案号：鲁ICP备20990001号", "培训学校 网站备案号：20990001",
        "技能培训 鲁公网安备 37990002000009号", "烘焙培训 食品经营许可证编号：JY23799000000001",
        "护理培训 医疗机构执业许可证号：PDY9900003701", "培训咨询 增值电信业务经营许可证编号：B2-20990001",
        "培训场地 消防备案号：370990001234", "技能培训 公安备案号 37990002000009", "技能培训 统一社会信用代码 91370000MA3XXXXX1X")) {
      assertEquals(List.of(), hits(filing(true, other, "岚致学堂有限公司"), FilingNumber.ID), other);
    }
  }

  @Test
  void advice_to_look_for_a_licence_is_no_claim() {
    for (String advice : List.of("选择学校时请查看办学许可证", "报名前问清楚机构是否经人社部门备案", "我们没有办学许可证，只做资料分享")) {
      assertTrue(hits(filing(true, advice, "岚致学堂有限公司"), FilingNumber.ID).stream().noneMatch(Hit::violation), advice);
    }
  }

  @Test
  void a_rule_about_pages_that_fails_costs_itself_only_and_is_named() {
    PageRule broken = new PageRule() {
      @Override
      public String id() {
        return PriceTable.ID;
      }

      @Override
      public List<Sighting> look(PageContext page) {
        throw new IllegalStateException("broken on purpose");
      }
    };
    Map<String, String> failures = new TreeMap<>();
    HitJudge judge = new HitJudge(Fixture.WORDLISTS.judging(), new CertificateFinder(Fixture.WORDLISTS.language().catalogues(), new Folding(List.of()), new HanLpLanguage()), new TermTraits(Set.of(), List.of()));
    PageRules rules = new PageRules(List.of(broken), Fixture.WORDLISTS.rules(), judge, 1);
    Folding folding = new Folding(List.of());
    Page page = page("a.example", PageText.of("正文"));
    CompactText text = new CompactText(folding.fold("正文"), folding);
    CueText cues = CueText.of("", new Automaton<>(List.<Cue>of(), c -> c.shape().keys()), new Organs(List.of(), Map.of()));
    PageContext context =
        new PageContext(page, java.time.LocalDate.of(2026, 11, 23), text, cues, List.of(),
            new PromoterFinder(Optional.empty(), Fixture.WORDLISTS.language().gazetteer()).recognise(page, PromoterClue.none(), java.time.LocalDate.of(2026, 11, 23)),
            new PageFeatures(page, new PageFeatures.Seen(text, cues, Optional.empty(), PromoterStatus.UNKNOWN, 0), new PageWords(List.of(), folding, new Organs(List.of(), Map.of()))),
            new KindOfPage(cn.qingzheng.model.PageKind.OTHER, List.of()), List.of(), Optional.empty());
    assertEquals(new Judgements(List.of(), 0), rules.judged(context, new UseOrMention("正文", cues, List.of(), List.of(), List.of()), failures));
    assertEquals(Map.of(PriceTable.ID, "java.lang.IllegalStateException: broken on purpose"), failures);
  }

  @Test
  void what_ran_is_listed_with_the_rules_of_terms() {
    assertTrue(Fixture.unapproved("首页").checked().rules().containsAll(PageRules.FAMILIES.keySet()));
  }
}
