package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.EvaluationReport.Counts;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.Span;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compares what the analyzer finds with what people labelled. An occurrence is right if it overlaps the labelled
 * place and its term, or one of its alternatives, is among those that are right there.
 */
public final class Evaluation {
  private final Analyzer analyzer;
  private final Function<Path, Page> pages;
  private final Instant at;
  private final Map<String, Counts> lexical = new TreeMap<>();
  private final Map<String, Counts> violations = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private final Map<String, int[]> falseAlarms = new TreeMap<>();
  private int pageRight;
  private int pageCount;
  private int kindsRight;
  private int kinds;

  private Evaluation(Analyzer analyzer, Function<Path, Page> pages, Instant at) {
    this.analyzer = analyzer;
    this.pages = pages;
    this.at = at;
  }

  /**
   * @param pages reads the page in a file; HTML reading is not this module's business
   * @param at the day the samples are judged for
   */
  public static EvaluationReport run(Analyzer analyzer, LabelledSamples samples, Function<Path, Page> pages, Instant at) {
    Evaluation evaluation = new Evaluation(analyzer, pages, at);
    samples.texts().forEach(evaluation::text);
    samples.pages().forEach(evaluation::page);
    return new EvaluationReport(evaluation.lexical, evaluation.violations, evaluation.alarms(), evaluation.mistakes,
        evaluation.pageRight, evaluation.pageCount, evaluation.kindsRight, evaluation.kinds);
  }

  private Map<String, EvaluationReport.Alarms> alarms() {
    Map<String, EvaluationReport.Alarms> all = new TreeMap<>();
    falseAlarms.forEach((kind, n) -> all.put(kind, new EvaluationReport.Alarms(n[0], n[1], n[2])));
    return all;
  }

  private void text(LabelledSamples.Text sample) {
    PromoterClue clue = new PromoterClue(Optional.empty(), Optional.empty(), sample.promoter());
    PageResult result = analyzer.analyze(PlainText.page(sample.id(), sample.text(), sample.host(), at), clue);
    boolean lexicalAlarm = false;
    boolean violationAlarm = false;
    for (Hit hit : result.hits()) {
      Optional<LabelledSamples.Gold> gold =
          sample.hits().stream().filter(g -> right(hit, g)).max(Comparator.comparing(LabelledSamples.Gold::violation));
      if (gold.isEmpty()) {
        lexicalAlarm = true;
        count(lexical, sample.kind(), 0, 1, 0);
        mistakes.add("误报 " + describe(sample, hit));
      }
      if (hit.violation() && gold.filter(LabelledSamples.Gold::violation).isEmpty()) {
        violationAlarm = true;
        count(violations, sample.kind(), 0, 1, 0);
        gold.ifPresent(g -> mistakes.add("误列 " + describe(sample, hit)));
      }
    }
    for (LabelledSamples.Gold gold : sample.hits()) {
      gold(sample, gold, result, result.hits().stream().anyMatch(h -> right(h, gold)));
    }
    int[] alarms = falseAlarms.computeIfAbsent(sample.kind(), k -> new int[3]);
    alarms[0]++;
    alarms[1] += lexicalAlarm ? 1 : 0;
    alarms[2] += violationAlarm ? 1 : 0;
  }

  private void gold(LabelledSamples.Text sample, LabelledSamples.Gold gold, PageResult result, boolean found) {
    count(lexical, sample.kind(), found ? 1 : 0, 0, found ? 0 : 1);
    String surface = gold.span().of(sample.text());
    if (!found) {
      mistakes.add("漏报 " + sample.kind() + " " + sample.id() + " " + gold.terms() + " “" + surface + "”：" + sample.text());
    }
    if (gold.violation()) {
      boolean proposed = result.violations().stream().anyMatch(h -> right(h, gold));
      count(violations, sample.kind(), proposed ? 1 : 0, 0, proposed ? 0 : 1);
      if (found && !proposed) {
        String why = result.hits().stream().filter(h -> right(h, gold)).map(h -> h.judgement().why()).findFirst().orElse("");
        mistakes.add("漏列 " + sample.kind() + " " + sample.id() + " “" + surface + "”：" + sample.text() + " | " + why);
      }
    }
  }

  private static String describe(LabelledSamples.Text sample, Hit hit) {
    return sample.kind() + " " + sample.id() + " " + hit.match().term() + " “" + hit.match().surface() + "” "
        + hit.match().form() + "：" + sample.text() + " | " + hit.judgement().why();
  }

  private static boolean right(Hit hit, LabelledSamples.Gold gold) {
    boolean term =
        gold.terms().contains(hit.match().term()) || hit.match().alternatives().stream().anyMatch(gold.terms()::contains);
    Span span = hit.match().span();
    return term && span.overlaps(gold.span());
  }

  private static void count(Map<String, Counts> counts, String kind, int right, int wrong, int missed) {
    counts.merge(kind, new Counts(right, wrong, missed), Counts::plus);
  }

  private void page(LabelledSamples.WholePage sample) {
    PromoterClue clue = new PromoterClue(sample.promoterName(), Optional.empty(), sample.promoter());
    PageResult result = analyzer.analyze(placed(pages.apply(sample.file()), sample.host(), sample.file()), clue);
    List<String> wrong = new ArrayList<>();
    for (LabelledSamples.Expected e : sample.expect()) {
      long n = result.hits().stream().filter(h -> h.violation() == e.violation() && named(h, e.term())).count();
      count(e.violation() ? violations : lexical, "page", n >= e.min() ? 1 : 0, 0, n >= e.min() ? 0 : 1);
      if (n < e.min()) {
        wrong.add("“" + e.term() + "”应有 " + e.min() + " 处" + (e.violation() ? "候选" : "提及") + "，现有 " + n);
      }
    }
    for (String term : sample.forbid()) {
      result.violations().stream().filter(h -> named(h, term)).findFirst().ifPresent(h -> {
        count(violations, "page", 0, 1, 0);
        wrong.add("不应列出“" + term + "”：" + h.place().sentence());
      });
    }
    sample.verdict().filter(v -> v != result.outcome()).ifPresent(v -> wrong.add("结论应为 " + v + "，现为 " + result.outcome()));
    kinds += sample.kind().isPresent() ? 1 : 0;
    kindsRight += sample.kind().filter(k -> k == result.kind()).isPresent() ? 1 : 0;
    sample.kind().filter(k -> k != result.kind()).ifPresent(k -> wrong.add("类型应为 " + k + "，现为 " + result.kind()));
    pageCount++;
    pageRight += wrong.isEmpty() ? 1 : 0;
    wrong.forEach(w -> mistakes.add("页面 " + name(sample.file()) + "：" + w));
  }

  /** An index file by its folder. */
  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("index.") && file.getParent() != null ? file.getParent().getFileName() + "/" + name : name;
  }

  private static boolean named(Hit hit, String term) {
    return hit.match().term().equals(term) || hit.match().alternatives().contains(term);
  }

  /** Where the page would stand on its host; an index file is the home page. */
  private Page placed(Page page, Optional<String> host, Path file) {
    URI url = host.map(h -> SavedPage.address(h, file)).orElse(page.url());
    return page.placed(url, at);
  }
}
