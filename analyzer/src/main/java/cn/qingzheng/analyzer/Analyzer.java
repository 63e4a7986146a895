package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.CertificateFinder.CertificateAt;
import cn.qingzheng.analyzer.HitJudge.Judged;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextFolding;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges pages. Everything is built once; {@link #analyze} is safe for several threads. */
public final class Analyzer {
  /** Catalogues and filings hold by the calendar of the authority. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Judges one occurrence under one rule; a seam, so that a failing rule can be tried. */
  @FunctionalInterface
  interface Judge {
    Optional<Judged> judge(Candidate candidate, List<Rule> rule, PageContext page, UseOrMention use);
  }

  private final Wordlists wordlists;
  private final Folding folding;
  private final HanLpLanguage segmentation;
  private final TermFinder terms;
  private final Automaton<Cue> cues;
  private final Organs organs;
  private final CertificateFinder certificates;
  private final PromoterFinder promoters;
  private final Map<String, Map<String, List<Rule>>> rulesByTerm = new HashMap<>();
  private final PageWords pageWords;
  private final Judge judge;
  private final PageRules pageRules;

  private Analyzer(Wordlists wordlists, Optional<FilingRegistry> registry, Optional<Judge> judge) {
    this.wordlists = wordlists;
    Wordlists.Language language = wordlists.language();
    folding = new Folding(language.folds());
    segmentation = new HanLpLanguage();
    organs = organs(language);
    terms = new TermFinder(wordlists, folding, segmentation, organs);
    List<Cue> folded = language.cues().stream().map(c -> c.mapped(folding::word)).flatMap(Cue::anchored).toList();
    cues = new Automaton<>(folded, c -> c.shape().keys());
    certificates = new CertificateFinder(language.catalogues(), folding, segmentation);
    pageWords = new PageWords(wordlists.judging().scoring().pageFeatures().values(), folding, organs);
    promoters = new PromoterFinder(registry, language.gazetteer());
    for (Rule rule : wordlists.rules()) {
      for (String term : rule.terms()) {
        rulesByTerm.computeIfAbsent(term, k -> new LinkedHashMap<>()).computeIfAbsent(rule.id() + " " + rule.family(), k -> new ArrayList<>()).add(rule);
      }
    }
    Set<String> certificateTerms =
        wordlists.terms().stream().filter(this::speaksOfCertificates).collect(Collectors.toUnmodifiableSet());
    HitJudge hits = new HitJudge(wordlists.judging(), certificates, new TermTraits(certificateTerms, language.cues()));
    this.judge = judge.orElse(hits::judge);
    pageRules = new PageRules(ofPages(registry), wordlists.rules(), hits, wordlists.judging().scoring().thresholds().mostHits());
  }

  private List<PageRule> ofPages(Optional<FilingRegistry> registry) {
    Wordlists.Language language = wordlists.language();
    Set<String> goods =
        wordlists.rules().stream()
            .filter(r -> r.id().equals(CertificateOffer.ID))
            .flatMap(r -> r.terms().stream())
            .map(folding::word)
            .collect(Collectors.toUnmodifiableSet());
    return List.of(
        new OfficialSiteLookalike(new OfficialSites(language.officialSites(), folding), language.gazetteer(), organs),
        new CertificateOffer(goods), new PriceTable(), new FilingNumber(registry));
  }

  private Organs organs(Wordlists.Language language) {
    List<String> names =
        language.gazetteer().names().stream()
            .filter(n -> n.kind() == Gazetteer.NameKind.ORGAN)
            .map(n -> folding.word(n.text()))
            .toList();
    List<Wordlists.Split> looks = Stream.concat(language.splits().stream(), language.similar().stream()).toList();
    return new Organs(names, OrganDisguises.of(names, looks, folding::letters));
  }

  private boolean speaksOfCertificates(String term) {
    return CueText.of(folding.word(term), cues, organs).has(Cue.CueKind.CERTIFICATE_CONTEXT);
  }

  /**
   * @param wordlists loaded without problems
   * @param registry absent if there is none: then nobody is known to be unapproved
   */
  public static Analyzer create(Wordlists wordlists, Optional<FilingRegistry> registry) {
    return new Analyzer(wordlists, registry, Optional.empty());
  }

  static Analyzer create(Wordlists wordlists, Optional<FilingRegistry> registry, Judge judge) {
    return new Analyzer(wordlists, registry, Optional.of(judge));
  }

  /** The folding that the index shares. */
  public TextFolding folding() {
    return folding;
  }

  /** What the rules are called in Chinese, by id. */
  public Map<String, String> ruleNames() {
    return wordlists.rules().stream().collect(Collectors.toMap(Rule::id, Rule::name, (first, again) -> first));
  }

  /** The segmentation that the index shares. */
  public Segmentation segmentation() {
    return segmentation;
  }

  /** Judges a page. Never throws because of what the page says. */
  public PageResult analyze(Page page, PromoterClue clue) {
    LocalDate day = LocalDate.ofInstant(page.at(), ZONE);
    CompactText text = new CompactText(folding.fold(page.text().raw()), folding);
    PageContext before = context(page, clue, day, text);
    TermFinder.Found found = terms.find(text, day, c -> applies(c, before), before::certificateEndsAt);
    PageContext context = before.withPromises(promises(found));
    Map<String, String> failures = new TreeMap<>();
    Judgements judgements = judgements(found, context, failures);
    return new Verdict(wordlists.judging().scoring(), folding).result(context, judgements, checked(day, failures));
  }

  private List<Span> promises(TermFinder.Found found) {
    return found.candidates().stream().filter(c -> c.confidence() >= HitJudge.CERTAIN && promise(c.term())).map(Candidate::folded).toList();
  }

  private boolean promise(String term) {
    return rulesByTerm.getOrDefault(term, Map.of()).values().stream().anyMatch(r -> r.getFirst().family() == Family.GUARANTEE);
  }

  private PageContext context(Page page, PromoterClue clue, LocalDate day, CompactText text) {
    String folded = text.folded().text();
    CueText cueText = CueText.of(folded, cues, organs);
    List<CertificateAt> named = certificates.find(text.folded(), day);
    PromoterFinder.Recognised promoter = promoters.recognise(page, clue, day);
    PageFeatures features =
        new PageFeatures(
            page,
            new PageFeatures.Seen(text, cueText, wordlists.language().gazetteer().host(page.host()), promoter.promoter().status(), named.size()),
            pageWords);
    KindOfPage kind = KindOfPage.of(features, wordlists.judging().scoring());
    return new PageContext(page, day, text, cueText, named, promoter, features, kind, List.of(), Optional.empty()).withOffered();
  }

  /** Whether any rule of the term looks at the block where it stands, on that day. */
  private boolean applies(Candidate candidate, PageContext page) {
    boolean listing = page.listingTitle(candidate.raw().start());
    return rulesByTerm.getOrDefault(candidate.term(), Map.of()).values().stream()
        .flatMap(List::stream)
        .anyMatch(r -> r.pack().validity().includes(page.day()) && (r.context() != TermContext.LISTING_TITLE || listing));
  }

  private Judgements judgements(TermFinder.Found found, PageContext context, Map<String, String> failures) {
    List<Span> spans = found.candidates().stream().map(Candidate::folded).toList();
    UseOrMention use = new UseOrMention(context.folded(), context.cues(), spans, context.promises(), context.certificates().stream().map(CertificateAt::span).toList());
    List<Candidate> some = some(found.candidates());
    List<Judged> judged = new ArrayList<>();
    for (Candidate candidate : some) {
      best(candidate, context, use, failures).ifPresent(judged::add);
    }
    Judgements ofPage = pageRules.judged(context, use, failures);
    judged.addAll(ofPage.judged());
    judged.sort(Comparator.comparingInt(j -> j.hit().match().span().start()));
    return new Judgements(judged, found.candidates().size() - some.size() + ofPage.left());
  }

  /** As many as are judged one by one: of every term the first ones, so that none hides behind very many others. */
  private List<Candidate> some(List<Candidate> all) {
    record Nth(Candidate candidate, int n) {}
    Map<String, Integer> seen = new HashMap<>();
    return all.stream()
        .map(c -> new Nth(c, seen.merge(c.term(), 1, Integer::sum)))
        .sorted(Comparator.comparingInt(Nth::n))
        .limit(wordlists.judging().scoring().thresholds().mostHits())
        .map(Nth::candidate)
        .sorted(Comparator.comparingInt(c -> c.folded().start()))
        .toList();
  }

  /** Of the rules that name the term the one with the gravest judgement: an occurrence is reported once. */
  private Optional<Judged> best(Candidate candidate, PageContext context, UseOrMention use, Map<String, String> failures) {
    List<Judged> all = new ArrayList<>();
    rulesByTerm.getOrDefault(candidate.term(), Map.of()).values().forEach(packs -> {
      List<Rule> active = packs.stream().filter(r -> r.pack().validity().includes(context.day())).toList();
      if (!active.isEmpty() && (active.getFirst().context() != TermContext.LISTING_TITLE || context.listingTitle(candidate.raw().start()))) {
        try {
          judge.judge(candidate, active, context, use).ifPresent(all::add);
        } catch (RuntimeException e) {
          // One rule that fails costs itself only; it is listed with the page's result.
          failures.putIfAbsent(packs.getFirst().id(), String.valueOf(e));
        }
      }
    });
    return all.stream().max(
        Comparator.comparing((Judged j) -> j.hit().violation())
            .thenComparing(Judged::review)
            .thenComparing(j -> j.hit().judgement().severity())
            .thenComparing(j -> j.hit().judgement().score()));
  }

  private PageResult.Checked checked(LocalDate day, Map<String, String> failures) {
    Set<String> ran = new TreeSet<>();
    List<String> packs = new ArrayList<>();
    for (Rule rule : wordlists.rules()) {
      if (rule.pack().validity().includes(day)) {
        ran.add(rule.id());
        packs.add(rule.pack().label());
      }
    }
    ran.removeAll(failures.keySet());
    List<String> failed = failures.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
    return new PageResult.Checked(ran, failed, packs.stream().distinct().toList());
  }
}
