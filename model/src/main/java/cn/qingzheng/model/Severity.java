package cn.qingzheng.model;

/** How much a hit weighs, lowest first. */
public enum Severity {
  NONE("无"),
  LOW("低"),
  MEDIUM("中"),
  HIGH("高");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
