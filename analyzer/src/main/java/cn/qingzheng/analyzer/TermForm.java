package cn.qingzheng.analyzer;

import cn.qingzheng.model.WrittenForm;
import java.util.List;

/** What the automaton can find. */
sealed interface TermForm {
  /** What the automaton looks for, letters only. */
  List<Automaton.Key> keys();

  /**
   * A way to write a term.
   *
   * @param term as in the pack
   * @param form LITERAL for the term itself, which may still be written in other characters or with gaps
   * @param confidence below 1 the surroundings have to speak of certificates or training, too
   * @param gapAt for MASKED: before which letter a mask has to stand, the number of letters for behind them all; else -1
   * @param also other terms that the form can stand for
   */
  record Spelling(String term, TermShape shape, WrittenForm form, double confidence, int gapAt, List<String> also)
      implements TermForm {
    Spelling(String term, TermShape shape, WrittenForm form, double confidence, int gapAt) {
      this(term, shape, form, confidence, gapAt, List.of());
    }

    /** The anchor of the shape. */
    String key() {
      return shape.anchor();
    }

    @Override
    public List<Automaton.Key> keys() {
      return shape.keys();
    }
  }

  /**
   * Half of a long term; the other half may hold letters that only sound right.
   *
   * @param offset of the key in the term's letters
   */
  record Half(String key, String term, String letters, int offset) implements TermForm {
    @Override
    public List<Automaton.Key> keys() {
      return List.of(Automaton.Key.whole(key));
    }
  }

  /** A longer name or phrase that makes the term inside it harmless. */
  record Lawful(String key, Gazetteer.Name name) implements TermForm {
    @Override
    public List<Automaton.Key> keys() {
      return List.of(Automaton.Key.whole(key));
    }
  }
}
