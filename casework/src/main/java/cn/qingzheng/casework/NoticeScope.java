package cn.qingzheng.casework;

/** How far a letter reaches. */
public enum NoticeScope {
  /** The items it lists. */
  SINGLE("个案"),
  /** A period, a category or a region: the province's alone. */
  SWEEP("批量");

  private final String label;

  NoticeScope(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
