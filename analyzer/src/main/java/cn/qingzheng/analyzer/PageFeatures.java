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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

  private final Set<String> features = new HashSet<>();

  PageFeatures(Page page, CompactText text, CueText cues, Optional<Gazetteer.Host> host, PromoterStatus promoter, int certificates) {
    Map<CueKind, Integer> counts = new EnumMap<>(CueKind.class);
    for (CueAt c : cues.all()) {
      counts.merge(c.kind(), 1, Integer::sum);
    }
    String folded = text.folded().text();
    ofHost(page, host, promoter);
    ofCues(counts);
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
    when(web && (path == null || path.isEmpty() || path.equals("/") || path.matches("/index\\.[a-z]{3,5}")), "root-path");
  }

  private void ofCues(Map<CueKind, Integer> counts) {
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
    names.forEach((kind, name) -> when(counts.getOrDefault(kind, 0) > 0, name));
  }

  private void ofText(Page page, String folded, CueText cues, int certificates) {
    when(DOCUMENT_NUMBER.matcher(page.text().raw()).find(), "document-number");
    String title = page.title();
    when(title.contains("？") || title.contains("?") || title.contains("吗") || title.contains("怎么"), "title-question");
    when(title.contains("声明") || title.contains("公告") || title.contains("免责"), "title-statement");
    when(folded.contains("最佳答案") || folded.contains("个回答") || folded.contains("回答:") || folded.contains("楼主"), "answer-marks");
    when(folded.contains("常见问题") || folded.contains("报考条件") || folded.contains("含金量"), "faq-words");
    when(folded.contains("关于我们") || folded.contains("联系我们"), "about-us");
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
    boolean hidden = false;
    for (CueAt c : cues.all()) {
      if (c.kind() == CueKind.CERTIFICATE_CONTEXT || c.kind() == CueKind.TRAINING_CONTEXT) {
        Optional<TextBlock> block = PageContext.block(page, text.folded().rawStart(c.span().start()));
        if (block.isPresent() && !block.get().hidden()) {
          return false;
        }
        hidden |= block.isPresent();
      }
    }
    return hidden;
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
