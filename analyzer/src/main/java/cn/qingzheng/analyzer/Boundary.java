package cn.qingzheng.analyzer;

import cn.qingzheng.model.FoldedText;
import cn.qingzheng.model.Segmentation.Word;
import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an occurrence in one text is cut out of other words (确保|过程, 外国|家长). Strict on the left; relaxed on the right,
 * because 国家级, 国家机关 and 资格证 are single words to the segmenter.
 */
final class Boundary {
  private static final int REACH = 20;
  private static final int INSIDE = 2;
  /** No word goes across these. */
  private static final String BORDERS = "\n，。！？；,!?;";
  private static final int MOST_KEPT = 10_000;
  /** What a promise of two letters is made about. */
  private static final List<String> CERTIFICATES = List.of("证书", "资格证", "证班", "证培训", "证课", "协议", "合同");

  private final Segmentation segmentation;
  private final FoldedText text;
  /** Several ways to write terms often stand at one place, and places are often alike: each is segmented once. */
  private final Map<String, List<Word>> segmented = new HashMap<>();

  Boundary(Segmentation segmentation, FoldedText text) {
    this.segmentation = segmentation;
    this.text = text;
  }

  /** Words around an occurrence, with the occurrence's place among them. */
  private record Around(List<Word> words, Span term, String window) {
    Optional<Word> at(int offset) {
      return words.stream().filter(w -> w.span().start() <= offset && offset < w.span().end()).findFirst();
    }
  }

  /**
   * Both ends. Separators inside are looked at as blanks, and a second time as if they were not there: who puts
   * signs between letters cuts words where the segmenter would not.
   */
  boolean accepts(Span folded) {
    Around around = around(folded);
    if (starts(folded) && (ends(around) || follows(around))) {
      return true;
    }
    if (around.term().length() == folded.length()) {
      return false;
    }
    Around joined = around(folded, false);
    return starts(joined) && ends(joined);
  }

  /** The left end only. */
  boolean starts(Span folded) {
    return starts(around(folded));
  }

  /** 中华|武术 cut as 中|华武|术: the term begins where a word begins, and a longer word begins where it ends. */
  boolean before(Span folded) {
    Around around = around(folded);
    String right = around.window().substring(around.term().end());
    Word last = around.at(around.term().end() - 1).orElseThrow();
    boolean crossed = last.span().end() == around.term().end() + 1 && last.span().start() == around.term().end() - 1;
    return crossed && starts(folded) && words(right).getFirst().span().length() >= 2;
  }

  /** Whether one letter is a word by itself. */
  boolean alone(Span letter) {
    Around around = around(letter);
    return around.at(around.term().start()).filter(w -> w.span().length() == 1).isPresent();
  }

  private Around around(Span folded) {
    return around(folded, true);
  }

  private List<Word> words(String part) {
    if (segmented.size() >= MOST_KEPT) {
      segmented.clear();
    }
    return segmented.computeIfAbsent(part, segmentation::segment);
  }

  /** Segments the neighbourhood; separators that folding dropped come back as one blank, inside the term if asked. */
  private Around around(Span folded, boolean blanksInside) {
    int from = from(text.text(), folded.start());
    int to = to(text.text(), folded.end());
    StringBuilder window = new StringBuilder();
    int start = 0;
    int end = 0;
    for (int i = from; i < to; i++) {
      boolean inside = i > folded.start() && i < folded.end();
      char c = text.text().charAt(i);
      if (i > from && (!inside || blanksInside) && gap(text, i)) {
        window.append(' ');
      }
      if (i == folded.start()) {
        start = window.length();
      }
      if (!inside || blanksInside || Character.isLetterOrDigit(c) || c == '%') {
        window.append(c);
      }
      if (i == folded.end() - 1) {
        end = window.length();
      }
    }
    String cut = window.toString();
    return new Around(words(cut), new Span(start, end), cut);
  }

  private static int from(String text, int at) {
    int from = at;
    while (from > 0 && at - from < REACH && BORDERS.indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    return from;
  }

  private static int to(String text, int at) {
    int to = at;
    while (to < text.length() && to - at < REACH && BORDERS.indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return to;
  }

  private static boolean gap(FoldedText text, int i) {
    if (text.rawEnd(i - 1) >= text.rawStart(i)) {
      return false;
    }
    String gap = text.raw().substring(text.rawEnd(i - 1), text.rawStart(i));
    return gap.codePoints().anyMatch(Boundary::visible) && gap.codePoints().noneMatch(Character::isLetter);
  }

  private static boolean visible(int c) {
    return Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.NON_SPACING_MARK;
  }

  /** The term begins where a word begins, or where the segmenter may have cut one word too far to the left. */
  private boolean starts(Around around) {
    int start = around.term().start();
    return around.at(start)
        .filter(w -> w.span().start() == start || adverb(around, w.span().start()) || certified(around, w.span().start()) || bound(around, w.span().start()))
        .isPresent();
  }

  /** 不|保过 cut as 不保|过. */
  private static boolean adverb(Around around, int wordStart) {
    return around.term().start() - wordStart == 1 && "不没未能可会想要有是".indexOf(around.window().charAt(wordStart)) >= 0;
  }

  /** 讲师证|人人可考 cut as 证人|人: a longer term right behind 证. */
  private static boolean certified(Around around, int wordStart) {
    return around.term().length() > INSIDE && around.term().start() - wordStart == 1 && around.window().charAt(wordStart) == '证';
  }

  /** 领取|保过 cut as 领|取保|过: what stands before the term ends with a longer word of its own. */
  private boolean bound(Around around, int wordStart) {
    List<Word> left = words(around.window().substring(0, around.term().start()));
    return !left.isEmpty() && left.getLast().span().length() >= 2 && left.getLast().span().start() < wordStart;
  }

  /** 免考|证书 cut as 免|考证|书: what stands after the term begins with a longer word of its own. */
  private boolean follows(Around around) {
    Word last = around.at(around.term().end() - 1).orElseThrow();
    String right = around.window().substring(around.term().end());
    if (last.span().start() != around.term().end() - 1 || right.isEmpty() || around.term().length() > INSIDE) {
      return false;
    }
    int reach = last.span().end() - around.term().end();
    return CERTIFICATES.stream().anyMatch(right::startsWith) && reach == 1;
  }

  private static boolean ends(Around around) {
    Word last = around.at(around.term().end() - 1).orElseThrow();
    boolean exact = last.span().end() == around.term().end();
    boolean mostlyInside =
        around.term().end() - last.span().start() >= INSIDE && last.span().start() >= around.term().start();
    boolean compound = last.span().start() == around.term().start() && !last.nature().startsWith("nt");
    return exact || mostlyInside || compound;
  }
}
