package cn.qingzheng.console.web;

import cn.qingzheng.index.PersonalData;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Segmentation;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two captures of an address: which blocks, and inside them which words. Two steps, so that a long
 * page costs little: words are compared only in blocks that changed.
 */
final class TextChanges {
  /** More blocks or words than this are shown as taken away and put in, without looking closer. */
  private static final int MOST = 4_000;

  /** Unchanged blocks around a change. */
  private static final int AROUND = 1;

  private final Segmentation words;

  TextChanges(Segmentation words) {
    this.words = words;
  }

  /** How a piece fares. */
  enum Fate {
    SAME,
    REMOVED,
    ADDED
  }

  record Piece(String text, Fate fate) {}

  /**
   * One block of text, or several that stand for each other.
   *
   * @param gap whether unchanged text was left out before it
   */
  record Change(List<Piece> pieces, boolean gap) {
    public boolean changed() {
      return pieces.stream().anyMatch(p -> p.fate() != Fate.SAME);
    }
  }

  /** In the order of the page, with personal data masked; empty if nothing changed. */
  List<Change> between(PageText before, PageText after) {
    return between(blocks(before), blocks(after));
  }

  private static List<String> blocks(PageText text) {
    return text.blocks().stream().map(b -> PersonalData.mask(b.span().of(text.raw())).strip()).filter(b -> !b.isEmpty()).toList();
  }

  List<Change> between(List<String> before, List<String> after) {
    if (before.equals(after)) {
      return List.of();
    }
    if (before.size() > MOST || after.size() > MOST) {
      return List.of(new Change(List.of(new Piece(String.join("\n", before), Fate.REMOVED), new Piece(String.join("\n", after), Fate.ADDED)), false));
    }
    List<Change> all = new ArrayList<>();
    int at = 0;
    for (AbstractDelta<String> d : DiffUtils.diff(before, after).getDeltas()) {
      same(all, after.subList(at, d.getTarget().getPosition()));
      changed(all, d.getSource().getLines(), d.getTarget().getLines());
      at = d.getTarget().getPosition() + d.getTarget().size();
    }
    same(all, after.subList(at, after.size()));
    return nearChanges(all);
  }

  private static void same(List<Change> out, List<String> blocks) {
    blocks.forEach(b -> out.add(new Change(List.of(new Piece(b, Fate.SAME)), false)));
  }

  private static List<Change> nearChanges(List<Change> all) {
    List<Change> out = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < all.size(); i++) {
      boolean near = all.subList(Math.max(0, i - AROUND), Math.min(all.size(), i + AROUND + 1)).stream().anyMatch(Change::changed);
      if (near) {
        out.add(new Change(all.get(i).pieces(), i > last + 1));
        last = i;
      }
    }
    return out;
  }

  /** Blocks that took each other's place are compared by words; what is left over came or went whole. */
  private void changed(List<Change> out, List<String> before, List<String> after) {
    int pairs = Math.min(before.size(), after.size());
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      List<Piece> pieces =
          i < pairs
              ? words(before.get(i), after.get(i))
              : List.of(i < before.size() ? new Piece(before.get(i), Fate.REMOVED) : new Piece(after.get(i), Fate.ADDED));
      out.add(new Change(pieces, false));
    }
  }

  private List<Piece> words(String before, String after) {
    List<String> old = cut(before);
    List<String> young = cut(after);
    if (old.size() > MOST || young.size() > MOST) {
      return List.of(new Piece(before, Fate.REMOVED), new Piece(after, Fate.ADDED));
    }
    List<Piece> out = new ArrayList<>();
    int at = 0;
    for (AbstractDelta<String> d : DiffUtils.diff(old, young).getDeltas()) {
      add(out, young.subList(at, d.getTarget().getPosition()), Fate.SAME);
      add(out, d.getSource().getLines(), Fate.REMOVED);
      add(out, d.getTarget().getLines(), Fate.ADDED);
      at = d.getTarget().getPosition() + d.getTarget().size();
    }
    add(out, young.subList(at, young.size()), Fate.SAME);
    return out;
  }

  private List<String> cut(String text) {
    return text.length() > 20 * MOST ? List.of(text) : words.segment(text).stream().map(w -> w.span().of(text)).toList();
  }

  private static void add(List<Piece> out, List<String> words, Fate fate) {
    if (!words.isEmpty()) {
      out.add(new Piece(String.join("", words), fate));
    }
  }
}
