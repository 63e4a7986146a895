package cn.qingzheng.crawler.page;

import java.util.Objects;
import java.util.Optional;

/**
 * In which encoding a body was read, and what it said of itself.
 *
 * @param declared the label as written, if there was one
 * @param used name by the WHATWG Encoding Standard; gb2312 and gbk are read as {@code gb18030}
 * @param replaced how many U+FFFD stand for bytes that mean nothing
 */
public record CharsetChoice(Optional<String> declared, Source source, String used, Why why, int replaced) {
  public CharsetChoice {
    Objects.requireNonNull(declared);
    Objects.requireNonNull(source);
    Objects.requireNonNull(used);
    Objects.requireNonNull(why);
  }

  /** Who declared it. */
  public enum Source {
    BOM,
    HEADER,
    META,
    NOBODY
  }

  /** What decided. */
  public enum Why {
    /** The byte order mark, which beats everything. */
    BOM,
    /** The label, and the bytes bear it out. */
    DECLARED,
    /** The bytes are strict UTF-8, whatever the label says. */
    VALID_UTF8,
    /** The bytes do not fit the label, and fit another encoding much better. */
    LABEL_REFUTED,
    /** No label that a browser knows; by the frequency of common characters. */
    FREQUENCY,
    /** Nothing spoke for anything. */
    DEFAULT
  }
}
