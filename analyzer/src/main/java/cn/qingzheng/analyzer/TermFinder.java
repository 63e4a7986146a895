package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the terms of a text, in every way of writing, with lawful longer names taken out. Linear in the text. */
final class TermFinder {
  private final Folding folding;
  private final Automaton<TermForm> automaton;
  private final Automaton<TermForm.Spelling> marked;
  private final BitSet symbols = new BitSet();
  private final Boundary boundary;
  private final Organs organs;
  private final Gaps gaps;

  TermFinder(Wordlists wordlists, Folding folding, Boundary boundary, Organs organs) {
    this.folding = folding;
    this.boundary = boundary;
    this.organs = organs;
    gaps = new Gaps(folding);
    Spellings spellings = new Spellings(folding, wordlists.terms(), wordlists.language().variants());
    List<TermForm> forms = new ArrayList<>(spellings.all());
    for (Gazetteer.Name name : wordlists.language().gazetteer().names()) {
      if (name.kind() != Gazetteer.NameKind.ORGAN) {
        forms.add(new TermForm.Lawful(spellings.letters(name.text()), name));
      }
    }
    automaton = new Automaton<>(forms, TermForm::key);
    marked = new Automaton<>(spellings.marked(), TermForm.Spelling::key);
    spellings.marked().forEach(s -> s.shape().text().chars().filter(c -> !folding.lettered((char) c)).forEach(symbols::set));
  }

  /** A lawful name as it stands in the text. */
  record LawfulAt(Gazetteer.Name name, Span letters, Span folded) {}

  /**
   * @param candidates by offset, no two overlapping
   * @param names lawful names in the text, by offset
   */
  record Found(List<Candidate> candidates, List<LawfulAt> names) {}

  /** @param applies whether any rule looks at an occurrence at its place */
  Found find(CompactText text, LocalDate day, Predicate<Candidate> applies) {
    List<Candidate> candidates = new ArrayList<>();
    List<LawfulAt> names = new ArrayList<>();
    automaton.scan(text.letters(), (span, form) -> {
      switch (form) {
        case TermForm.Spelling s -> candidate(text, span, s).filter(applies).ifPresent(candidates::add);
        case TermForm.Lawful l -> {
          if (l.name().validity().includes(day) && gaps.judge(text, span).isPresent()) {
            names.add(new LawfulAt(l.name(), span, text.foldedSpan(span)));
          }
        }
      }
    });
    marked(text, applies, candidates);
    names.sort(Comparator.comparingInt(n -> n.letters().start()));
    candidates.sort(Comparator.comparingInt((Candidate c) -> c.letters().start()).thenComparingInt(c -> -c.letters().end()));
    List<Candidate> free = new Covering(names).uncovered(candidates);
    List<Candidate> whole = free.stream().filter(c -> stands(text, c)).toList();
    return new Found(Longest.of(whole, text.letters().length()), names);
  }

  /** Curated forms with a symbol for a letter; most texts have no such symbol and are not looked at. */
  private void marked(CompactText text, Predicate<Candidate> applies, List<Candidate> candidates) {
    String raw = text.folded().raw();
    if (raw.chars().noneMatch(symbols::get)) {
      return;
    }
    MarkedText visible = new MarkedText(raw, folding);
    marked.scan(visible.text(), (anchor, spelling) ->
        spelling.shape().complete(visible.text(), anchor, organs).flatMap(span -> {
          Span at = visible.rawSpan(span);
          return text.lettersOf(at).map(letters ->
              new Candidate(spelling.term(), letters, text.foldedSpan(letters), at, spelling.form(), spelling.confidence(), List.of()));
        }).filter(applies).ifPresent(candidates::add));
  }

  private Optional<Candidate> candidate(CompactText text, Span anchor, TermForm.Spelling spelling) {
    Optional<Span> letters = spelling.shape().complete(text.letters(), anchor, organs);
    return letters.flatMap(span -> gaps.judge(text, span).flatMap(gap -> {
      if (spelling.gapAt() >= 0 && !gaps.masks(text.gapBefore(span.start() + spelling.gapAt()))) {
        return Optional.empty();
      }
      if (latinNeighbour(text, span)) {
        return Optional.empty();
      }
      Span raw = text.rawSpan(span);
      WrittenForm form = spelling.form() == WrittenForm.LITERAL ? writing(text.folded().raw().substring(raw.start(), raw.end()), gap) : spelling.form();
      return Optional.of(
          new Candidate(spelling.term(), span, text.foldedSpan(span), raw, form, spelling.confidence(), List.of()));
    }));
  }

  /** A Latin letter touching a Latin end of the occurrence makes it part of another word. */
  private boolean latinNeighbour(CompactText text, Span span) {
    String letters = text.letters();
    boolean before =
        span.start() > 0 && latin(letters.charAt(span.start())) && latin(letters.charAt(span.start() - 1))
            && text.gapBefore(span.start()).isEmpty();
    boolean after =
        span.end() < letters.length() && latin(letters.charAt(span.end() - 1)) && latin(letters.charAt(span.end()))
            && text.gapBefore(span.end()).isEmpty();
    return before || after;
  }

  private static boolean latin(char c) {
    return c >= 'a' && c <= 'z';
  }

  private WrittenForm writing(String surface, WrittenForm gap) {
    if (gap != WrittenForm.LITERAL) {
      return gap;
    }
    return surface.codePoints()
        .mapToObj(folding::changed)
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(f -> f == WrittenForm.WIDTH ? 0 : 1))
        .orElse(WrittenForm.LITERAL);
  }

  /** Whether the occurrence is a word of its own. Spellings that no ordinary text has are not looked at. */
  private boolean stands(CompactText text, Candidate candidate) {
    return switch (candidate.form()) {
      case PINYIN, PINYIN_MIXED, INITIALS, REORDERED, MASKED, SYNONYM -> true;
      case HOMOPHONE, LOOKALIKE -> boundary.starts(boundary.around(text.folded(), candidate.folded()));
      default -> boundary.accepts(boundary.around(text.folded(), candidate.folded()));
    };
  }

}
