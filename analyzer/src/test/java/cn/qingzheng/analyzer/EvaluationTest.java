package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  @TempDir Path dir;

  private LabelledSamples samples(String content) throws IOException {
    Problems problems = new Problems();
    LabelledSamples samples = LabelledSamples.load(Files.writeString(dir.resolve("s.jsonl"), content), problems);
    problems.throwIfAny();
    return samples;
  }

  @Test
  void every_wrong_line_is_reported() throws IOException {
    Problems problems = new Problems();
    LabelledSamples.load(
        Files.writeString(dir.resolve("w.jsonl"),
            "{\"id\":\"a\",\"class\":\"x\",\"text\":\"包过\",\"hits\":[{\"term\":[\"包过\"],\"start\":0,\"end\":9,\"violation\":true}]}\n"
                + "not json\n\n"
                + "{\"id\":\"a\",\"class\":\"x\",\"promoter\":\"NOBODY\",\"text\":\"包过\",\"hits\":[{\"term\":[],\"start\":0,\"end\":2}]}\n"),
        problems);
    List<String> all = problems.list().stream().map(Problem::toString).toList();
    for (String part : List.of(":1: 命中位置不在文中", ":2: 不是 JSON", ":4: 编号重复", ":4: “promoter”", ":4: 命中没有写词条")) {
      assertTrue(all.stream().anyMatch(p -> p.contains(part)), () -> part + " not in " + all);
    }
  }

  @Test
  void an_empty_file_is_a_mistake() throws IOException {
    Problems problems = new Problems();
    LabelledSamples.load(Files.writeString(dir.resolve("e.jsonl"), "\n"), problems);
    assertEquals(1, problems.list().size());
  }

  @Test
  void right_wrong_and_missed_are_counted_per_class() throws IOException {
    LabelledSamples samples = samples("""
        {"id":"1","class":"use","promoter":"UNAPPROVED","text":"考证包过，加微信","hits":[{"term":["包过"],"start":2,"end":4,"violation":true}]}
        {"id":"2","class":"use","promoter":"UNAPPROVED","text":"考证必然成功","hits":[{"term":["包过"],"start":2,"end":6,"violation":true}]}
        {"id":"3","class":"trap","promoter":"UNAPPROVED","text":"考证包过，加微信","hits":[]}
        """);
    EvaluationReport report = Evaluation.run(Fixture.ANALYZER, samples, f -> { throw new AssertionError(); }, Fixture.NOW);
    assertEquals(new EvaluationReport.Counts(1, 0, 1), report.lexical().get("use"));
    assertEquals(new EvaluationReport.Counts(0, 1, 0), report.violations().get("trap"));
    assertEquals(1.0, report.falseFindings("trap"));
    assertEquals(2, report.mistakes().size(), report::text);
    assertTrue(report.text().contains("字样命中") && report.text().contains("漏报 use 2"), report::text);
  }

  @Test
  void a_comparison_lists_what_other_wordlists_would_mend_and_break() throws IOException {
    LabelledSamples samples = samples("""
        {"id":"1","class":"use","promoter":"UNAPPROVED","text":"考证包过，加微信","hits":[{"term":["包过"],"start":2,"end":4,"violation":true}]}
        {"id":"2","class":"use","promoter":"UNAPPROVED","text":"电工证必得，加微信","hits":[{"term":["必得"],"start":3,"end":5,"violation":true}]}
        """);
    Path other = dir.resolve("other");
    try (Stream<Path> files = Files.walk(Fixture.ROOT.resolve("wordlists"))) {
      for (Path file : files.toList()) {
        Files.copy(file, other.resolve(Fixture.ROOT.resolve("wordlists").relativize(file).toString()));
      }
    }
    Path pack = other.resolve("packs/shandong-2023-65.yaml");
    String text = Files.readString(pack);
    assertTrue(text.contains("包过"));
    Files.writeString(pack, text.replace("包过", "必得"));
    Problems problems = new Problems();
    Wordlists changed = Wordlists.load(other, problems);
    problems.throwIfAny();
    EvaluationReport now = Evaluation.run(Fixture.ANALYZER, samples, f -> { throw new AssertionError(); }, Fixture.NOW);
    EvaluationReport then =
        Evaluation.run(Analyzer.create(changed, Optional.empty()), samples, f -> { throw new AssertionError(); }, Fixture.NOW);
    EvaluationComparison comparison = EvaluationComparison.of(now, then);
    assertTrue(comparison.mended().stream().anyMatch(m -> m.startsWith("漏报 use 2")), comparison::text);
    assertEquals(List.of(), comparison.broken(), comparison::text);
    assertEquals(comparison.mended(), EvaluationComparison.of(then, now).broken());
    assertTrue(comparison.text().contains("对照词表改正 1 处"), comparison::text);
  }

  @Test
  void a_page_is_judged_on_its_host_with_what_it_must_and_must_not_hold() throws IOException {
    LabelledSamples samples = samples("""
        {"file":"a.html","host":"school.example","promoter":"UNAPPROVED","expect":[{"term":"包过","min":1,"violation":true}],"forbid":["全国"],"verdict":"HIGH_RISK"}
        {"file":"a.html","host":"hrss.city.gov.cn","expect":[],"forbid":["包过"],"verdict":"MENTION"}
        """);
    EvaluationReport report =
        Evaluation.run(Fixture.ANALYZER, samples, f -> new Page(f.getFileName().toString(), URI.create("file:/x"), Fixture.NOW, "",
            PageText.builder().add(BlockKind.HEADING, "考证包过", "h1", false).build(), List.of(), List.of(), Optional.empty()), Fixture.NOW);
    assertEquals(2, report.pages());
    assertEquals(2, report.pagesRight(), report::text);
  }

  @Test
  void wilson_bounds_are_those_of_the_textbook() {
    double[] bounds = EvaluationReport.wilson(8, 10);
    assertEquals(0.490, bounds[0], 0.001);
    assertEquals(0.943, bounds[1], 0.001);
    assertEquals(0, EvaluationReport.wilson(0, 0)[0]);
  }
}
