package cn.qingzheng.model;

/** What the filing registry says about the body behind a page, on the day of the capture. */
public enum PromoterStatus {
  /** Known who it is, and it is not filed on that day. */
  UNAPPROVED("未备案"),
  /** Filed and valid on that day; the scope is judged per certificate. */
  FILED("已备案"),
  /** A state organ. */
  ORGAN("行政机关"),
  /** Not known who it is, or no registry to ask: a person has to look. */
  UNKNOWN("主体不明");

  private final String label;

  PromoterStatus(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
