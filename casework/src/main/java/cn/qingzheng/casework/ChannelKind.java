package cn.qingzheng.casework;

/** Ways that letters go. */
public enum ChannelKind {
  EMAIL("电子邮件"),
  /** A signed HTTP request to the platform's interface. */
  WEBHOOK("接口推送"),
  /** A folder from which a person or program uploads to the ministry's 平台企业协同共治系统. */
  FOLDER("导出目录"),
  /** Printed and carried or posted, with a 送达回证. */
  PAPER("纸质送达");

  private final String label;

  ChannelKind(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
