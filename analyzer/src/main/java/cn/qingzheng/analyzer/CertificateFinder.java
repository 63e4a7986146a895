package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names of certificates by longest match against the catalogues of the day. */
final class CertificateFinder {
  /** The source given for a certificate that is only spoken of in general. */
  static final String UNNAMED = Certificate.UNNAMED;

  private static final int SHORT = 2;
  private static final String PROMISE = "包保必稳免代挂替";
  private static final int LONGEST_TITLE = 14;
  private static final Pattern TITLE =
      Pattern.compile("(?:注册|高级|中级|初级|认证|首席|国际|职业|[一二三四五]级)\\p{IsHan}{2,9}+(?<=[师员])");

  private record Spelling(String key, CatalogueEntry entry) {}

  /** @param close lawful names that are almost the same, whenever they hold */
  private record Listed(Spelling spelling, List<CatalogueEntry> close) {}

  /** A certificate as it stands in the folded text. */
  record CertificateAt(Certificate certificate, Span span) {}

  private final Automaton<Listed> automaton;
  private final Segmentation segmentation;

  CertificateFinder(List<CatalogueEntry> catalogues, Folding folding, Segmentation segmentation) {
    this.segmentation = segmentation;
    List<Spelling> spellings = new ArrayList<>();
    for (CatalogueEntry entry : catalogues) {
      entry.spellings().forEach(s -> spellings.add(new Spelling(folding.word(s), entry)));
    }
    List<Listed> listed = spellings.stream().map(s -> new Listed(s, close(s, spellings))).toList();
    automaton = new Automaton<>(listed, l -> List.of(Automaton.Key.whole(l.spelling().key())));
  }

  /** Lawful names of the same length that differ in one character: 碳排放管理员 for 碳排放管理师. */
  private static List<CatalogueEntry> close(Spelling name, List<Spelling> all) {
    if (lawful(name.entry().standing()) || name.key().length() < 3) {
      return List.of();
    }
    return all.stream()
        .filter(s -> lawful(s.entry().standing()) && s.key().length() == name.key().length() && differences(s.key(), name.key()) == 1)
        .map(Spelling::entry)
        .toList();
  }

  private static boolean lawful(CertificateStanding standing) {
    return standing == CertificateStanding.QUALIFICATION || standing == CertificateStanding.SKILL_LEVEL
        || standing == CertificateStanding.SPECIAL_SKILL;
  }

  /** 注安|保过 is cut as 安保, but no other word begins with a promise. */
  private static boolean word(FoldedText folded, Span span, Boundary boundary) {
    boolean promised = span.end() < folded.text().length() && PROMISE.indexOf(folded.text().charAt(span.end())) >= 0;
    return promised ? boundary.starts(span) : boundary.accepts(span);
  }

  private record Found(Listed listed, Span span) {}

  /** By offset; inside a longer name none is found, and names of two letters only as words: no 法考 in 书法考级. */
  List<CertificateAt> find(FoldedText folded, LocalDate day) {
    List<Found> found = new ArrayList<>();
    Boundary boundary = new Boundary(segmentation, folded);
    automaton.scan(folded.text(), (start, end, listed) -> {
      if (listed.spelling().entry().validity().includes(day)) {
        found.add(new Found(listed, new Span(start, end)));
      }
    });
    found.sort(
        Comparator.comparingInt((Found f) -> f.span().start())
            .thenComparingInt(f -> -f.span().end())
            .thenComparing(f -> f.listed().spelling().entry().standing()));
    List<CertificateAt> certificates = new ArrayList<>();
    int end = 0;
    for (Found f : found) {
      if (f.span().end() > end && (f.span().length() > SHORT || word(folded, f.span(), boundary))) {
        certificates.add(new CertificateAt(certificate(f.listed(), day), f.span()));
        end = f.span().end();
      }
    }
    return certificates;
  }

  private static Certificate certificate(Listed listed, LocalDate day) {
    CatalogueEntry entry = listed.spelling().entry();
    Optional<String> nearest = listed.close().stream().filter(c -> c.validity().includes(day)).map(CatalogueEntry::name).findFirst();
    return new Certificate(entry.name(), entry.standing(), entry.code(), entry.source(), nearest);
  }

  private static int differences(String a, String b) {
    int count = 0;
    for (int i = 0; i < a.length(); i++) {
      count += a.charAt(i) == b.charAt(i) ? 0 : 1;
    }
    return count;
  }

  /**
   * The certificate that an occurrence speaks of: the nearest name in its sentence, else in its block; if there is
   * only talk of certificates in general, an unlisted one.
   */
  Optional<Certificate> around(Span hit, Passage passage, List<CertificateAt> all, CueText cues, String text) {
    return nearestIn(hit, passage.sentence(), all)
        .or(() -> nearestIn(hit, passage.line(), all))
        .or(() -> general(passage, cues, text))
        .or(() -> titled(hit, cues, text));
  }

  /** 国家|高级茶文化传播师: a title that is no name of a list, right behind the state's name. */
  private static Optional<Certificate> titled(Span hit, CueText cues, String text) {
    Matcher title = TITLE.matcher(text).region(hit.end(), Math.min(text.length(), hit.end() + LONGEST_TITLE));
    return title.lookingAt() && !cues.has(new Span(title.start(), title.end()), CueKind.POST)
        ? Optional.of(named(title.group(), CertificateStanding.UNLISTED))
        : Optional.empty();
  }

  private static Optional<Certificate> nearestIn(Span hit, Span within, List<CertificateAt> all) {
    CertificateAt best = null;
    for (int i = firstFrom(all, within.start()); i < all.size() && all.get(i).span().end() <= within.end(); i++) {
      if (best == null || distance(hit, all.get(i).span()) < distance(hit, best.span())) {
        best = all.get(i);
      }
    }
    return Optional.ofNullable(best).map(CertificateAt::certificate);
  }

  static boolean anyIn(Span within, List<CertificateAt> all) {
    int i = firstFrom(all, within.start());
    return i < all.size() && all.get(i).span().end() <= within.end();
  }

  static boolean endsAt(int offset, List<CertificateAt> all) {
    int before = firstFrom(all, offset) - 1;
    return before >= 0 && all.get(before).span().end() == offset;
  }

  private static int firstFrom(List<CertificateAt> all, int offset) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).span().start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int distance(Span a, Span b) {
    return a.overlaps(b) ? 0 : Math.max(a.start(), b.start()) - Math.min(a.end(), b.end());
  }

  private static Optional<Certificate> general(Passage passage, CueText cues, String text) {
    String near = text.substring(passage.line().start(), passage.line().end());
    if (near.contains("职业技能等级证") || near.contains("技能等级证")) {
      return Optional.of(named("职业技能等级证书", CertificateStanding.SKILL_LEVEL));
    }
    if (near.contains("专项职业能力证") || near.contains("专项能力证")) {
      return Optional.of(named("专项职业能力证书", CertificateStanding.SPECIAL_SKILL));
    }
    return cues.first(passage.line(), CueKind.CERTIFICATE_CONTEXT)
        .map(c -> unnamed(c.cue().text()));
  }

  /** Talk of certificates without saying which. */
  static Certificate unnamed(String word) {
    return named(word, CertificateStanding.UNLISTED);
  }

  private static Certificate named(String name, CertificateStanding standing) {
    return new Certificate(name, standing, Optional.empty(), UNNAMED, Optional.empty());
  }
}
