package cn.qingzheng.casework;

/** Where a case stands. */
public enum CaseState {
  CANDIDATE("候选"),
  CONFIRMED("已确认"),
  DISMISSED("已排除"),
  /** Its subject turned out to be that of another case. */
  MERGED("已并入");

  private final String label;

  CaseState(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }

  /** Whether new findings of the subject join it. */
  public boolean open() {
    return this == CANDIDATE || this == CONFIRMED;
  }
}
