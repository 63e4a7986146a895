package cn.qingzheng.casework;

/** What a platform counts in its reply. */
public enum ReplyMeasure {
  ITEMS_DELETED("删除商品信息", "条"),
  SHOPS_STOPPED("停止服务网店", "个"),
  ACCOUNTS_HANDLED("处置账号", "个"),
  SITES_CLOSED("提请关闭网站", "个");

  private final String label;
  private final String unit;

  ReplyMeasure(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }

  /** Head of its column in the reply form. */
  public String column() {
    return label + "（" + unit + "）";
  }
}
