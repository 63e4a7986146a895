package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
  @TempDir Path folder;

  private static Path shipped() {
    return Path.of(System.getProperty("qingzheng.root"), "casework/src/main/resources");
  }

  private void own(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<String> problems() {
    return assertThrows(ProblemsException.class, () -> Templates.load(Optional.of(folder))).problems().stream()
        .map(p -> p.toString().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void every_mistake_is_told_at_once_with_its_line() throws IOException {
    String good = Files.readString(shipped().resolve("templates/compliance-prompt.yaml"));
    own(
        "compliance-prompt.yaml",
        good.replace("{where}", "{wo}").replace("{phone}。", "{phone。").replace("依法及时采取", "责令").replace("kind:", "colour: red\nkind:"));
    own("calendar/2027.tsv", "date\tkind\tname\n2027-01-01\tHOLIDAY\t元旦\n2027-01-02\tHOLIDAY\t元旦\n2026-01-03\tWORKDAY\t元旦\n2027-01-04\tREST\t元旦\n");
    own("calendar/next.tsv", "date\tkind\tname\n");
    List<String> all = problems();
    assertEquals(9, all.size(), all.toString());
    int body = good.substring(0, good.indexOf("{where}，") < 0 ? good.indexOf("在{where}") : good.indexOf("{where}，")).split("\n").length;
    for (String part : List.of(
        "不认识的键“colour”", "compliance-prompt.yaml:" + (body + 1) + ": 不认识的占位符 {wo}", "花括号不成对", "没有用到占位符 {phone}", "不能出现“责令”",
        "2027.tsv:3: 2027-01-02 是周末", "2027.tsv:4: 2026-01-03 不在 2027 年", "2027.tsv:5: “kind”不能是 REST", "next.tsv: 文件名应为年份")) {
      assertTrue(all.stream().anyMatch(p -> p.contains(part)), part + " should be in " + all);
    }
  }

  @Test
  void the_table_of_competence_is_checked_and_what_the_law_says_stays() throws IOException {
    own(
        "competence.tsv",
        "kind\tscope\torgan_kind\torgan_level\tbasis\n"
            + "RECTIFICATION_ORDER\tSINGLE\tLABOUR\tCITY\t无\n"
            + "ASSISTANCE_REQUEST\tSWEEP\tMARKET_REGULATION\tPROVINCE|CITY\t无\n"
            + "INTERVIEW\tSINGLE\tLABOUR\tTOWN\t无\n"
            + "LETTER\tSINGLE\tLABOUR\tCITY\t\n");
    List<String> all = problems();
    for (String part : List.of("competence.tsv:2: 广告的责令改正只能", "competence.tsv:3: 按时间段", "competence.tsv:4: “organ_level”不能是 TOWN",
        "competence.tsv:5: “kind”不能是 LETTER", "competence.tsv:5: “basis”为空")) {
      assertTrue(all.stream().anyMatch(p -> p.contains(part)), part + " should be in " + all);
    }
  }

  @Test
  void the_operators_texts_stand_before_the_shipped_ones() throws IOException {
    String good = Files.readString(shipped().resolve("templates/progress-tables.yaml"));
    own("progress-tables.yaml", good.replace("进展情况表\n", "情况表\n"));
    assertEquals("职业技能培训和评价问题专项治理行动情况表", Templates.load(Optional.of(folder)).tables().title());
    own("progress-tables.yaml", good.replace("主管部门所属单位]", "主管部门所属单位, 其他]").replace("    COLLUSION", "    COLUSION"));
    List<String> all = problems();
    assertEquals(2, all.size(), all.toString());
    assertTrue(all.get(0).contains("应有 3 行，现有 4 行"));
    assertTrue(all.get(1).contains("缺少“COLLUSION”"));
  }

  @Test
  void papers_are_checked_as_letters_are_and_a_name_that_nothing_reads_is_a_mistake() throws IOException {
    for (String name : List.of("case-bulletin.yaml", "rectification-list.yaml", "monthly-report.yaml", "extraction-record.yaml", "reporting-dates.yaml")) {
      own(name, Files.readString(shipped().resolve("templates").resolve(name)));
    }
    Templates.load(Optional.of(folder));
    own("case-bulletin.yaml", Files.readString(folder.resolve("case-bulletin.yaml")).replace("{body}{where}", "{company}").replace("  FEE:", "  FEES:"));
    own("rectification-list.yaml", Files.readString(folder.resolve("rectification-list.yaml")).replace(", 状态]", "]"));
    own("monthly-report.yaml", Files.readString(folder.resolve("monthly-report.yaml")).replace("{NEW}项", "{NEWS}项").replace("source:", "sauce:"));
    own("extraction-record.yaml", Files.readString(folder.resolve("extraction-record.yaml")).replace("第 {page} 页", ""));
    own("reporting-dates.yaml", Files.readString(folder.resolve("reporting-dates.yaml")).replace("[13, 28]", "[31]"));
    own("case-buletin.yaml", "schema: case-bulletin/1\n");
    List<String> all = problems();
    for (String part : List.of("case-bulletin.yaml:12: 不认识的占位符 {company}", "没有用到占位符 {body}", "不认识的键“FEES”", "缺少“FEE”",
        "rectification-list.yaml:9: “heads”应有 9 项，现有 8 项", "不认识的占位符 {NEWS}", "不认识的键“sauce”", "缺少“source”", "“foot”没有写出页码",
        "“31”不是每月都有的日子", "case-buletin.yaml: 没有这个名字的模板")) {
      assertTrue(all.stream().anyMatch(p -> p.contains(part)), part + " should be in " + all);
    }
  }

  @Test
  void working_days_follow_the_holiday_notice() {
    WorkCalendar calendar = Templates.load(Optional.empty()).calendar();
    assertEquals(LocalDate.of(2026, 11, 30), calendar.after(LocalDate.of(2026, 11, 23), 5).day());
    assertEquals(LocalDate.of(2026, 10, 9), calendar.after(LocalDate.of(2026, 9, 29), 3).day(), "30 September, 8 and 9 October");
    assertEquals(LocalDate.of(2026, 10, 10), calendar.after(LocalDate.of(2026, 10, 9), 1).day(), "a Saturday at work");
    assertEquals(LocalDate.of(2026, 2, 14), calendar.after(LocalDate.of(2026, 2, 13), 1).day());
    assertEquals(LocalDate.of(2026, 2, 24), calendar.after(LocalDate.of(2026, 2, 14), 1).day());
    assertFalse(calendar.isWorking(LocalDate.of(2026, 10, 1)));
    assertTrue(calendar.after(LocalDate.of(2026, 11, 23), 5).caution().isEmpty());
  }

  @Test
  void a_year_without_a_notice_is_counted_by_weekends_and_says_so() throws IOException {
    WorkCalendar calendar = Templates.load(Optional.empty()).calendar();
    WorkCalendar.Deadline deadline = calendar.after(LocalDate.of(2026, 12, 30), 2);
    assertEquals(LocalDate.of(2027, 1, 1), deadline.day());
    assertTrue(deadline.caution().orElseThrow().startsWith("2027年放假安排未录入"));

    own("calendar/2027.tsv", "date\tkind\tname\n2027-01-01\tHOLIDAY\t元旦\n");
    WorkCalendar.Deadline known = Templates.load(Optional.of(folder)).calendar().after(LocalDate.of(2026, 12, 30), 2);
    assertEquals(new WorkCalendar.Deadline(LocalDate.of(2027, 1, 4), Optional.empty()), known);
  }
}
