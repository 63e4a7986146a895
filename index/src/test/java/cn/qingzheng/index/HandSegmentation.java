package cn.qingzheng.index;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes the longest of its words, else one character. */
record HandSegmentation(List<String> words) implements Segmentation {
  HandSegmentation(String... words) {
    this(List.of(words));
  }

  @Override
  public List<Word> segment(String text) {
    List<Word> all = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int from = at;
      int length = words.stream()
          .filter(word -> text.startsWith(word, from))
          .map(String::length)
          .max(Comparator.naturalOrder())
          .orElse(Character.charCount(text.codePointAt(from)));
      all.add(new Word(new Span(at, at + length), "n"));
      at += length;
    }
    return all;
  }
}
