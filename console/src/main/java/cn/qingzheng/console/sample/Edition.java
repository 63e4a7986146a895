package cn.qingzheng.console.sample;

/** A state of the sample web. The later one lets a second scan show new, open and resolved findings. */
public enum Edition {
  /** The web as first seen. */
  FIRST,
  /** Some days later: pages corrected, reworded, added and removed, and one host gone. */
  SECOND;

  /** Whether {@code marks}, such as {@code 1}, {@code 2} or {@code 12}, name this edition. */
  boolean in(String marks) {
    return marks.indexOf('1' + ordinal()) >= 0;
  }
}
