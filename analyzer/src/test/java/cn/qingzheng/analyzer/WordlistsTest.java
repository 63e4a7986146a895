package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordlistsTest {
  @TempDir Path dir;

  @BeforeEach
  void copyOfTheRealOnes() throws IOException {
    Path real = Fixture.ROOT.resolve("wordlists");
    try (Stream<Path> all = Files.walk(real)) {
      for (Path from : all.toList()) {
        Path to = dir.resolve(real.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
    }
  }

  private List<Problem> problems() {
    Problems problems = new Problems();
    Wordlists.load(dir, problems);
    return problems.list();
  }

  private void replace(String file, String from, String to) throws IOException {
    Path path = dir.resolve(file);
    String content = Files.readString(path);
    assertTrue(content.contains(from), () -> file + " should contain " + from);
    Files.writeString(path, content.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
  }

  private void assertProblem(String part) {
    List<Problem> all = problems();
    assertTrue(all.stream().anyMatch(p -> p.toString().contains(part) && p.line() > 0), () -> part + " not in " + all);
  }

  @Test
  void the_real_lists_have_no_problem_and_every_term_of_the_notice() {
    assertEquals(List.of(), problems());
    assertTrue(Fixture.WORDLISTS.terms().containsAll(
        List.of("中华人民共和国", "中国", "中华", "国家", "全国", "职业资格", "人员资格", "职业技能鉴定", "包过", "保过", "职业资格证书", "职业技能等级证书")));
    assertFalse(Fixture.WORDLISTS.ruleIds().isEmpty());
  }

  @Test
  void a_name_of_a_word_list_that_nobody_wrote_is_reported() throws IOException {
    replace("phrases/turns.tsv", "{@铁定}", "{@铁定的}");
    assertProblem("没有名为 @铁定的 的词组");
    replace("phrases/turns.tsv", "\t@保证\t", "\t@保正\t");
    assertProblem("没有名为 @保正 的词组");
  }

  @Test
  void a_list_of_words_that_names_a_later_one_is_reported() throws IOException {
    replace("phrases/parts.tsv", "name\twords\tnote\n", "name\twords\tnote\n先\t@后\t\n后\t甲|乙\t\n");
    assertProblem("没有名为 @后 的词组");
  }

  @Test
  void a_spun_word_that_changes_nothing_or_comes_twice_is_reported() throws IOException {
    String file = "folding/spun.tsv";
    Files.writeString(dir.resolve(file), Files.readString(dir.resolve(file)) + "国家\t国度\t\t\n家政\t家政\t\t\n");
    assertProblem("词语重复：国家");
    assertProblem("替换词与原词相同：家政");
  }

  @Test
  void another_sense_of_no_term_or_at_no_place_is_reported() throws IOException {
    replace("senses/senses.tsv", "挂靠\tCLAUSE", "挂考\tCLAUSE");
    assertProblem("没有词条 挂考");
    replace("senses/senses.tsv", "\tAFTER\t", "\tBEHIND\t");
    assertProblem("BEHIND");
  }

  @Test
  void every_mistake_is_reported_at_once_with_its_line() throws IOException {
    replace("packs/shandong-2023-65.yaml", "severity: MEDIUM", "severity: GRAVE");
    replace("packs/shandong-2023-65.yaml", "facet: ADVERTISING", "facte: ADVERTISING");
    replace("packs/shandong-2023-65.yaml", "valid_from: 2023-07-18", "valid_from: 2023-17-18");
    replace("packs/national-2022-04-29.yaml", "{数}天拿证", "{时}天拿证");
    Files.writeString(dir.resolve("variants.tsv"), Files.readString(dir.resolve("variants.tsv")) + "苞果\t不存在的词\tHOMOPHONE\t0.8\t\n");
    List<String> all = problems().stream().map(Problem::toString).toList();
    for (String part : List.of("GRAVE", "facte", "2023-17-18", "{时}天拿证", "不存在的词")) {
      assertTrue(all.stream().anyMatch(p -> p.contains(part)), () -> part + " not in " + all);
    }
  }

  @Test
  void a_mistake_in_a_group_is_the_only_one_reported() throws IOException {
    String file = "packs/advertising-law.yaml";
    String right = Files.readString(dir.resolve(file));
    for (String[] typo : new String[][] {{"severity: HIGH", "severity: HIHG"}, {"family: GUARANTEE", "family: GARANTEE"}, {"name:", "nam: x\n    name:"}}) {
      Files.writeString(dir.resolve(file), right);
      replace(file, typo[0], typo[1]);
      assertEquals(1, problems().size(), () -> typo[1] + ": " + problems().stream().limit(3).toList());
    }
    Files.writeString(dir.resolve(file), right + "\n  - {\n");
    assertEquals(1, problems().size());
    Files.writeString(dir.resolve(file), right);
    Files.writeString(dir.resolve("variants.tsv"), Files.readString(dir.resolve("variants.tsv")) + "苞果\t不存在的词\tHOMOPHONE\t0.8\t\n");
    assertProblem("规则包中没有词条 不存在的词");
  }

  @Test
  void a_covered_term_that_no_pack_has_is_reported() throws IOException {
    Path names = dir.resolve("gazetteer/collocations.tsv");
    Files.writeString(names, Files.readString(names) + "面包过夜\tCOLLOCATION\t包果\t\t\t\t\n");
    assertProblem("规则包中没有词条 包果");
  }

  @Test
  void an_unknown_statute_is_reported() throws IOException {
    replace("packs/shandong-2023-65.yaml", "basis: [", "basis: [no-such-law, ");
    assertProblem("no-such-law");
  }

  @Test
  void an_empty_term_is_reported() throws IOException {
    replace("packs/shandong-2023-65.yaml", "terms: [包过, 保过]", "terms: [包过, \"\", 包过]");
    assertProblem("词条为空");
    assertProblem("词条重复");
  }

  @Test
  void no_term_at_all_is_a_failure() throws IOException {
    try (Stream<Path> packs = Files.list(dir.resolve("packs"))) {
      for (Path pack : packs.toList()) {
        Files.delete(pack);
      }
    }
    assertTrue(problems().stream().anyMatch(p -> p.wrong().contains("没有任何词条")));
  }

  @Test
  void a_cue_of_an_unknown_kind_and_a_doubled_one_are_reported() throws IOException {
    Files.writeString(dir.resolve("cues.tsv"), Files.readString(dir.resolve("cues.tsv")) + "SHOUTING\t哎呀\tCLAUSE\t\nPRICE\t甲乙丙\tPAGE\t\nPRICE\t甲乙丙\tPAGE\t\n");
    assertProblem("SHOUTING");
    assertProblem("提示词重复");
  }

  @Test
  void a_decision_table_that_leaves_cases_open_is_refused() throws IOException {
    replace("decisions.yaml", "{id: rest, family: any", "{id: rest, family: [GUARANTEE]");
    assertProblem("没有包含所有情形");
  }

  @Test
  void a_catalogue_date_that_runs_backwards_is_reported() throws IOException {
    Path file = dir.resolve("catalogues/copycat.tsv");
    Files.writeString(file, Files.readString(file) + "甲乙丙管理师\tCOPYCAT\t\t\t\t2024-05-01\t2023-05-01\t自拟\t\n");
    assertProblem("valid_to 早于 valid_from");
  }

  @Test
  void a_wrong_official_site_is_reported() throws IOException {
    Path file = dir.resolve("official-sites.tsv");
    Files.writeString(file, Files.readString(file) + "某某网\t\thttps://a.example/x\t\t自拟\t\n某某网\t\tcpta.com.cn\tCP\t自拟\t\n");
    assertProblem("只写主机名");
    assertProblem("官方网站重复");
    assertProblem("太短或含其他字符");
  }

  @Test
  void a_group_about_the_page_has_no_terms_and_needs_a_rule_that_the_program_has() throws IOException {
    replace("packs/page-rules.yaml", "family: FILING_MISSING", "family: GUARANTEE");
    replace("packs/page-rules.yaml", "rule: official-site-lookalike", "rule: official-look");
    replace("packs/page-rules.yaml", "name: 办证价目表", "name: 办证价目表\n    terms: [办证]");
    assertProblem("整页规则 filing-number 没有 GUARANTEE");
    assertProblem("程序没有整页规则 official-look");
    assertProblem("整页规则不写词条");
  }

  @Test
  void page_features_say_what_they_are_and_kinds_use_only_those() throws IOException {
    replace("scoring.yaml", "{id: prose, text: 主要是成段的文章}", "{id: prose, text: 主要是成段的文章, words: [文章]}");
    replace("scoring.yaml", "{id: long-text, text: 篇幅长}", "{id: longish, text: 篇幅长}");
    replace("scoring.yaml", "zone: TITLE, least: 1", "zone: TOP, least: 1");
    replace("scoring.yaml", "kind: HOME, threshold: 30, features: {root-path", "kind: HOME, threshold: 30, features: {root-folder");
    List<String> all = problems().stream().map(Problem::toString).toList();
    for (String part : List.of("特征 prose 由程序识别", "特征 longish 没有词", "缺少特征 long-text 的说明", "TOP", "root-folder")) {
      assertTrue(all.stream().anyMatch(p -> p.contains(part)), () -> part + " not in " + all);
    }
  }
}
