package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is measured on the development samples, held a little below the measured values: they guard against losing
 * what was won and prove nothing about unseen text.
 */
class DevSamplesTest {
  private static EvaluationReport report;

  @BeforeAll
  static void measure() throws IOException {
    Problems problems = new Problems();
    LabelledSamples all = new LabelledSamples(List.of(), List.of());
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/samples/dev"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        all = all.and(LabelledSamples.load(file, problems));
      }
    }
    problems.throwIfAny();
    LabelledSamples texts = new LabelledSamples(all.texts(), List.of());
    report = Evaluation.run(Fixture.ANALYZER, texts, file -> { throw new AssertionError("no pages here"); }, Fixture.NOW);
  }

  @Test
  void words_are_found_and_nothing_else() {
    assertTrue(report.lexicalTotal().f1() >= 0.975, report::text);
    assertTrue(report.lexicalTotal().right() > 3500, report::text);
  }

  @Test
  void findings_are_right_and_complete() {
    assertTrue(report.violationTotal().precision() >= 0.985, report::text);
    assertTrue(report.violationTotal().recall() >= 0.94, report::text);
  }

  @Test
  void ordinary_words_are_left_alone() {
    assertTrue(report.falseOccurrences("trap") <= 0.01, report::text);
    assertTrue(report.falseOccurrences("entity") <= 0.01, report::text);
    assertTrue(report.falseOccurrences("law-title") <= 0.01, report::text);
  }

  @Test
  void who_reports_warns_or_denies_does_not_advertise() {
    for (String kind : List.of("news", "policy", "prohibition", "job-ad", "negation", "warning", "quotation", "question")) {
      assertTrue(report.falseFindings(kind) <= 0.025, () -> kind + "\n" + report.text());
    }
  }

  @Test
  void every_way_of_hiding_a_term_is_seen_through() {
    for (String kind : List.of("width", "traditional", "zero-width", "separated", "emoji", "ruby", "pinyin", "mixed",
        "initials", "homophone", "lookalike", "reordered", "masked", "synonym")) {
      assertTrue(report.lexical().get(kind).recall() >= 0.84, () -> kind + "\n" + report.text());
    }
  }
}
