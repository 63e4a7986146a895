package cn.qingzheng.casework;

import java.util.List;

/** The columns of Annex 1 and Annex 2 (鲁人社函〔2023〕65号), and what an officer can state for a case. */
public enum Column {
  SCREENED("排查总量"),
  VERIFIED("已核实"),
  INEFFECTIVE("低效无效"),
  FRAUDULENT_CLAIM("造假骗补冒领"),
  ILLEGAL_SUBCONTRACT("违规转包"),
  CATALOGUE_REMOVAL("移出目录"),
  FABRICATED_MATERIAL("编造材料虚假评价发证"),
  NO_EXAM("不考试发证"),
  COPYCAT("制售山寨证书"),
  COLLUSION("内外勾结倒卖证书"),
  /** Certificates involved, counted from documents, never from advertisements. */
  CERTIFICATES("涉及证书"),
  /** In fen; printed in yuan. */
  SUBSIDY_RECOVERY("追回补贴资金");

  /** The leaves of Annex 1 in order. */
  static final List<Column> ANNEX_1 =
      List.of(SCREENED, VERIFIED, INEFFECTIVE, FRAUDULENT_CLAIM, ILLEGAL_SUBCONTRACT, CATALOGUE_REMOVAL, SUBSIDY_RECOVERY);

  /** The leaves of Annex 2 in order; 已核实 is only a heading there. */
  static final List<Column> ANNEX_2 =
      List.of(SCREENED, FABRICATED_MATERIAL, NO_EXAM, COPYCAT, COLLUSION, CERTIFICATES, SUBSIDY_RECOVERY);

  private final String label;

  Column(String label) {
    this.label = label;
  }

  /** The leaves of an annex in order. */
  static List<Column> of(int annex) {
    return annex == 1 ? ANNEX_1 : ANNEX_2;
  }

  /** In Chinese, as the notice has it, without its unit. */
  public String label() {
    return label;
  }

  /** A value with its unit; money, kept in fen, in yuan. */
  public String shown(long value) {
    return TableText.amount(this, value) + (this == SUBSIDY_RECOVERY ? "元" : this == CERTIFICATES ? "本" : "个");
  }

  /** Whether its value is added up; else it is a yes or no for each subject. */
  boolean amount() {
    return this == CERTIFICATES || this == SUBSIDY_RECOVERY;
  }
}
