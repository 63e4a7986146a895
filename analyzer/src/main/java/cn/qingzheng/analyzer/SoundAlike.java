package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.util.List;
import java.util.Optional;

/** Finds long terms of which at most a third is replaced by letters of the same sound. */
final class SoundAlike {
  /** One letter in so many may be another of the same sound. */
  private static final int MOST_REPLACED = 3;
  private static final double SOUNDS_LIKE = 0.65;

  private final Spellings spellings;
  private final Gaps gaps;

  SoundAlike(Spellings spellings, Gaps gaps) {
    this.spellings = spellings;
    this.gaps = gaps;
  }

  /** @param at where the half begins, which stands there letter by letter */
  Optional<Candidate> of(CompactText text, int at, TermForm.Half half, Boundary boundary) {
    String letters = text.letters();
    int start = at - half.offset();
    int end = start + half.letters().length();
    if (start < 0 || end > letters.length() || !replaced(letters, start, half.letters())) {
      return Optional.empty();
    }
    Span span = new Span(start, end);
    return spellings.ordinary(span.of(letters)) || gaps.judge(text, span).isEmpty() || !loose(text, span, half.letters(), boundary)
        ? Optional.empty()
        : Optional.of(new Candidate(half.term(), span, text.foldedSpan(span), text.rawSpan(span), WrittenForm.HOMOPHONE, SOUNDS_LIKE, List.of()));
  }

  /** Whether some letters, but not too many, differ, and sound the same. */
  private static boolean replaced(String letters, int start, String wanted) {
    int different = 0;
    for (int i = 0; i < wanted.length(); i++) {
      char c = letters.charAt(start + i);
      if (c != wanted.charAt(i)) {
        different++;
        if (different * MOST_REPLACED > wanted.length() || !Character.isIdeographic(c)
            || !HanLpLanguage.syllable(c).equals(HanLpLanguage.syllable(wanted.charAt(i)))) {
          return false;
        }
      }
    }
    return different > 0;
  }

  /** Whether every replaced letter stands alone; within a word of its own (置业 for 执业) it replaces nothing. */
  private static boolean loose(CompactText text, Span span, String wanted, Boundary boundary) {
    for (int i = span.start(); i < span.end(); i++) {
      if (text.letters().charAt(i) != wanted.charAt(i - span.start())
          && !boundary.alone(text.foldedSpan(new Span(i, i + 1)))) {
        return false;
      }
    }
    return true;
  }
}
