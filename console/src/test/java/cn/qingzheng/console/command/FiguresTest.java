package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What officers state goes into the tables, with its source. */
class FiguresTest {
  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void copy() throws IOException {
    home = SampleHome.copyTo(folder.resolve("home"));
  }

  private String sources() throws IOException {
    Path out = folder.resolve("out");
    Run.of("report", "--home", home, "--as-of", "2030-01-01", "--out", out).ended(0);
    return Files.readString(out.resolve("数据来源_2030-01-01.csv"));
  }

  @Test
  void what_is_stated_of_a_case_is_counted_with_the_case_behind_it() throws IOException {
    String id = SampleHome.cases(home).get(0);
    Run.of("case", "state", "--home", home, "--by", "张三", "--reason", "证书台账", id, "不考试发证=1", "涉及证书=120", "附件2行=1").ended(0);
    Run.of("case", "act", "--home", home, "--by", "张三", "--reason", "缴款书", id, "追回补贴资金", "--amount", "12345.50").ended(0);
    String sources = sources();
    assertTrue(sources.contains("不考试发证（个）") && sources.contains("\"120\"") && sources.contains("12345.50"), sources);
  }

  @Test
  void figures_of_annex_1_are_entered_with_their_source() throws IOException {
    Run.of("report", "set", "--home", home, "--by", "张三", "--source", "培训科台账", "--line", "2", "排查总量=40", "低效无效=3").ended(0);
    String sources = sources();
    assertTrue(sources.contains("培训科台账") && sources.contains("\"40\""), sources);
  }

  @Test
  void what_was_done_is_entered_taken_back_and_never_stated_twice() throws IOException {
    String id = SampleHome.cases(home).get(0);
    Run.of("case", "act", "--home", home, "--by", "张三", "--reason", "公告", id, "宣布证书作废").refused("没有写明数量");
    Run.of("case", "act", "--home", home, "--by", "张三", "--reason", "公告", id, "罚款").refused("没有“罚款”这种处置", "移送市监");
    Run.of("case", "state", "--home", home, "--by", "张三", id, "追回补贴资金=1").refused("case act");
    Run.of("case", "act", "--home", home, "--by", "张三", "--reason", "谈话记录", id, "约谈", "--doc", "海人社谈〔2026〕1号").ended(0);
    String acts = Run.of("case", "acts", "--home", home, id).ended(0).out();
    assertTrue(acts.contains("约谈") && acts.contains("海人社谈〔2026〕1号") && acts.contains("有效"), acts);
    String number = acts.lines().skip(1).findFirst().orElseThrow().strip().split("\\s+")[0];
    Run.of("case", "reverse", "--home", home, "--by", "李四", "--reason", "登记错案件", number).ended(0);
    assertTrue(Run.of("case", "acts", "--home", home, id).ended(0).out().contains("已被"));
  }

  @Test
  void every_figure_can_be_asked_for_its_cases() {
    String id = SampleHome.cases(home).get(0);
    Run.of("case", "state", "--home", home, "--by", "张三", "--reason", "证书台账", id, "涉及证书=7", "附件2行=1").ended(0);
    String why = Run.of("report", "why", "--home", home, "--as-of", "2030-01-01", "附件2第1行涉及证书").ended(0).out();
    assertTrue(why.contains("案件 " + id) && why.contains("7本"), why);
    Run.of("report", "why", "--home", home, "附件2第1行低效无效").refused("没有“低效无效”");
    Run.of("report", "why", "--home", home, "附件3第1行低效无效").refused("不是表中的一格");
    assertTrue(Run.of("report", "due", "--home", home, "--as-of", "2026-11-26").ended(0).out().contains("2026-11-28 前报送，最迟 2026-11-27"));
  }

  @Test
  void wrong_names_numbers_and_cases_are_refused_before_anything_is_kept() throws IOException {
    String id = SampleHome.cases(home).get(0);
    Run.of("case", "state", "--home", home, "--by", "张三", id, "涉及证书=7", "不存在=1").refused("没有“不存在”这一项", "涉及证书");
    Run.of("case", "state", "--home", home, "--by", "张三", id, "涉及证书=多").refused("“涉及证书”的数值不对：多");
    Run.of("case", "state", "--home", home, "--by", "张三", "2026-999999", "涉及证书=7").refused("2026-999999");
    Run.of("report", "set", "--home", home, "--by", "张三", "--source", "台账", "--line", "2", "追回补贴资金=1.234").refused("最多两位小数");
    assertTrue(!sources().contains("\"7\""), "nothing kept");
  }

  @Test
  void a_decision_can_be_taken_back_finding_by_finding() {
    String id = SampleHome.cases(home).get(0);
    String shown = Run.of("case", "show", "--home", home, id).ended(0).out();
    String fingerprint = shown.lines().filter(l -> l.startsWith("  指纹 ")).findFirst().orElseThrow().substring(5);
    Run.of("case", "confirm", "--home", home, "--by", "张三", fingerprint).ended(0);
    Run.of("case", "reconsider", "--home", home, "--by", "张三", fingerprint).refused("理由");
    Run.of("case", "reconsider", "--home", home, "--by", "张三", "--reason", "主体有误", fingerprint).ended(0);
    assertTrue(!Run.of("case", "show", "--home", home, id).ended(0).out().contains("  已确认\n"));
    Run.of("case", "reconsider", "--home", home, "--by", "张三", "--reason", "x", id).refused("逐个发现");
  }
}
