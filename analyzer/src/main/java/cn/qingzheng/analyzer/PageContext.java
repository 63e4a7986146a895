package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.CertificateFinder.CertificateAt;
import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a page while its occurrences are judged.
 *
 * @param offered the certificate that the title of an offer or a course names: all of its text is about that
 * @param promises folded spans of the promises of passing on it, by offset
 */
record PageContext(
    Page page, LocalDate day, CompactText text, CueText cues, List<CertificateAt> certificates,
    PromoterFinder.Recognised promoter, PageFeatures features, KindOfPage kindOf, List<Span> promises,
    Optional<Certificate> offered) {
  private static final int MOST_CELLS = 12;

  String folded() {
    return text.folded().text();
  }

  PageKind kind() {
    return kindOf.kind();
  }

  /** The block that a raw offset lies in. */
  static Optional<TextBlock> block(Page page, int offset) {
    List<TextBlock> blocks = page.text().blocks();
    int at = index(blocks, offset);
    return at < 0 ? Optional.empty() : Optional.of(blocks.get(at));
  }

  /** The index of the block that a raw offset lies in, -1 between blocks. */
  static int index(List<TextBlock> blocks, int offset) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      TextBlock block = blocks.get(middle);
      if (offset < block.start()) {
        high = middle - 1;
      } else if (offset >= block.span().end()) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /** Where an occurrence stands; a cell is read with the other cells of its row. */
  Passage passage(Span hit) {
    Passage passage = Passage.of(folded(), hit);
    return row(text.folded().rawStart(hit.start())).map(passage::within).orElse(passage);
  }

  private Optional<Span> row(int offset) {
    List<TextBlock> blocks = page.text().blocks();
    int at = index(blocks, offset);
    if (at < 0 || blocks.get(at).kind() != BlockKind.CELL || blocks.get(at).path().lastIndexOf('>') < 0) {
      return Optional.empty();
    }
    String path = blocks.get(at).path();
    String row = path.substring(0, path.lastIndexOf('>') + 1);
    int first = at;
    while (first > 0 && at - first < MOST_CELLS && cell(blocks.get(first - 1), row)) {
      first--;
    }
    int last = at;
    while (last + 1 < blocks.size() && last - at < MOST_CELLS && cell(blocks.get(last + 1), row)) {
      last++;
    }
    return text.lettersOf(new Span(blocks.get(first).start(), blocks.get(last).span().end())).map(text::foldedSpan);
  }

  private static boolean cell(TextBlock block, String row) {
    return block.kind() == BlockKind.CELL && block.path().startsWith(row) && block.path().indexOf('>', row.length()) < 0;
  }

  PageContext withPromises(List<Span> found) {
    return new PageContext(page, day, text, cues, certificates, promoter, features, kindOf, found, offered);
  }

  /** Whether a raw offset lies in the title, category or shop of an offer; on a saved offer the headings are that. */
  boolean listingTitle(int offset) {
    return block(page, offset).map(TextBlock::kind).filter(this::listingTitle).isPresent();
  }

  /** What a folded span, which must not be empty, is on the page. */
  String surface(Span folded) {
    return text.folded().rawSpan(folded.start(), folded.end()).of(page.text().raw());
  }

  /** Whether this is no offer: a report, or what an organ makes known. */
  boolean published() {
    return kind() == PageKind.NEWS || kind() == PageKind.GOVERNMENT || promoter.promoter().status() == PromoterStatus.ORGAN;
  }

  private boolean listingTitle(BlockKind block) {
    return switch (block) {
      case LISTING_TITLE, LISTING_CATEGORY, LISTING_SELLER -> true;
      case TITLE, HEADING -> kind() == PageKind.LISTING;
      default -> false;
    };
  }

  /** Whether the surroundings speak of certificates, exams or training. */
  boolean trade(Passage passage) {
    return cues.has(passage.line(), CueKind.CERTIFICATE_CONTEXT, CueKind.TRAINING_CONTEXT) || named(passage.line());
  }

  /** The same without what an occurrence says itself: 领证 in 7天领证. */
  boolean tradeBeside(Span hit, Passage passage) {
    boolean spoken = cues.in(passage.line())
        .anyMatch(c -> (c.kind() == CueKind.CERTIFICATE_CONTEXT || c.kind() == CueKind.TRAINING_CONTEXT) && !c.span().overlaps(hit));
    return spoken || named(passage.line());
  }

  /** The promoter with regard to a certificate and the levels spoken of in the same sentence. */
  Decisions.Standing standing(Optional<Certificate> certificate, Passage passage) {
    boolean level = certificate.filter(c -> c.standing() == CertificateStanding.SKILL_LEVEL).isPresent();
    return promoter.standing(certificate, level ? SkillLevels.in(passage.sentence().of(folded())) : SkillLevels.NONE);
  }

  boolean named(Span within) {
    return CertificateFinder.anyIn(within, certificates);
  }

  /** Whether the name of a certificate ends at an offset of the folded text. */
  boolean certificateEndsAt(int offset) {
    return CertificateFinder.endsAt(offset, certificates);
  }

  /** Whether a promise of passing stands elsewhere in a span. */
  boolean promised(Span within, Span but) {
    return Spans.in(promises, within).anyMatch(s -> !s.overlaps(but));
  }

  /** The same with what its title offers. */
  PageContext withOffered() {
    boolean offer = kind() == PageKind.LISTING || kind() == PageKind.COURSE;
    return new PageContext(page, day, text, cues, certificates, promoter, features, kindOf, promises, offer ? inTitles() : Optional.empty());
  }

  private Optional<Certificate> inTitles() {
    return certificates.stream()
        .filter(c -> inListingTitle(c.span()))
        .map(CertificateAt::certificate)
        .findFirst()
        .or(() -> cues.of(CueKind.CERTIFICATE_CONTEXT)
            .filter(c -> inListingTitle(c.span()))
            .map(c -> CertificateFinder.unnamed(c.cue().text()))
            .findFirst());
  }

  private boolean inListingTitle(Span folded) {
    int offset = text.folded().rawStart(folded.start());
    boolean title = block(page, offset).map(TextBlock::kind).filter(k -> k == BlockKind.TITLE || k == BlockKind.HEADING).isPresent();
    return title || listingTitle(offset);
  }

  Optional<Certificate> certificate(CertificateFinder finder, Span hit, Passage passage) {
    return finder.around(hit, passage, certificates, cues, folded());
  }
}
