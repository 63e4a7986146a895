package cn.qingzheng.analyzer;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the terms of a text, in every way of writing, with lawful longer names taken out. Linear in the text. */
final class TermFinder {
  /** Disguised forms of so many letters are no accident of two words. */
  private static final int LONG = 4;
  private static final int LONGEST_NAME = 10;
  private static final int LONGEST_BODY = 14;
  /** What names of issuing bodies begin with. */
  private static final Set<String> BODIES = Set.of("中华", "中国", "全国", "国家");
  private static final List<String> ISSUERS = List.of("联盟", "联合会", "职业认证", "人才网", "认证网", "测评中心", "认证中心", "讲习院", "培训网", "考试网", "人才库", "推广中心", "师证", "员证", "师资证");
  private static final Set<String> FOLLOWING = Set.of("z", "zs", "zheng", "zhengshu", "b", "ban", "renzheng", "renke", "tongyong", "banfa", "gaoji", "zhucezheng");
  private static final int LONGEST_FOLLOWING = FOLLOWING.stream().mapToInt(String::length).max().orElseThrow();

  private final Folding folding;
  private final Set<String> promises;
  private final Automaton<TermForm> automaton;
  private final Automaton<TermForm.Spelling> marked;
  /** How lawful names end, by the terms that such a name covers. */
  private final Map<String, List<TermForm.Lawful>> endings = new HashMap<>();
  private final BitSet symbols = new BitSet();
  private final Segmentation segmentation;
  private final Organs organs;
  private final Gaps gaps;
  private final Restated restated;
  private final Occurrences occurrences;
  private final SoundAlike soundAlike;

  TermFinder(Wordlists wordlists, Folding folding, Segmentation segmentation, Organs organs) {
    this.folding = folding;
    this.segmentation = segmentation;
    this.organs = organs;
    gaps = new Gaps(folding);
    occurrences = new Occurrences(folding, organs, gaps);
    promises = promises(wordlists);
    restated = new Restated(wordlists.rules(), promises);
    Spellings spellings = new Spellings(folding, wordlists.terms(), promises, wordlists.language());
    soundAlike = new SoundAlike(spellings, gaps);
    List<TermForm> forms = new ArrayList<>(spellings.all());
    forms.addAll(spellings.halves());
    for (Gazetteer.Name name : wordlists.language().gazetteer().names()) {
      if (name.kind() == Gazetteer.NameKind.ENDING) {
        TermForm.Lawful ending = new TermForm.Lawful(folding.letters(name.text()), name);
        name.covers().forEach(term -> endings.computeIfAbsent(term, t -> new ArrayList<>()).add(ending));
      } else if (name.kind() != Gazetteer.NameKind.ORGAN || !name.covers().isEmpty()) {
        forms.add(new TermForm.Lawful(folding.letters(name.text()), name));
      }
    }
    automaton = new Automaton<>(forms, TermForm::keys);
    marked = new Automaton<>(spellings.marked(), TermForm::keys);
    spellings.marked().forEach(s -> s.shape().text().chars().filter(c -> !folding.lettered((char) c)).forEach(symbols::set));
    symbols.or(writtenOtherwise(symbols));
  }

  /** Characters that are shown as one of some symbols: ＊ for *. */
  private BitSet writtenOtherwise(BitSet symbols) {
    BitSet others = new BitSet();
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      String shown = folding.visibleWord(String.valueOf(c));
      if (!shown.isEmpty() && symbols.get(shown.charAt(0))) {
        others.set(c);
      }
    }
    return others;
  }

  private static Set<String> promises(Wordlists wordlists) {
    return wordlists.rules().stream()
        .filter(r -> r.family() == Family.GUARANTEE || r.family() == Family.CERT_RENTAL)
        .flatMap(r -> r.terms().stream())
        .collect(Collectors.toSet());
  }

  /** A lawful name as it stands in the text. */
  record LawfulAt(Gazetteer.Name name, Span letters, Span folded) {}

  /**
   * @param candidates by offset, no two overlapping
   * @param names lawful names in the text, by offset
   */
  record Found(List<Candidate> candidates, List<LawfulAt> names) {}

  /**
   * @param applies whether any rule looks at an occurrence at its place
   * @param certificateEndsAt whether the name of a certificate ends at an offset of the folded text
   */
  Found find(CompactText text, LocalDate day, Predicate<Candidate> applies, IntPredicate certificateEndsAt) {
    List<Candidate> candidates = new ArrayList<>();
    List<Candidate> pending = new ArrayList<>();
    List<LawfulAt> names = new ArrayList<>();
    Boundary boundary = new Boundary(segmentation, text.folded());
    automaton.scan(text.letters(), (start, end, form) -> {
      switch (form) {
        case TermForm.Spelling s -> {
          for (Candidate c : occurrences.of(text, start, end, s)) {
            if (applies.test(c)) {
              (latinNeighbour(text, c.letters()) ? pending : candidates).add(c);
            }
          }
        }
        case TermForm.Half h -> soundAlike.of(text, start, h, boundary).filter(applies).ifPresent(candidates::add);
        case TermForm.Lawful l -> {
          Span span = new Span(start, end);
          if (l.name().validity().includes(day) && gaps.unbroken(text, span, l.name().kind() == Gazetteer.NameKind.LAW_TITLE)) {
            names.add(new LawfulAt(l.name(), span, text.foldedSpan(span)));
          }
        }
      }
    });
    marked(text, applies, candidates);
    chained(text, pending, candidates);
    names.sort(Comparator.comparingInt(n -> n.letters().start()));
    candidates.sort(Comparator.comparingInt((Candidate c) -> c.letters().start()).thenComparingInt(c -> -c.letters().end()));
    List<Candidate> free = new Covering(names).uncovered(candidates, c -> issues(text, c));
    List<Candidate> whole = free.stream().filter(c -> !beginsName(text, c) && (stands(text, c, boundary) || offered(c, certificateEndsAt) || beginsBody(text, c, boundary))).toList();
    return new Found(restated.without(text, whole, Longest.of(restated.uncovering(whole), text.letters().length())), names);
  }

  /** 全国职业院校技能大赛: a name known by how it ends, close enough and without any sign in between. */
  private boolean beginsName(CompactText text, Candidate candidate) {
    List<TermForm.Lawful> covering = endings.getOrDefault(candidate.term(), List.of());
    String letters = text.letters();
    int from = candidate.letters().end();
    for (int at = from; !covering.isEmpty() && at < Math.min(letters.length(), from + LONGEST_NAME); at++) {
      if (!Character.isIdeographic(letters.charAt(at)) || !text.gapBefore(at).isEmpty()) {
        return false;
      }
      int start = at;
      if (covering.stream().anyMatch(e -> letters.startsWith(e.key(), start))) {
        return true;
      }
    }
    return false;
  }

  /** Curated forms with a symbol for a letter; most lines have no such symbol and are not looked at. */
  private void marked(CompactText text, Predicate<Candidate> applies, List<Candidate> candidates) {
    String raw = text.folded().raw();
    for (int i = 0; i < raw.length(); i++) {
      if (symbols.get(raw.charAt(i))) {
        int end = raw.indexOf('\n', i);
        Span line = new Span(raw.lastIndexOf('\n', i) + 1, end < 0 ? raw.length() : end);
        marked(text, new MarkedText(raw, line, folding), applies, candidates);
        i = line.end();
      }
    }
  }

  private void marked(CompactText text, MarkedText visible, Predicate<Candidate> applies, List<Candidate> candidates) {
    marked.scan(visible.text(), (start, end, spelling) ->
        spelling.shape().complete(visible.text(), new Span(start, end), organs).flatMap(span -> {
          Span at = visible.rawSpan(span);
          return text.lettersOf(at).map(letters ->
              new Candidate(spelling.term(), letters, text.foldedSpan(letters), at, spelling.form(), spelling.confidence(), spelling.also()));
        }).filter(applies).ifPresent(candidates::add));
  }

  /** Several terms in pinyin without a blank between them: each Latin end has to touch another term. */
  private void chained(CompactText text, List<Candidate> pending, List<Candidate> candidates) {
    Set<Integer> starts = new HashSet<>();
    Set<Integer> ends = new HashSet<>();
    Stream.concat(pending.stream(), candidates.stream()).forEach(c -> {
      starts.add(c.letters().start());
      ends.add(c.letters().end());
    });
    for (Candidate c : pending) {
      boolean before = !latinBefore(text, c.letters()) || ends.contains(c.letters().start());
      boolean after = !latinAfter(text, c.letters()) || starts.contains(c.letters().end()) || certificate(text, c.letters().end());
      if (before && after && (c.form() == WrittenForm.PINYIN || c.form() == WrittenForm.INITIALS)) {
        candidates.add(c);
      }
    }
  }

  /** Whether the Latin letters that follow mean 证, 证书 or 班. */
  private static boolean certificate(CompactText text, int at) {
    int end = at;
    while (end < text.letters().length() && end - at <= LONGEST_FOLLOWING && latin(text.letters().charAt(end))) {
      end++;
    }
    return FOLLOWING.contains(text.letters().substring(at, end));
  }

  /** A Latin letter touching a Latin end of the occurrence makes it part of another word. */
  private static boolean latinNeighbour(CompactText text, Span span) {
    return latinBefore(text, span) || latinAfter(text, span);
  }

  private static boolean latinBefore(CompactText text, Span span) {
    String letters = text.letters();
    return span.start() > 0 && latin(letters.charAt(span.start())) && latin(letters.charAt(span.start() - 1))
        && text.gapBefore(span.start()).isEmpty();
  }

  private static boolean latinAfter(CompactText text, Span span) {
    String letters = text.letters();
    return span.end() < letters.length() && latin(letters.charAt(span.end() - 1)) && latin(letters.charAt(span.end()))
        && text.gapBefore(span.end()).isEmpty();
  }

  static boolean latin(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** 二建包过速来: right behind a certificate the segmenter's next word (过速) does not count. */
  private boolean offered(Candidate candidate, IntPredicate certificateEndsAt) {
    return promises.contains(candidate.term()) && certificateEndsAt.test(candidate.folded().start());
  }

  /** 中华美业协会: the name of a body is one, however the segmenter cuts it. */
  private boolean beginsBody(CompactText text, Candidate candidate, Boundary boundary) {
    return BODIES.contains(candidate.term())
        && (PromoterNames.bodyIn(nameBehind(text, candidate)) && boundary.starts(candidate.folded()) || boundary.before(candidate.folded()));
  }

  /** 中华传统文化|教育联盟, 中国企业|人力职业认证: the phrase is only how an issuer's name begins. */
  private static boolean issues(CompactText text, Candidate candidate) {
    if (!BODIES.contains(candidate.term())) {
      return false;
    }
    String after = nameBehind(text, candidate);
    return ISSUERS.stream().anyMatch(i -> after.indexOf(i) > 0);
  }

  /** The Chinese letters that follow without any sign between them, as many as a body's name may have. */
  private static String nameBehind(CompactText text, Candidate candidate) {
    int end = candidate.letters().end();
    int to = end;
    while (to < text.letters().length() && to - end < LONGEST_BODY && Character.isIdeographic(text.letters().charAt(to))
        && text.gapBefore(to).isEmpty()) {
      to++;
    }
    return text.letters().substring(end, to);
  }

  /** Whether the occurrence is a word of its own. Spellings that no ordinary text has are not looked at. */
  private boolean stands(CompactText text, Candidate candidate, Boundary boundary) {
    if (cutShort(text, candidate.letters())) {
      return false;
    }
    return switch (candidate.form()) {
      case PINYIN, PINYIN_MIXED, INITIALS, MASKED -> true;
      case ZERO_WIDTH -> singled(text, candidate.letters()) || boundary.accepts(candidate.folded());
      case REORDERED -> candidate.letters().length() >= LONG || boundary.accepts(candidate.folded());
      case HOMOPHONE, LOOKALIKE ->
          unmistakable(text, candidate) || boundary.starts(candidate.folded());
      // A number decides where a pattern ends; the segmenter counts on (30|万起). 拿证|件 it still has to tell.
      default -> local(candidate) || (loose(candidate, text.letters().charAt(candidate.letters().end() - 1))
          ? boundary.starts(candidate.folded())
          : boundary.accepts(candidate.folded()));
    };
  }

  /** 三天出证|据: 证 that begins another word. */
  private static boolean cutShort(CompactText text, Span letters) {
    String all = text.letters();
    return letters.end() < all.length() && all.charAt(letters.end() - 1) == '证' && "据件明券词言".indexOf(all.charAt(letters.end())) >= 0;
  }

  /** Invisible characters within the occurrence and none beside it: put there to hide it. */
  private static boolean singled(CompactText text, Span letters) {
    boolean before = letters.start() > 0 && text.letters().charAt(letters.start() - 1) != '\n' && !text.gapBefore(letters.start()).isEmpty();
    boolean after = letters.end() < text.letters().length() && text.letters().charAt(letters.end()) != '\n' && !text.gapBefore(letters.end()).isEmpty();
    return !before && !after;
  }

  /** 湖南|省住建厅颁发: where the name of a local organ begins is not the segmenter's to say. */
  private static boolean local(Candidate candidate) {
    return candidate.term().startsWith("{部}");
  }

  /** A pattern with a number, or a long turn of phrase, whose end needs no look unless it is a letter that goes on. */
  private static boolean loose(Candidate candidate, char last) {
    boolean phrase = candidate.form() == WrittenForm.SYNONYM && candidate.letters().length() >= LONG;
    return "证过本考".indexOf(last) < 0 && (phrase || candidate.term().contains("{"));
  }

  /** Long, and its first letter is the term's own: 织业资格 may yet be cut out of 纺织业. */
  private static boolean unmistakable(CompactText text, Candidate candidate) {
    return candidate.letters().length() >= LONG
        && candidate.term().startsWith(text.letters().substring(candidate.letters().start(), candidate.letters().start() + 1));
  }
}
