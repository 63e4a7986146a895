package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.TextBlock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be seen of a page as a whole. */
final class PageFeatures {
  /** Features that need more than words; {@code page_features} in {@code scoring.yaml} says them to the reader. */
  static final Set<String> NAMES =
      Set.of("host-official", "host-news", "promoter-organ", "document-number", "enforcement", "enforcement-many", "prohibition",
          "price", "call-to-action", "reporting-many", "warning", "disclaimer", "disclaimer-many", "negation", "question", "title-question",
          "declares-product", "declares-news", "declares-article", "declares-course", "declares-questions", "listing-blocks", "shop", "price-tag",
          "keyword-stuffing", "promoter-institution", "training", "training-many", "dateline", "course-words", "course-many", "speed", "root-path", "navigation", "link-list", "breadcrumb", "prose", "numbered-sections",
          "long-text", "certificate-density", "no-certificate", "dated-head", "dated-tail", "enrol-form", "self", "policy", "hidden-trade");

  /** 〔2023〕65号 and the like; possessive, so it cannot backtrack. */
  private static final Pattern DOCUMENT_NUMBER = Pattern.compile("[〔\\[(]20\\d\\d[〕\\])]\\d{1,4}+号");
  private static final Pattern ASKED = Pattern.compile("手机|电话|姓名|称呼|微信|验证码|联系方式");
  private static final Pattern HOME_PATH = Pattern.compile("/?|/(?:index|default|home)\\.[a-z]{3,5}");
  private static final Pattern HOME_FILE = Pattern.compile(".*/(?:index|default)\\.html?");
  private static final Map<CueKind, String> CUES = cues();
  private static final int NUMBER = 20;
  private static final int MANY = 3;
  private static final int LONG_TEXT = 1500;
  private static final int DENSE = 200;
  private static final int MANY_LINKS = 8;

  private final Set<String> features = new HashSet<>();

  /** What was found on the page before its kind is asked for. */
  record Seen(CompactText text, CueText cues, Optional<Gazetteer.Host> host, PromoterStatus promoter, int certificates) {}

  PageFeatures(Page page, Seen seen, PageWords words) {
    PageLayout layout = new PageLayout(page);
    ofHost(page, seen);
    Trade trade = ofCues(page, seen);
    ofText(page, seen, trade);
    ofLayout(layout);
    ofData(page);
    features.addAll(words.in(seen.text(), layout));
  }

  private void when(boolean holds, String feature) {
    if (holds) {
      features.add(feature);
    }
  }

  private void ofHost(Page page, Seen seen) {
    when(seen.host().filter(h -> !h.news()).isPresent(), "host-official");
    when(seen.host().filter(Gazetteer.Host::news).isPresent(), "host-news");
    when(seen.promoter() == PromoterStatus.ORGAN, "promoter-organ");
    when(seen.promoter() == PromoterStatus.UNAPPROVED || seen.promoter() == PromoterStatus.FILED, "promoter-institution");
    String path = Optional.ofNullable(page.url().getPath()).orElse("");
    boolean web = page.url().getHost() != null;
    when(web ? HOME_PATH.matcher(path).matches() : HOME_FILE.matcher(path).matches(), "root-path");
  }

  private static Map<CueKind, String> cues() {
    Map<CueKind, String> names = new EnumMap<>(CueKind.class);
    names.put(CueKind.ENFORCEMENT, "enforcement");
    names.put(CueKind.PROHIBITION, "prohibition");
    names.put(CueKind.PRICE, "price");
    names.put(CueKind.CALL_TO_ACTION, "call-to-action");
    names.put(CueKind.REPORTING, "reporting");
    names.put(CueKind.WARNING, "warning");
    names.put(CueKind.DISCLAIMER, "disclaimer");
    names.put(CueKind.NEGATION, "negation");
    names.put(CueKind.QUESTION, "question");
    names.put(CueKind.TRAINING_CONTEXT, "training");
    names.put(CueKind.COURSE, "course-words");
    names.put(CueKind.SPEED, "speed");
    names.put(CueKind.SELF, "self");
    names.put(CueKind.POLICY, "policy");
    return names;
  }

  /** How often certificates are spoken of where a reader sees it, and where not. */
  private record Trade(long visible, long hidden) {}

  /** Only what a reader sees says what the page is to him. */
  private Trade ofCues(Page page, Seen seen) {
    boolean anyHidden = page.text().blocks().stream().anyMatch(TextBlock::hidden);
    Map<CueKind, Set<String>> different = new EnumMap<>(CueKind.class);
    long[] trade = new long[2];
    seen.cues().each((cue, start) -> {
      if (cue.kind() == CueKind.CERTIFICATE_CONTEXT) {
        trade[anyHidden && hidden(page, seen, start) ? 1 : 0]++;
      } else if (CUES.containsKey(cue.kind())) {
        Set<String> of = different.computeIfAbsent(cue.kind(), k -> new HashSet<>());
        if (of.size() < MANY && !of.contains(cue.text()) && !(anyHidden && hidden(page, seen, start))) {
          of.add(cue.text());
        }
      }
    });
    different.forEach((kind, words) -> {
      when(!words.isEmpty() && NAMES.contains(CUES.get(kind)), CUES.get(kind));
      when(words.size() >= MANY && NAMES.contains(many(kind)), many(kind));
    });
    return new Trade(trade[0], trade[1]);
  }

  private static boolean hidden(Page page, Seen seen, int start) {
    return PageContext.block(page, seen.text().folded().rawStart(start)).filter(TextBlock::hidden).isPresent();
  }

  private static String many(CueKind kind) {
    return switch (kind) {
      case COURSE -> "course-many";
      case TRAINING_CONTEXT -> "training-many";
      default -> CUES.get(kind) + "-many";
    };
  }

  private void ofText(Page page, Seen seen, Trade trade) {
    String folded = seen.text().folded().text();
    when(documentNumber(page.text().raw()), "document-number");
    String title = page.title();
    when(title.contains("？") || title.contains("?") || title.contains("吗") || title.contains("怎么"), "title-question");
    when(folded.length() >= LONG_TEXT, "long-text");
    when(seen.certificates() >= MANY && folded.length() / seen.certificates() < DENSE, "certificate-density");
    when(trade.visible() == 0 && seen.certificates() == 0, "no-certificate");
    // A page that was broken into sells in what its readers do not see, and speaks of something else.
    when(trade.hidden() >= 1 && trade.visible() * 2 <= trade.hidden(), "hidden-trade");
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

  private void ofLayout(PageLayout layout) {
    when(layout.prose(), "prose");
    when(layout.linkList(), "link-list");
    when(layout.repeatsTitle(), "keyword-stuffing");
    when(layout.numberedSections(), "numbered-sections");
    when(layout.priceTag(), "price-tag");
    when(layout.breadcrumb(), "breadcrumb");
    when(layout.datedHead(), "dated-head");
    when(layout.dateline(), "dateline");
    when(layout.datedTail(), "dated-tail");
    when(layout.form(ASKED), "enrol-form");
  }

  private void ofData(Page page) {
    Set<BlockKind> kinds = new HashSet<>();
    page.text().blocks().forEach(b -> kinds.add(b.kind()));
    // Without a title it says no more than that the page stands on a platform.
    when(page.listing().stream().anyMatch(l -> !l.title().isBlank()) || kinds.contains(BlockKind.LISTING_TITLE), "listing-blocks");
    when(kinds.contains(BlockKind.LISTING_SELLER), "shop");
    when(kinds.contains(BlockKind.LISTING_PRICE), "price");
    when(page.links().size() >= MANY_LINKS, "navigation");
    declares(page, "declares-product", "schema:product", "og:product", "schema:individualproduct", "og:product.item");
    declares(page, "declares-news", "schema:newsarticle", "schema:reportagenewsarticle", "og:news");
    declares(page, "declares-article", "schema:article", "schema:blogposting", "og:article");
    declares(page, "declares-course", "schema:course", "schema:courseinstance", "schema:educationaloccupationalprogram");
    declares(page, "declares-questions", "schema:qapage");
  }

  private void declares(Page page, String feature, String... types) {
    when(Set.of(types).stream().anyMatch(page.declared()::contains), feature);
  }

  boolean has(String feature) {
    return features.contains(feature);
  }
}
