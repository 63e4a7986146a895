package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.EvaluationReport;
import cn.qingzheng.analyzer.LabelledSamples;
import cn.qingzheng.console.scan.AnalyzerSetup;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sample pages of the rules about whole pages, from HTML to outcome: every one is judged as labelled. */
class PageRuleSamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("qingzheng.root", ".."));
  private static final Path PAGES = ROOT.resolve("analyzer/src/test/resources/samples/dev/pages");

  private static EvaluationReport evaluate(String list, Optional<Path> registry, int least) {
    Problems problems = new Problems();
    Analyzer analyzer = AnalyzerSetup.load(ROOT.resolve("wordlists"), registry, false, problems).orElseThrow();
    Samples all = Samples.load(List.of(PAGES.resolve(list)), problems);
    problems.throwIfAny();
    List<LabelledSamples.WholePage> ours =
        all.labels().pages().stream().filter(p -> p.file().getFileName().toString().startsWith("rule-")).toList();
    assertTrue(ours.size() >= least, list);
    return new Samples(new LabelledSamples(List.of(), ours), all.pages(), all.now()).evaluate(analyzer);
  }

  @Test
  void sites_offers_and_prices_are_judged_as_labelled() {
    EvaluationReport report = evaluate("pages.jsonl", Optional.empty(), 17);
    assertEquals(report.pages(), report.pagesRight(), report::text);
  }

  @Test
  void filing_numbers_are_judged_against_the_registry_as_labelled() {
    EvaluationReport report = evaluate("pages-registry.jsonl", Optional.of(PAGES.resolve("registry.csv")), 6);
    assertEquals(report.pages(), report.pagesRight(), report::text);
  }
}
