package cn.qingzheng.analyzer;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Segmentation.Word;
import cn.qingzheng.model.Span;
import java.util.List;
import java.util.Optional;

/**
 * Whether an occurrence is cut out of other words (确保|过程, 外国|家长). Strict on the left; relaxed on the right,
 * because 国家级, 国家机关 and 资格证 are single words to the segmenter.
 */
final class Boundary {
  private static final int REACH = 20;
  private static final int INSIDE = 2;

  private final Segmentation segmentation;

  Boundary(Segmentation segmentation) {
    this.segmentation = segmentation;
  }

  /** Words around an occurrence, with the occurrence's place among them. */
  record Around(List<Word> words, Span term, String window) {
    /** The word that covers an offset of the window. */
    Optional<Word> at(int offset) {
      return words.stream().filter(w -> w.span().start() <= offset && offset < w.span().end()).findFirst();
    }

    /** The word right after the term. */
    Optional<Word> next() {
      return at(term.end());
    }
  }

  /** Segments the neighbourhood; separators that folding dropped come back as one blank. */
  Around around(FoldedText text, Span folded) {
    int from = from(text.text(), folded.start());
    int to = to(text.text(), folded.end());
    StringBuilder window = new StringBuilder();
    int start = 0;
    int end = 0;
    for (int i = from; i < to; i++) {
      if (i > from && gap(text, i)) {
        window.append(' ');
      }
      if (i == folded.start()) {
        start = window.length();
      }
      window.append(text.text().charAt(i));
      if (i == folded.end() - 1) {
        end = window.length();
      }
    }
    String cut = window.toString();
    return new Around(segmentation.segment(cut), new Span(start, end), cut);
  }

  private static int from(String text, int at) {
    int from = at;
    while (from > 0 && at - from < REACH && text.charAt(from - 1) != '\n') {
      from--;
    }
    return from;
  }

  private static int to(String text, int at) {
    int to = at;
    while (to < text.length() && to - at < REACH && text.charAt(to) != '\n') {
      to++;
    }
    return to;
  }

  private static boolean gap(FoldedText text, int i) {
    String gap = text.rawEnd(i - 1) < text.rawStart(i) ? text.raw().substring(text.rawEnd(i - 1), text.rawStart(i)) : "";
    return gap.codePoints().anyMatch(c -> Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.NON_SPACING_MARK)
        && gap.codePoints().noneMatch(Character::isLetter);
  }

  /** Both ends. */
  boolean accepts(Around around) {
    return starts(around) && ends(around);
  }

  /** The term begins where a word begins, or behind an adverb that the segmenter took for its first character. */
  boolean starts(Around around) {
    return around.at(around.term().start())
        .filter(w -> w.span().start() == around.term().start() || adverb(around, w.span().start()))
        .isPresent();
  }

  private static boolean adverb(Around around, int wordStart) {
    return around.term().start() - wordStart == 1 && "不没未能可会想要".indexOf(around.window().charAt(wordStart)) >= 0;
  }

  private static boolean ends(Around around) {
    Word last = around.at(around.term().end() - 1).orElseThrow();
    boolean exact = last.span().end() == around.term().end();
    boolean mostlyInside = around.term().end() - last.span().start() >= INSIDE && last.span().start() >= around.term().start();
    boolean compound = last.span().start() == around.term().start() && !last.nature().startsWith("nt");
    return exact || mostlyInside || compound;
  }
}
