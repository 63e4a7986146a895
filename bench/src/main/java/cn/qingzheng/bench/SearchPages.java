package cn.qingzheng.bench;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.Fingerprint;
import cn.qingzheng.analyzer.PlainText;
import cn.qingzheng.index.IndexedPage;
import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages for the search, by number: page n is the same in every run. Their text is made of the labelled development
 * samples, each analysed once by itself; a page has the hits of its samples where these stand in it. Four of five pages
 * are without any. One page of twenty says what an earlier one says.
 */
final class SearchPages {
  private static final int SITES = 20_000;
  private static final int BODIES = 8_000;
  private static final List<String> PLATFORMS = List.of("快购", "乐淘", "同城通", "职达", "短视");
  private static final List<String> FORMS = List.of("培训中心", "职业培训学校", "教育科技公司");
  private static final int MEDIAN_LENGTH = 1_600;

  private final List<Sample> quiet = new ArrayList<>();
  private final List<Sample> loud = new ArrayList<>();
  private final Map<String, Integer> labelled = new HashMap<>();

  /** @param disguised for each place with a term written otherwise, the terms that are right there */
  record Sample(String text, List<Hit> hits, Set<Set<String>> disguised) {}

  /** @param disguised for each place with a term written otherwise, the terms that people said are right there */
  record Made(IndexedPage page, Set<Set<String>> disguised) {}

  static SearchPages read(Path root, Analyzer analyzer) throws IOException {
    SearchPages pages = new SearchPages();
    JsonMapper json = JsonMapper.builder().build();
    Set<String> seen = new LinkedHashSet<>();
    try (Stream<Path> files = Files.list(root.resolve("analyzer/src/test/resources/samples/dev"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode sample = json.readTree(line.isBlank() ? "{}" : line);
          String text = sample.path("text").asString("");
          if (!text.isEmpty() && seen.add(text)) {
            sample.path("hits").forEach(h -> h.path("term").forEach(t -> pages.labelled.merge(t.asString(), 1, Integer::sum)));
            pages.add(text, disguised(text, sample.path("hits")), analyzer);
          }
        }
      }
    }
    return pages;
  }

  /** The labels of what violates and is written in none of the ways that are right there. */
  private static Set<Set<String>> disguised(String text, JsonNode labels) {
    Set<Set<String>> disguised = new LinkedHashSet<>();
    for (JsonNode label : labels) {
      Set<String> terms = new LinkedHashSet<>();
      label.path("term").forEach(t -> terms.add(t.asString()));
      if (label.path("violation").asBoolean(false) && !terms.isEmpty() && terms.stream().noneMatch(text::contains)) {
        disguised.add(terms);
      }
    }
    return disguised;
  }

  private void add(String text, Set<Set<String>> disguised, Analyzer analyzer) {
    List<Hit> hits = analyzer.analyze(PlainText.page("s", text, Optional.empty(), SampleText.AT), PromoterClue.none()).hits();
    (hits.isEmpty() ? quiet : loud).add(new Sample(text, hits, disguised));
  }

  /** The terms that people labelled, the most frequent first. */
  List<String> terms() {
    return labelled.keySet().stream().sorted(Comparator.comparing((String t) -> -labelled.get(t)).thenComparing(t -> t)).toList();
  }

  Made page(long number) {
    Random random = new Random(number * 7_919 + 17);
    boolean copy = number > 1_000 && random.nextInt(20) == 0;
    long original = copy ? random.nextInt((int) Math.min(number, 50_000)) : number;
    Body body = body(new Random(original * 104_729 + 5));
    return new Made(page(number, original, copy, body, random), body.disguised);
  }

  private static final class Body {
    private final StringBuilder text = new StringBuilder();
    private final List<Hit> hits = new ArrayList<>();
    private final Set<Set<String>> disguised = new LinkedHashSet<>();

    void add(Sample sample) {
      int at = text.length();
      sample.hits.forEach(h -> hits.add(moved(h, at)));
      disguised.addAll(sample.disguised);
      text.append(sample.text).append('\n');
    }
  }

  private Body body(Random random) {
    Body body = new Body();
    int length = (int) (MEDIAN_LENGTH * Math.exp(random.nextGaussian() * 0.6));
    int loudOnes = random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 0;
    for (int i = 0; i < loudOnes; i++) {
      body.add(loud.get(skewed(random, loud.size())));
    }
    while (body.text.length() < length) {
      body.add(quiet.get(random.nextInt(quiet.size())));
    }
    return body;
  }

  /** The first ones far more often than the last, as words and sites are. */
  static int skewed(Random random, int size) {
    return (int) (size * Math.pow(random.nextDouble(), 2.5));
  }

  private static Hit moved(Hit hit, int by) {
    Hit.Match m = hit.match();
    Hit.Place p = hit.place();
    return new Hit(
        hit.ruleId(), hit.facet(),
        new Hit.Match(m.term(), m.alternatives(), m.surface(), m.folded(), moved(m.span(), by), m.form()),
        new Hit.Place(p.block(), p.path(), p.hidden(), p.sentence(), moved(p.sentenceSpan(), by)),
        hit.certificate(), hit.judgement());
  }

  private static Span moved(Span span, int by) {
    return new Span(span.start() + by, span.end() + by);
  }

  private static IndexedPage page(long number, long original, boolean copy, Body body, Random random) {
    int site = skewed(random, SITES);
    URI url = URI.create("http://www.s" + site + ".example/p/" + number + ".html");
    String text = body.text.toString();
    Page page = new Page(
        "c" + number, url, SampleText.AT.minus(Duration.ofMinutes(random.nextInt(525_600))),
        text.substring(0, Math.min(24, text.indexOf('\n'))), PageText.of(text), List.of(), List.of(), Optional.empty());
    Severity worst = body.hits.stream().filter(Hit::violation).map(h -> h.judgement().severity()).max(Severity::compareTo).orElse(Severity.NONE);
    Outcome outcome = worst == Severity.HIGH ? Outcome.HIGH_RISK : worst == Severity.NONE ? body.hits.isEmpty() ? Outcome.CLEAR : Outcome.MENTION : Outcome.REVIEW;
    PageResult result = new PageResult(
        page.captureId(), outcome, PageKind.values()[random.nextInt(PageKind.values().length)], promoter(site, random), List.of(), body.hits,
        new PageResult.Checked(Set.of("guarantee-claim"), List.of(), List.of()));
    Set<String> findings = result.violations().stream().map(h -> Fingerprint.fingerprint(h, url)).collect(Collectors.toSet());
    IndexedPage.Origin origin = new IndexedPage.Origin(
        "s" + site, Optional.of("3702%02d".formatted(site % 16)),
        random.nextInt(3) == 0 ? Optional.of(PLATFORMS.get(random.nextInt(PLATFORMS.size()))) : Optional.empty());
    return new IndexedPage(page, result, origin, findings, Optional.of("g" + (copy ? original : number)));
  }

  private static Promoter promoter(int site, Random random) {
    int body = site % BODIES;
    return random.nextInt(4) == 0
        ? new Promoter(Optional.empty(), Optional.empty(), PromoterStatus.UNKNOWN, Optional.empty(), "", "")
        : new Promoter(
            Optional.of("海棠第" + body + FORMS.get(body % FORMS.size())), Optional.empty(),
            body % 3 == 0 ? PromoterStatus.UNAPPROVED : PromoterStatus.FILED,
            body % 3 == 0 ? Optional.empty() : Optional.of(FilingKind.values()[body % FilingKind.values().length]), "", "");
  }
}
