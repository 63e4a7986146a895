package cn.qingzheng.crawler.browser;

import java.util.Objects;

/**
 * Words to be looked up in a page as the browser shows it.
 *
 * @param words as quoted from the page's text
 * @param around the sentence they stand in
 * @param offset of the words in it, UTF-16
 * @param before how many marks of the same kind, sentence and offset stand before this one
 * @param kind where on the page they were read
 */
public record Mark(String words, String around, int offset, int before, Kind kind) {
  /** What is looked at first. */
  public enum Kind {
    TEXT,
    /** Descriptions and hints of elements. */
    ATTRIBUTE,
    TITLE,
    /** What the page says of itself without showing it. */
    META
  }

  /** In the page's text. */
  public Mark(String words, String around, int offset, int before) {
    this(words, around, offset, before, Kind.TEXT);
  }

  public Mark {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(words);
    Objects.requireNonNull(around);
    if (offset < 0 || offset + words.length() > around.length() || before < 0) {
      throw new IllegalArgumentException("words should lie in the sentence, was: " + offset + " in " + around.length());
    }
  }
}
