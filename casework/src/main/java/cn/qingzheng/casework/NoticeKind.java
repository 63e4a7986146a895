package cn.qingzheng.casework;

/** Kinds of letters and notices, and who may send them. */
public enum NoticeKind {
  COMPLIANCE_PROMPT("合规提示函", true),
  LEAD_REFERRAL("线索移送函", true),
  ASSISTANCE_REQUEST("协查函", false),
  /** 责令改正通知书: for advertisements the market regulator's alone. */
  RECTIFICATION_ORDER("责令改正通知书", false),
  INTERVIEW("约谈通知", true),
  CASE_REFERRAL("案件移送函", true),
  REMINDER("催告", true);

  private final String label;
  private final boolean labour;

  NoticeKind(String label, boolean labour) {
    this.label = label;
    this.labour = labour;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }

  /** Whether an organ of that kind may send it. A labour bureau prompts and refers. */
  public boolean allowedTo(Issuer.Kind issuer) {
    return labour || issuer == Issuer.Kind.MARKET_REGULATION;
  }
}
