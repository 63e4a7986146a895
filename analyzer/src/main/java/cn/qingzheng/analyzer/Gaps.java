package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.util.Optional;

/** Judges what stands between the letters of an occurrence. */
final class Gaps {
  private static final String COMMAS = "，,、？?：:";
  private static final String MASKS = "*×✕✖╳_#?？○●□■△▲☆★◯〇⭕❌…·-.﹡＊口";
  /** Signs that stand for a letter even where nothing follows them. */
  static final String COVERS = "*＊×✕╳○●□■◯〇⭕❌※＿_#☆★";
  private static final String QUOTES = "“”「」『』《》【】";
  private static final int LONGEST_RUBY_GAP = 12;

  private final Folding folding;

  Gaps(Folding folding) {
    this.folding = folding;
  }

  /**
   * How the gaps make the writing, LITERAL if there are none, absent if these are not the letters of one word: too
   * many separators, a line feed, or a pause that has nothing to do with hiding a word.
   */
  Optional<WrittenForm> judge(CompactText text, Span letters) {
    WrittenForm form = WrittenForm.LITERAL;
    int pauses = 0;
    int filled = 0;
    for (int i = letters.start() + 1; i < letters.end(); i++) {
      String gap = text.gapBefore(i);
      if (gap.isEmpty() || decimal(text, i, gap)) {
        continue;
      }
      Optional<WrittenForm> one = one(gap);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      filled += one.get() == WrittenForm.ZERO_WIDTH ? 0 : 1;
      pauses += gap.chars().anyMatch(c -> folding.pause((char) c)) ? 1 : 0;
      form = stronger(form, one.get());
    }
    if (pauses > 0 && !deliberate(letters.length(), filled, pauses)) {
      return Optional.empty();
    }
    return Optional.of(form);
  }

  /**
   * Whether the letters are those of one name: nobody hides a lawful name, so a pause or a quotation mark ends it
   * (包/过，来 holds no 过来).
   *
   * @param quoting whether the name may hold quotation marks, as titles of documents do
   */
  boolean unbroken(CompactText text, Span letters, boolean quoting) {
    for (int i = letters.start() + 1; i < letters.end(); i++) {
      if (text.gapBefore(i).chars().anyMatch(c -> folding.pause((char) c) || !quoting && QUOTES.indexOf(c) >= 0)) {
        return false;
      }
    }
    return judge(text, letters).isPresent();
  }

  /** Whether nothing but one comma, or a question mark that the next clause answers, parts the letters. */
  boolean oneComma(CompactText text, Span letters) {
    int commas = 0;
    for (int i = letters.start() + 1; i < letters.end(); i++) {
      String gap = text.gapBefore(i).strip();
      if (!gap.isEmpty() && (gap.length() > 1 || COMMAS.indexOf(gap.charAt(0)) < 0 || ++commas > 1)) {
        return false;
      }
    }
    return true;
  }

  /** Pauses inside a word are meant to hide it if other letters are kept apart, too. */
  private static boolean deliberate(int length, int filled, int pauses) {
    return filled >= 2 && (pauses < filled || length >= 3 && filled == length - 1);
  }

  /** The point of 99.8% hides nothing. */
  private static boolean decimal(CompactText text, int i, String gap) {
    return (gap.equals(".") || gap.equals("．")) && Character.isDigit(text.letters().charAt(i - 1)) && Character.isDigit(text.letters().charAt(i));
  }

  private Optional<WrittenForm> one(String gap) {
    if (gap.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      return Optional.empty();
    }
    boolean bracketed = !gap.isEmpty() && ")）]】〕」>}".indexOf(gap.charAt(gap.length() - 1)) >= 0;
    if ((bracketed || latin(gap)) && gap.length() <= LONGEST_RUBY_GAP + 2 && gap.chars().anyMatch(Character::isLetter)) {
      return Optional.of(WrittenForm.RUBY);
    }
    int visible = (int) gap.codePoints().filter(c -> !folding.invisible(c)).count();
    if (visible > Folding.LONGEST_GAP) {
      return Optional.empty();
    }
    if (visible == 0) {
      return Optional.of(WrittenForm.ZERO_WIDTH);
    }
    return Optional.of(gap.codePoints().anyMatch(Gaps::pictured) ? WrittenForm.EMOJI : WrittenForm.SEPARATED);
  }

  private static boolean latin(String gap) {
    return gap.codePoints().allMatch(c -> Character.isLetter(c) && !Character.isIdeographic(c));
  }

  static boolean pictured(int c) {
    return Character.isEmojiPresentation(c) || c >= 0x1F000 || (c >= 0x2600 && c <= 0x27BF);
  }

  private static WrittenForm stronger(WrittenForm a, WrittenForm b) {
    return rank(a) >= rank(b) ? a : b;
  }

  private static int rank(WrittenForm form) {
    return switch (form) {
      case LITERAL -> 0;
      case ZERO_WIDTH -> 1;
      case SEPARATED -> 2;
      case RUBY -> 3;
      default -> 4;
    };
  }

  /** A raw span with the sign that stands for the letter behind it; the same span if there is none. */
  Span withMask(CompactText text, Span raw) {
    String whole = text.folded().raw();
    int end = raw.end();
    while (end < whole.length() && end - raw.end() < 2 && COVERS.indexOf(whole.charAt(end)) >= 0) {
      end++;
    }
    return new Span(raw.start(), end);
  }

  /** Whether a gap holds a character that stands for a hidden one. */
  boolean masks(String gap) {
    return gap.codePoints().anyMatch(c -> MASKS.indexOf(c) >= 0);
  }
}
