package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be seen of a page as a whole, and the kind of page that follows from it. */
final class PageFeatures {
  /** Names that {@code page_kinds} in {@code scoring.yaml} may use. */
  static final Set<String> NAMES =
      Set.of("host-official", "host-news", "promoter-organ", "document-number", "enforcement", "prohibition", "price",
          "call-to-action", "news-byline", "reporting", "quotation", "warning", "disclaimer", "negation",
          "title-statement", "question", "title-question", "answer-marks", "structured-product", "listing-blocks",
          "shop", "listing-words", "training", "course-words", "speed", "root-path", "navigation", "about-us",
          "long-text", "certificate-density", "faq-words", "self", "policy", "hidden-only");

  /** 〔2023〕65号 and the like; possessive, so it cannot backtrack. */
  private static final Pattern DOCUMENT_NUMBER = Pattern.compile("[〔\\[(]20\\d\\d[〕\\])]\\d{1,4}+号");
  private static final int LONG_TEXT = 1500;
  private static final int DENSE = 200;
  private static final int MANY_LINKS = 8;

  private static final int NUMBER = 20;
  private static final Pattern INDEX = Pattern.compile("/index\\.[a-z]{3,5}");
  private static final Map<CueKind, String> OF_KINDS = ofKinds();
  private static final Map<String, List<String>> WORDS =
      Map.of("answer-marks", List.of("最佳答案", "个回答", "回答:", "楼主"), "faq-words", List.of("常见问题", "报考条件", "含金量"),
          "about-us", List.of("关于我们", "联系我们"));
  private static final Automaton<String> OF_WORDS =
      new Automaton<>(WORDS.keySet(), feature -> WORDS.get(feature).stream().map(Automaton.Key::whole).toList());

  private final Set<String> features = new HashSet<>();

  PageFeatures(Page page, CompactText text, CueText cues, Optional<Gazetteer.Host> host, PromoterStatus promoter, int certificates) {
    String folded = text.folded().text();
    ofHost(page, host, promoter);
    ofCues(cues.kinds());
    ofText(page, folded, cues, certificates);
    ofBlocks(page, cues, text);
  }

  private void when(boolean holds, String feature) {
    if (holds) {
      features.add(feature);
    }
  }

  private void ofHost(Page page, Optional<Gazetteer.Host> host, PromoterStatus promoter) {
    when(host.filter(h -> !h.news()).isPresent(), "host-official");
    when(host.filter(Gazetteer.Host::news).isPresent(), "host-news");
    when(promoter == PromoterStatus.ORGAN, "promoter-organ");
    String path = page.url().getPath();
    boolean web = page.url().getHost() != null;
    when(web && (path == null || path.isEmpty() || path.equals("/") || INDEX.matcher(path).matches()), "root-path");
  }

  private static Map<CueKind, String> ofKinds() {
    Map<CueKind, String> names = new EnumMap<>(CueKind.class);
    names.put(CueKind.ENFORCEMENT, "enforcement");
    names.put(CueKind.PROHIBITION, "prohibition");
    names.put(CueKind.PRICE, "price");
    names.put(CueKind.CALL_TO_ACTION, "call-to-action");
    names.put(CueKind.BYLINE, "news-byline");
    names.put(CueKind.REPORTING, "reporting");
    names.put(CueKind.QUOTE_INTRO, "quotation");
    names.put(CueKind.WARNING, "warning");
    names.put(CueKind.DISCLAIMER, "disclaimer");
    names.put(CueKind.NEGATION, "negation");
    names.put(CueKind.QUESTION, "question");
    names.put(CueKind.LISTING, "listing-words");
    names.put(CueKind.TRAINING_CONTEXT, "training");
    names.put(CueKind.COURSE, "course-words");
    names.put(CueKind.SPEED, "speed");
    names.put(CueKind.HOME, "about-us");
    names.put(CueKind.SELF, "self");
    names.put(CueKind.POLICY, "policy");
    return names;
  }

  private void ofCues(Set<CueKind> kinds) {
    OF_KINDS.forEach((kind, name) -> when(kinds.contains(kind), name));
  }

  private void ofText(Page page, String folded, CueText cues, int certificates) {
    when(documentNumber(page.text().raw()), "document-number");
    String title = page.title();
    when(title.contains("？") || title.contains("?") || title.contains("吗") || title.contains("怎么"), "title-question");
    when(title.contains("声明") || title.contains("公告") || title.contains("免责"), "title-statement");
    OF_WORDS.scan(folded, (start, end, feature) -> features.add(feature));
    when(folded.length() >= LONG_TEXT, "long-text");
    when(certificates >= 3 && folded.length() / certificates < DENSE, "certificate-density");
    when(cues.has(new Span(0, Math.min(folded.length(), 200)), CueKind.BYLINE), "news-byline");
  }

  private void ofBlocks(Page page, CueText cues, CompactText text) {
    Set<BlockKind> kinds = new HashSet<>();
    page.text().blocks().forEach(b -> kinds.add(b.kind()));
    boolean listing = page.listing().isPresent() || kinds.contains(BlockKind.LISTING_TITLE);
    when(listing, "listing-blocks");
    when(kinds.contains(BlockKind.LISTING_SELLER), "shop");
    when(kinds.contains(BlockKind.LISTING_PRICE), "price");
    boolean product =
        page.text().blocks().stream().anyMatch(b -> b.kind() == BlockKind.STRUCTURED_DATA && b.path().contains("Product"));
    when(product, "structured-product");
    when(hiddenOnly(page, cues, text), "hidden-only");
    when(page.links().size() >= MANY_LINKS, "navigation");
  }

  /** Talk of certificates only in what a reader does not see: a page that was broken into looks like that. */
  private static boolean hiddenOnly(Page page, CueText cues, CompactText text) {
    return blocksOfTrade(page, cues, text).allMatch(TextBlock::hidden) && blocksOfTrade(page, cues, text).findAny().isPresent();
  }

  private static Stream<TextBlock> blocksOfTrade(Page page, CueText cues, CompactText text) {
    return cues.of(CueKind.CERTIFICATE_CONTEXT, CueKind.TRAINING_CONTEXT)
        .flatMap(c -> PageContext.block(page, text.folded().rawStart(c.span().start())).stream());
  }

  /** The pattern is tried only where a year may begin. */
  private static boolean documentNumber(String raw) {
    Matcher number = DOCUMENT_NUMBER.matcher(raw);
    for (int at = raw.indexOf("20", 1); at > 0; at = raw.indexOf("20", at + 1)) {
      if (number.region(at - 1, Math.min(raw.length(), at + NUMBER)).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  boolean has(String feature) {
    return features.contains(feature);
  }

  /** The kind whose weights exceed their threshold by most; the first of equals. */
  PageKind kind(List<Scoring.KindWeights> kinds) {
    PageKind best = PageKind.OTHER;
    int margin = -1;
    for (Scoring.KindWeights k : kinds) {
      int sum = k.features().entrySet().stream().filter(e -> features.contains(e.getKey())).mapToInt(Map.Entry::getValue).sum();
      if (sum - k.threshold() > margin) {
        margin = sum - k.threshold();
        best = k.kind();
      }
    }
    return best;
  }
}
