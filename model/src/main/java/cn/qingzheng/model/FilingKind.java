package cn.qingzheng.model;

/** What a body is filed or licensed as; the first two are rows of Annex 2. */
public enum FilingKind {
  QUALIFICATION_ASSESSMENT("职业资格鉴定机构"),
  SKILL_LEVEL_ASSESSMENT("评价机构"),
  TRAINING("培训机构"),
  ORGAN("行政机关");

  private final String label;

  FilingKind(String label) {
    this.label = label;
  }

  /** In Chinese, as written in the registry. */
  public String label() {
    return label;
  }
}
