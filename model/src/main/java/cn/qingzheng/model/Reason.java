package cn.qingzheng.model;

import java.util.Objects;

/**
 * One step of why something is, or is not, a finding.
 *
 * @param code stable id, for example {@code negated}
 * @param weight added to the score; 0 for a reason that decides alone
 * @param text for a lay reader, in Chinese
 */
public record Reason(String code, int weight, String text) {
  public Reason {
    Objects.requireNonNull(code);
    Objects.requireNonNull(text);
  }
}
