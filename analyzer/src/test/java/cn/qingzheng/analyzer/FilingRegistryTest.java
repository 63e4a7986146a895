package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilingRegistryTest {
  private static final String HEADER =
      "name,unified_social_credit_code,kind,filing_organ,filing_no,occupations,valid_from,valid_to,sites,accounts,status\n";
  private static final String CODE = code("91370100MA3TECTA1");
  private static final String FILED =
      "云杉（山东）技能评价有限公司," + CODE + ",评价机构,某市人力资源和社会保障局,S000037,4-14-02-02 健康管理师 3-1;育婴员,2024-01-01,2026-12-31,yunshan.example,,有效\n";

  @TempDir Path dir;

  /** Seventeen characters and the check character that fits. */
  static String code(String seventeen) {
    String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    return alphabet.chars().mapToObj(c -> seventeen + (char) c).filter(CreditCode::valid).findFirst().orElseThrow();
  }

  private FilingRegistry registry(boolean complete, String rows) throws IOException {
    Problems problems = new Problems();
    FilingRegistry registry = FilingRegistry.load(Files.writeString(dir.resolve("r.csv"), HEADER + rows), complete, problems);
    problems.throwIfAny();
    return registry;
  }

  @Test
  void a_registry_that_cannot_be_read_is_not_also_said_to_be_empty() throws IOException {
    Path gbk = Files.write(dir.resolve("gbk.csv"), (HEADER + FILED).getBytes(java.nio.charset.Charset.forName("GBK")));
    Path empty = Files.writeString(dir.resolve("empty.csv"), HEADER);
    for (Path csv : List.of(gbk, empty)) {
      Problems problems = new Problems();
      FilingRegistry.load(csv, problems);
      assertEquals(
          List.of(csv.equals(gbk) ? "不是 UTF-8 编码" : "备案名录没有任何机构"), problems.list().stream().map(Problem::wrong).toList());
    }
  }

  private Promoter promoter(FilingRegistry registry, String text, Optional<String> host, String at) {
    return analyze(registry, text, host, at).promoter();
  }

  private static PageResult analyze(FilingRegistry registry, String text, Optional<String> host, String at) {
    return Analyzer.create(Fixture.WORDLISTS, Optional.of(registry))
        .analyze(PlainText.page("p", text, host, Instant.parse(at)), PromoterClue.none());
  }

  private static final String TODAY = "2026-11-23T04:00:00Z";

  @Test
  void a_body_is_recognised_by_code_then_site_then_name() throws IOException {
    FilingRegistry registry = registry(true, FILED);
    assertEquals("统一社会信用代码", promoter(registry, "信用代码：" + CODE + "。", Optional.empty(), TODAY).matchedBy());
    assertEquals("备案网站", promoter(registry, "招生简章", Optional.of("www.yunshan.example"), TODAY).matchedBy());
    Promoter exact = promoter(registry, "主办单位：云杉（山东）技能评价有限公司 电话", Optional.empty(), TODAY);
    assertEquals(PromoterStatus.FILED, exact.status());
    assertEquals("机构名称", exact.matchedBy());
    assertTrue(promoter(registry, "版权所有 © 2026 云杉山东技能评价公司", Optional.empty(), TODAY).matchedBy().startsWith("机构名称（"));
  }

  @Test
  void a_filing_that_has_ended_or_not_begun_is_unapproved_with_the_day() throws IOException {
    FilingRegistry registry = registry(false, FILED);
    Promoter late = promoter(registry, "信用代码 " + CODE, Optional.empty(), "2027-01-01T04:00:00Z");
    assertEquals(PromoterStatus.UNAPPROVED, late.status());
    assertTrue(late.note().contains("有效期至 2026-12-31"), late.note());
    assertEquals(PromoterStatus.UNAPPROVED, promoter(registry, "信用代码 " + CODE, Optional.empty(), "2023-12-31T04:00:00Z").status());
    assertEquals(PromoterStatus.FILED, promoter(registry, "信用代码 " + CODE, Optional.empty(), "2023-12-31T17:00:00Z").status());
  }

  @Test
  void only_a_complete_registry_makes_a_stranger_unapproved() throws IOException {
    String text = "主办单位：青岚职业培训学校";
    assertEquals(PromoterStatus.UNAPPROVED, promoter(registry(true, FILED), text, Optional.empty(), TODAY).status());
    assertEquals(PromoterStatus.UNKNOWN, promoter(registry(false, FILED), text, Optional.empty(), TODAY).status());
    assertEquals(PromoterStatus.UNKNOWN, promoter(registry(true, FILED), "欢迎报名", Optional.empty(), TODAY).status());
  }

  @Test
  void what_only_the_seed_says_is_not_given_out_as_shown_on_the_page() throws IOException {
    FilingRegistry registry = registry(true, FILED);
    assertEquals("页面所示主体", promoter(registry, "主办单位：青岚职业培训学校", Optional.empty(), TODAY).matchedBy());
    PromoterClue seed = new PromoterClue(Optional.of("青岚职业培训学校"), Optional.empty(), Optional.empty());
    Promoter told =
        Analyzer.create(Fixture.WORDLISTS, Optional.of(registry))
            .analyze(PlainText.page("p", "欢迎报名", Optional.empty(), Instant.parse(TODAY)), seed).promoter();
    assertEquals("种子或平台所列主体", told.matchedBy());
  }

  @Test
  void the_scope_of_the_filing_decides() throws IOException {
    FilingRegistry registry = registry(true, FILED);
    String in = "健康管理师职业技能等级认定报名。主办单位：云杉（山东）技能评价有限公司";
    String out = "养老护理员职业技能等级认定报名。主办单位：云杉（山东）技能评价有限公司";
    assertEquals(0, analyze(registry, in, Optional.empty(), TODAY).violations().size());
    assertEquals(1, analyze(registry, out, Optional.empty(), TODAY).violations().size());
  }

  @Test
  void a_level_that_was_not_filed_is_out_of_scope() throws IOException {
    FilingRegistry registry = registry(true, FILED);
    String body = "职业技能等级认定报名。主办单位：云杉（山东）技能评价有限公司";
    assertEquals(0, analyze(registry, "健康管理师三级" + body, Optional.empty(), TODAY).violations().size());
    assertEquals(1, analyze(registry, "健康管理师五级" + body, Optional.empty(), TODAY).violations().size());
  }

  @Test
  void an_unknown_promoter_is_never_high_risk() throws IOException {
    PageResult result = analyze(registry(true, FILED), "考证包过，加微信报名", Optional.empty(), TODAY);
    assertEquals(1, result.violations().size());
    assertEquals(Outcome.REVIEW, result.outcome());
  }

  @Test
  void every_wrong_row_is_reported_with_its_line() throws IOException {
    Problems problems = new Problems();
    String rows = "甲校,91370100MA3TECTA1X,评价机构,,,,,,,,有效\n乙校,,学堂,,,4-14-02-02,2024-13-01,,,,好\n";
    FilingRegistry.load(Files.writeString(dir.resolve("w.csv"), HEADER + rows), problems);
    List<String> all = problems.list().stream().map(Problem::toString).toList();
    assertTrue(all.stream().anyMatch(p -> p.contains(":2:") && p.contains("统一社会信用代码")), all::toString);
    for (String part : List.of("学堂", "4-14-02-02", "2024-13-01", "“status”")) {
      assertTrue(all.stream().anyMatch(p -> p.contains(":3:") && p.contains(part)), () -> part + " not in " + all);
    }
  }

  @Test
  void check_characters_follow_the_standard() {
    assertTrue(CreditCode.valid("91350100M000100Y43"));
    assertEquals(Optional.empty(), CreditCode.find("91350100M000100Y44"));
    assertEquals(Optional.of("91350100M000100Y43"), CreditCode.find("代码91350100m000100y43。"));
  }
}
