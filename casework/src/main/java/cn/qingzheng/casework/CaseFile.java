package cn.qingzheng.casework;

import java.time.Instant;

/**
 * A case: one subject and what was found about it.
 *
 * @param id {@code 2026-000001}, without gaps within a year
 * @param because why it was opened, in Chinese
 * @param tally its findings
 */
public record CaseFile(String id, Subject subject, CaseState state, Instant openedAt, String because, Tally tally) {
  /**
   * @param findings all
   * @param present still on the web when last looked
   * @param candidates nobody decided yet
   * @param confirmed by an officer
   */
  public record Tally(int findings, int present, int candidates, int confirmed) {}
}
