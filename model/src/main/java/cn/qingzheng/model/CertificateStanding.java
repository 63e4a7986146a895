package cn.qingzheng.model;

/** What a certificate name is on the day of the capture. */
public enum CertificateStanding {
  QUALIFICATION("国家职业资格目录内"),
  SKILL_LEVEL("职业技能等级"),
  SPECIAL_SKILL("专项职业能力"),
  WITHDRAWN("已退出目录"),
  COPYCAT("目录外证书名称"),
  UNLISTED("未见于任何目录");

  private final String label;

  CertificateStanding(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
