package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An offer whose title, category or shop name sells a certificate without using a listed word: 催乳师证书 代办. Books,
 * courses and covers are no certificates.
 */
final class CertificateOffer implements PageRule {
  static final String ID = "restricted-goods";

  private static final int LONGEST_NAME = 8;
  private static final int LONGEST_OFFER = 24;
  /** Titles of platforms have some sixty letters; of a longer one the beginning is read. */
  private static final int LONGEST_TITLE = 200;

  /** What the notice lists; where one stands, the rule for terms speaks. */
  private final Set<String> listed;

  /** @param listed terms of the same rule, folded */
  CertificateOffer(Set<String> listed) {
    this.listed = Set.copyOf(listed);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Sighting> look(PageContext page) {
    if (page.published()) {
      return List.of();
    }
    Map<String, Sighting> byText = new LinkedHashMap<>();
    for (TextBlock block : page.page().text().blocks()) {
      if (page.listingTitle(block.start())) {
        page.text().foldedOf(block.span()).flatMap(title -> offer(page, bounded(title)))
            .ifPresent(s -> byText.putIfAbsent(s.family() + s.folded().of(page.folded()), s));
      }
    }
    return List.copyOf(byText.values());
  }

  private static Span bounded(Span title) {
    return new Span(title.start(), Math.min(title.end(), title.start() + LONGEST_TITLE));
  }

  private Optional<Sighting> offer(PageContext page, Span title) {
    String text = title.of(page.folded());
    Optional<CueAt> item = listed.stream().anyMatch(text::contains) ? Optional.empty() : item(page, title);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    Span name = wholeWord(page, item.get().span(), title);
    Optional<CueAt> sale = page.cues().first(title, CueKind.CERTIFICATE_SALE);
    Optional<CueAt> goods =
        page.cues().in(title)
            .filter(c -> c.kind() == CueKind.GOODS || c.kind() == CueKind.TEACHING)
            .filter(c -> sale.filter(s -> s.span().overlaps(c.span())).isEmpty())
            .findFirst();
    String what = "标题出售“" + page.surface(name) + "”";
    Certificate certificate = certificate(page, title, name);
    if (sale.isPresent()) {
      Family family = goods.isPresent() ? Family.CERT_SALE_HINTED : Family.CERT_SALE;
      String also = goods.map(g -> "，同时写有“" + page.surface(g.span()) + "”").orElse("");
      String told = what + "，写有“" + page.surface(sale.get().span()) + "”" + also;
      return Optional.of(new Sighting(family, both(name, sale.get().span()), told, Optional.of(certificate), true));
    }
    return goods.isPresent()
        ? Optional.empty()
        : Optional.of(new Sighting(Family.CERT_SALE_HINTED, name, what + "，没有说是培训、课程或用品", Optional.of(certificate), true));
  }

  /** The item with what it is called before: 工证 in 低压电工证, but not the 代办 before it. */
  private static Span wholeWord(PageContext page, Span item, Span title) {
    int other =
        page.cues().in(new Span(title.start(), item.start()))
            .filter(c -> c.kind() == CueKind.CERTIFICATE_SALE || c.kind() == CueKind.NEGATION)
            .mapToInt(c -> c.span().end())
            .max().orElse(title.start());
    int start = item.start();
    while (start > other && item.start() - start < LONGEST_NAME && Character.isIdeographic(page.folded().charAt(start - 1))) {
      start--;
    }
    return new Span(start, item.end());
  }

  /** From the one to the other if they stand near each other, else the first. */
  private static Span both(Span name, Span sale) {
    int start = Math.min(name.start(), sale.start());
    int end = Math.max(name.end(), sale.end());
    return end - start <= LONGEST_OFFER ? new Span(start, end) : name;
  }

  /** A certificate that is not part of the name of something else, as in 电工证外壳. */
  private static Optional<CueAt> item(PageContext page, Span title) {
    return page.cues().in(title)
        .filter(c -> c.kind() == CueKind.CERTIFICATE_ITEM)
        .filter(c -> page.cues().in(title).noneMatch(g -> g.kind() == CueKind.GOODS && g.span().overlaps(c.span())))
        .findFirst();
  }

  private static Certificate certificate(PageContext page, Span title, Span name) {
    return page.certificates().stream()
        .filter(c -> title.contains(c.span()))
        .map(CertificateFinder.CertificateAt::certificate)
        .findFirst()
        .orElseGet(() -> CertificateFinder.unnamed(page.surface(name)));
  }
}
