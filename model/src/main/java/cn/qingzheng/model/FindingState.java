package cn.qingzheng.model;

/** Where a finding stands over time, and what a person said of it. */
public enum FindingState {
  /** 候选: proposed by the program, nobody looked yet. */
  CANDIDATE("候选"),
  /** 已确认 by an officer. */
  CONFIRMED("已确认"),
  /** 已排除 by an officer, with a reason. */
  DISMISSED("已排除");

  private final String label;

  FindingState(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
