package cn.qingzheng.casework;

import java.math.BigDecimal;
import java.util.List;

/** The tables as text: the summary, and who stands behind each figure. */
final class TableText {
  private TableText() {}

  /** Counts as they are, money in yuan with two decimals. */
  static String amount(Column column, long value) {
    return column == Column.SUBSIDY_RECOVERY ? BigDecimal.valueOf(value, 2).toPlainString() : Long.toString(value);
  }

  static String summary(ProgressTable table, String organ) {
    StringBuilder out = new StringBuilder();
    out.append(organ).append("职业技能培训和评价问题专项治理工作小结\n\n");
    out.append("截至").append(NoticeGroup.DAY.format(table.asOf())).append("，通过互联网检索共排查评价类主体")
        .append(total(table, Column.SCREENED)).append("个，其中");
    out.append(String.join("，", table.annex2().lines().stream().map(l -> l.label() + l.value(Column.SCREENED) + "个").toList()));
    out.append("。经工作人员核实存在问题的").append(total(table, Column.VERIFIED)).append("个，其中制售山寨证书")
        .append(total(table, Column.COPYCAT)).append("个；涉及证书").append(total(table, Column.CERTIFICATES))
        .append("本，追回补贴资金").append(amount(Column.SUBSIDY_RECOVERY, total(table, Column.SUBSIDY_RECOVERY))).append("元。\n");
    if (table.unidentified() > 0) {
      out.append("另有").append(table.unidentified()).append("个网站尚未查明主体，未计入上述数字。\n");
    }
    for (ProgressTable.Line line : table.annex2().lines()) {
      if (!line.remark().isEmpty()) {
        out.append(line.label()).append("：").append(line.remark()).append("。\n");
      }
    }
    table.warnings().forEach(w -> out.append("请核对：").append(w).append("。\n"));
    return out.append("培训类数据（附件1）").append(collected(table)).append("\n").toString();
  }

  private static String collected(ProgressTable table) {
    return table.annex1().lines().stream().allMatch(l -> !l.remark().isEmpty())
        ? "本系统不采集，由业务部门填报。"
        : "由经办人登记，来源见数据来源表。";
  }

  private static long total(ProgressTable table, Column column) {
    return table.annex2().lines().stream().mapToLong(l -> l.value(column)).reduce(0, Math::addExact);
  }

  /** One line for each subject or source behind a figure; as CSV with a byte order mark, which spreadsheets want. */
  static String behind(ProgressTable table, TableTexts texts) {
    StringBuilder out = new StringBuilder("\uFEFF表,行,列,数值,依据\r\n");
    for (ProgressTable.Annex annex : List.of(table.annex1(), table.annex2())) {
      TableTexts.AnnexTexts words = annex.number() == 1 ? texts.annex1() : texts.annex2();
      for (ProgressTable.Line line : annex.lines()) {
        for (Column column : annex.number() == 1 ? Column.ANNEX_1 : Column.ANNEX_2) {
          ProgressTable.Cell cell = line.cells().get(column);
          for (String why : cell.why()) {
            row(out, List.of("附件" + annex.number(), line.label(), words.columns().get(column), amount(column, cell.value()), why));
          }
        }
      }
    }
    return out.toString();
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append(String.join(",", cells.stream().map(TableText::quoted).toList())).append("\r\n");
  }

  /** A leading sign that a spreadsheet would take for a formula is kept from it by an apostrophe. */
  private static String quoted(String cell) {
    String safe = !cell.isEmpty() && "=+-@\t\r＝＋－＠".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
