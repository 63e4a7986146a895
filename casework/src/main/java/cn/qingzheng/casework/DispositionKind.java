package cn.qingzheng.casework;

import java.util.Arrays;
import java.util.Optional;

/** What can be done about a case: the measures of 鲁人社函〔2023〕65号 二（三）and（四）. */
public enum DispositionKind {
  GUIDANCE("行政指导", Unit.ONCE),
  INTERVIEW("约谈", Unit.ONCE),
  /** 责令限期整改; may bear the day by which it is to be done. */
  RECTIFICATION("限期整改", Unit.ONCE),
  PENALTY_REFERRAL("处罚移交", Unit.ONCE),
  JUDICIAL_REFERRAL("移送司法", Unit.ONCE),
  DISCIPLINE_REFERRAL("移送纪检", Unit.ONCE),
  MARKET_REFERRAL("移送市监", Unit.ONCE),
  FILING_TERMINATION("终止备案", Unit.ONCE),
  PROJECT_REMOVAL("移出项目目录", Unit.PROJECTS),
  INSTITUTION_REMOVAL("移出机构目录", Unit.ONCE),
  RESULT_CANCELLATION("取消评价结果", Unit.PERSONS),
  CERTIFICATE_VOIDING("宣布证书作废", Unit.CERTIFICATES),
  DATA_REVOCATION("撤销证书数据", Unit.RECORDS),
  SUBSIDY_RECOVERY("追回补贴资金", Unit.YUAN);

  /** What its amount counts. */
  public enum Unit {
    /** Counts as done, the amount is 1. */
    ONCE("次"),
    PROJECTS("个"),
    PERSONS("人次"),
    CERTIFICATES("本"),
    RECORDS("条"),
    /** Kept in fen, written and printed in yuan. */
    YUAN("元");

    private final String label;

    Unit(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private final String label;
  private final Unit unit;

  DispositionKind(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /** In Chinese, as officers write it. */
  public String label() {
    return label;
  }

  public Unit unit() {
    return unit;
  }

  public static Optional<DispositionKind> labelled(String label) {
    return Arrays.stream(values()).filter(k -> k.label.equals(label.strip())).findFirst();
  }

  /** An amount with its unit; money in yuan. */
  public String shown(long amount) {
    return (unit == Unit.YUAN ? TableText.yuan(amount) : Long.toString(amount)) + unit.label;
  }
}
