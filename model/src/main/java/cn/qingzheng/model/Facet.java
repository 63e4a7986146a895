package cn.qingzheng.model;

/** What the notice tells to screen: 所发证书、项目名称、商业宣传、收费, and marks (鲁人社函〔2023〕65号 二(四)5). */
public enum Facet {
  CERTIFICATE("所发证书"),
  PROJECT_NAME("项目名称"),
  ADVERTISING("商业宣传"),
  FEE("收费"),
  MARK("标志");

  private final String label;

  Facet(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
