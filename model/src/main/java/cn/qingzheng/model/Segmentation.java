package cn.qingzheng.model;

import java.util.List;

/** Cuts Chinese text into words. Implemented by the analyzer with HanLP. Safe for several threads. */
@FunctionalInterface
public interface Segmentation {
  /** Words in order, covering the text; spans lie in {@code text}. */
  List<Word> segment(String text);

  /** @param nature part of speech in HanLP's tag set, for example {@code nt} */
  record Word(Span span, String nature) {}
}
