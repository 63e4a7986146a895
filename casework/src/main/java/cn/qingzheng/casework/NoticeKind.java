package cn.qingzheng.casework;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of letters and notices; who may send which is data ({@link Competence}). */
public enum NoticeKind {
  COMPLIANCE_PROMPT("合规提示函"),
  PLATFORM_INSTRUCTION("处置指令"),
  LEAD_REFERRAL("线索移送函"),
  ASSISTANCE_REQUEST("协查函"),
  /** For advertisements the market regulator's alone; the database holds that too. */
  RECTIFICATION_ORDER("责令改正通知书"),
  INTERVIEW("约谈通知"),
  CASE_REFERRAL("案件移送函"),
  REMINDER("催告");

  private final String label;

  NoticeKind(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }

  /** By label or by name. */
  public static Optional<NoticeKind> named(String text) {
    return Arrays.stream(values()).filter(k -> k.label.equals(text) || k.name().equalsIgnoreCase(text)).findFirst();
  }
}
