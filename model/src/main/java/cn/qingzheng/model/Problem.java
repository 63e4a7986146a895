package cn.qingzheng.model;

import java.util.Objects;

/**
 * One mistake in something the operator wrote (a seed, a rule pack, a setting).
 *
 * @param source the file as the operator knows it, for example {@code seeds/institutions.csv}
 * @param line the line, from 1; 0 when the mistake belongs to the whole file
 * @param wrong what is wrong, in Chinese
 * @param advice what to write instead, in Chinese
 */
public record Problem(String source, int line, String wrong, String advice) {
  public Problem {
    Objects.requireNonNull(source);
    Objects.requireNonNull(wrong);
    Objects.requireNonNull(advice);
    if (line < 0) {
      throw new IllegalArgumentException("line should be 0 or more, was: " + line);
    }
  }

  /** {@code file:line: what is wrong – what to write}. */
  @Override
  public String toString() {
    return source + (line > 0 ? ":" + line : "") + ": " + wrong + " – " + advice;
  }
}
