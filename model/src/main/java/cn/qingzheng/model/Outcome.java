package cn.qingzheng.model;

/** What the analysis proposes for a page. An officer decides. */
public enum Outcome {
  /** 未见疑点: nothing that a rule names. */
  CLEAR("未见疑点"),
  /** 仅提及: the words are there, but quoted, denied, warned of, or in a lawful name. */
  MENTION("仅提及"),
  /** 待人工复核. */
  REVIEW("待复核"),
  /** 高风险候选. */
  HIGH_RISK("高风险"),
  /** 信息不足: too little text to say anything. */
  INSUFFICIENT("信息不足");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
