package cn.qingzheng.casework;

/** What is kept under an id, and how one says that there is no such thing. */
public enum Kept {
  FINDING("finding", "fingerprint", "没有问题记录 %s：请刷新列表"),
  CASE("case_file", "id", "没有案件 %s：请检查案件编号"),
  NOTICE("notice", "id", "没有函件 %s：用 notice list 查看编号"),
  EVIDENCE("evidence", "id", "没有证据包 %s：请用 case show 查看编号"),
  SUBJECT("subject", "id", "没有主体 %s：用 subject list 查看编号"),
  LEAD("lead", "number", "没有线索 %s：用 lead list 查看编号"),
  DISPOSITION("disposition", "id", "没有处置登记 %s：请用 case acts 查看编号"),
  CAPTURE("page_outcome", "capture_id", "没有采集 %s：请检查采集编号");

  private final String table;
  private final String column;
  private final String refusal;

  Kept(String table, String column, String refusal) {
    this.table = table;
    this.column = column;
    this.refusal = refusal;
  }

  String question() {
    return "SELECT CASE WHEN EXISTS (SELECT 1 FROM " + table + " WHERE " + column + " = ?) THEN 1 ELSE 0 END";
  }

  Refusal unknown(Object id) {
    return new Refusal(String.format(java.util.Locale.ROOT, refusal, id));
  }
}
