package cn.qingzheng.model;

import java.util.Objects;

/** What one capture changed about a finding. */
public record FindingChange(Kind kind, Finding finding) {
  public FindingChange {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(finding);
  }

  public enum Kind {
    NEW("新发现"),
    STILL_OPEN("仍存在"),
    /** The page was fetched, the rule ran, and it is no longer there. */
    RESOLVED("已消失"),
    /** There again after it had gone. */
    RELAPSED("反弹");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }
}
