package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes candidates of the places where the anchor of a spelling stands. */
final class Occurrences {
  private final Folding folding;
  private final Organs organs;
  private final Gaps gaps;

  Occurrences(Folding folding, Organs organs, Gaps gaps) {
    this.folding = folding;
    this.organs = organs;
    this.gaps = gaps;
  }

  /** What the spelling makes of an anchor; several if its beginning can be read in more than one way. */
  List<Candidate> of(CompactText text, int start, int end, TermForm.Spelling spelling) {
    if (!spelling.shape().mayStand(text.letters(), start, end)) {
      return List.of();
    }
    Span anchor = new Span(start, end);
    List<Span> spans = spelling.shape().completions(text.letters(), anchor, organs);
    if (spans.isEmpty()) {
      return List.of();
    }
    List<Span> tried = spelling.shape().gapped() ? spans : List.of(unpaused(text, spans.getFirst(), anchor, spelling));
    return tried.stream().flatMap(span -> candidate(text, span, spelling).stream()).toList();
  }

  private Optional<Candidate> candidate(CompactText text, Span span, TermForm.Spelling spelling) {
    if (code(text, span, spelling) || !masked(text, span, spelling)) {
      return Optional.empty();
    }
    boolean last = spelling.gapAt() == span.length();
    Span raw = last ? gaps.withMask(text, text.rawSpan(span)) : text.rawSpan(span);
    boolean unmasked = last && raw.equals(text.rawSpan(span));
    if (unmasked || spelling.form() == WrittenForm.EMOJI && raw.of(text.folded().raw()).codePoints().noneMatch(Gaps::pictured)) {
      return Optional.empty();
    }
    return gaps.judge(text, span).or(() -> lone(text, span)).or(() -> clauses(text, span, spelling)).map(gap -> {
      WrittenForm form = spelling.form() == WrittenForm.LITERAL
          ? hidden(spelling, text.letters(), span).orElseGet(() -> writing(text.folded().raw().substring(raw.start(), raw.end()), gap))
          : spelling.form();
      return new Candidate(spelling.term(), span, text.foldedSpan(span), raw, form, spelling.confidence(), spelling.also());
    });
  }

  /** Whether a mask stands where the spelling needs one inside. */
  private boolean masked(CompactText text, Span span, TermForm.Spelling spelling) {
    boolean inside = spelling.gapAt() >= 0 && spelling.gapAt() < span.length();
    return !inside || gaps.masks(text.gapBefore(span.start() + spelling.gapAt()));
  }

  private Optional<WrittenForm> hidden(TermForm.Spelling spelling, String letters, Span span) {
    return spelling.term().contains("{部}") ? organs.hidden(span.of(letters)) : Optional.empty();
  }

  /** B过A: two letters of which one is Latin, between Latin letters. */
  private static boolean code(CompactText text, Span span, TermForm.Spelling spelling) {
    boolean mixed = spelling.form() == WrittenForm.PINYIN_MIXED || spelling.form() == WrittenForm.INITIALS;
    String letters = text.letters();
    return mixed && span.length() == 2 && span.end() < letters.length() && TermFinder.latin(letters.charAt(span.end())) && text.gapBefore(span.end()).isEmpty();
  }

  /** 打包599，两天出证: what a placeholder took from before a pause is left out. */
  private Span unpaused(CompactText text, Span whole, Span anchor, TermForm.Spelling spelling) {
    for (int i = anchor.start(); i > whole.start(); i--) {
      if (text.gapBefore(i).chars().anyMatch(c -> folding.pause((char) c))) {
        List<Span> behind = spelling.shape().completionsFrom(i, text.letters(), anchor, organs);
        return behind.isEmpty() ? whole : behind.getFirst();
      }
    }
    return whole;
  }

  /** 没过，学费退你: a turn of phrase made of two clauses. */
  private Optional<WrittenForm> clauses(CompactText text, Span span, TermForm.Spelling spelling) {
    return spelling.shape().crossesClauses() && gaps.oneComma(text, span) ? Optional.of(spelling.form()) : Optional.empty();
  }

  /** 包。过 before another pause: two letters with one sign between them that would end a sentence anywhere else. */
  private Optional<WrittenForm> lone(CompactText text, Span span) {
    String raw = text.folded().raw();
    int end = text.rawSpan(span).end();
    boolean pause = end == raw.length() || folding.pause(raw.charAt(end)) || raw.charAt(end) == '班' || raw.charAt(end) == '\n';
    return span.length() == 2 && pause && text.gapBefore(span.start() + 1).length() == 1 && text.gapBefore(span.start() + 1).charAt(0) != '\n'
        ? Optional.of(WrittenForm.SEPARATED)
        : Optional.empty();
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
}
