package cn.qingzheng.model;

import java.util.Objects;

/**
 * A provision that a rule rests on.
 *
 * @param statute short title, for example {@code 广告法}
 * @param article as cited, for example {@code 第二十四条第一项}
 * @param version the version in force on the day of the capture, for example {@code 2021-04-29}
 * @param summary what it says, in one sentence
 */
public record Citation(String statute, String article, String version, String summary) {
  public Citation {
    Objects.requireNonNull(statute);
    Objects.requireNonNull(article);
    Objects.requireNonNull(version);
    Objects.requireNonNull(summary);
  }

  /** {@code 《广告法》第二十四条第一项}. */
  @Override
  public String toString() {
    return (statute.startsWith("《") ? statute : "《" + statute + "》") + article;
  }
}
