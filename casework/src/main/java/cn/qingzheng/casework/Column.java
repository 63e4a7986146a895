package cn.qingzheng.casework;

import java.util.List;

/** The columns of Annex 1 and Annex 2 (鲁人社函〔2023〕65号), and what an officer can state for a case. */
public enum Column {
  SCREENED,
  VERIFIED,
  INEFFECTIVE,
  FRAUDULENT_CLAIM,
  ILLEGAL_SUBCONTRACT,
  CATALOGUE_REMOVAL,
  FABRICATED_MATERIAL,
  NO_EXAM,
  COPYCAT,
  COLLUSION,
  /** Certificates involved, counted from documents, never from advertisements. */
  CERTIFICATES,
  /** In fen; printed in yuan. */
  SUBSIDY_RECOVERY;

  /** The leaves of Annex 1 in order. */
  static final List<Column> ANNEX_1 =
      List.of(SCREENED, VERIFIED, INEFFECTIVE, FRAUDULENT_CLAIM, ILLEGAL_SUBCONTRACT, CATALOGUE_REMOVAL, SUBSIDY_RECOVERY);

  /** The leaves of Annex 2 in order; 已核实 is only a heading there. */
  static final List<Column> ANNEX_2 =
      List.of(SCREENED, FABRICATED_MATERIAL, NO_EXAM, COPYCAT, COLLUSION, CERTIFICATES, SUBSIDY_RECOVERY);

  /** Whether its value is added up; else it is a yes or no for each subject. */
  boolean amount() {
    return this == CERTIFICATES || this == SUBSIDY_RECOVERY;
  }
}
