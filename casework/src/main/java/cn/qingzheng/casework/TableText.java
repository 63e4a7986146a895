package cn.qingzheng.casework;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The tables as text: the summary, what stands behind each figure, and the figures for the bureau above. */
final class TableText {
  /** A byte order mark, which spreadsheets want. */
  private static final String BOM = "\uFEFF";

  private TableText() {}

  /** Fen as yuan with two decimals. */
  static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }

  /** Counts as they are, money in yuan with two decimals. */
  static String amount(Column column, long value) {
    return column == Column.SUBSIDY_RECOVERY ? yuan(value) : Long.toString(value);
  }

  static String summary(ProgressTable table, String organ) {
    StringBuilder out = new StringBuilder();
    out.append(organ).append("职业技能培训和评价问题专项治理工作小结\n\n").append(period(table));
    out.append("，通过互联网检索共排查评价类主体").append(total(table, Column.SCREENED)).append("个，其中");
    out.append(String.join("，", table.annex2().lines().stream().map(l -> l.label() + l.value(Column.SCREENED) + "个").toList()));
    out.append("。经工作人员核实存在问题的").append(total(table, Column.VERIFIED)).append("个，其中制售山寨证书")
        .append(total(table, Column.COPYCAT)).append("个；涉及证书").append(total(table, Column.CERTIFICATES))
        .append("本，追回补贴资金").append(yuan(total(table, Column.SUBSIDY_RECOVERY))).append("元。\n");
    if (!table.measures().isEmpty()) {
      out.append("已采取措施：").append(measures(table.measures())).append("。\n");
    }
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

  /** What the figures cover: 截至, or from a day to a day. */
  static String period(ProgressTable table) {
    String to = NoticeGroup.DAY.format(table.asOf());
    return table.from().map(from -> NoticeGroup.DAY.format(from) + "至" + to + "期间新增").orElse("截至" + to);
  }

  private static String measures(Map<DispositionKind, Long> sums) {
    return String.join(
        "，",
        Arrays.stream(DispositionKind.values()).filter(sums::containsKey).map(k -> k.label() + k.shown(sums.get(k))).toList());
  }

  private static String collected(ProgressTable table) {
    return table.annex1().lines().stream().noneMatch(ProgressTable.Line::known)
        ? "本系统不采集，尚无登记，由业务部门填报。"
        : "由经办人登记，来源见数据来源表。";
  }

  private static long total(ProgressTable table, Column column) {
    return table.annex2().lines().stream().mapToLong(l -> l.value(column)).reduce(0, Math::addExact);
  }

  /** One line for each subject or source behind a figure. */
  static String behind(ProgressTable table, TableTexts texts) {
    StringBuilder out = new StringBuilder(BOM + "表,行,列,数值,依据,案件\r\n");
    for (ProgressTable.Annex annex : List.of(table.annex1(), table.annex2())) {
      for (ProgressTable.Line line : annex.lines()) {
        for (Column column : Column.of(annex.number())) {
          ProgressTable.Cell cell = line.cells().get(column);
          for (ProgressTable.Behind b : cell.behind()) {
            String name = texts.annex(annex.number()).columns().get(column);
            row(out, List.of("附件" + annex.number(), line.label(), name, amount(column, cell.value()), b.what(), String.join(" ", b.cases())));
          }
        }
      }
    }
    return out.toString();
  }

  /** The figures as the bureau above imports them; a line that nobody filled in has no figures. */
  static String figures(ProgressTable table, CityReports.Region region) {
    StringBuilder out = new StringBuilder(BOM);
    row(out, CityReportFile.COLUMNS);
    for (ProgressTable.Annex annex : List.of(table.annex1(), table.annex2())) {
      for (ProgressTable.Line line : annex.lines()) {
        List<String> cells = new java.util.ArrayList<>(List.of(
            region.code(), region.name(), table.asOf().toString(), Integer.toString(annex.number()), Integer.toString(line.number()), line.label()));
        for (Column column : Column.values()) {
          boolean there = line.known() && line.cells().containsKey(column);
          cells.add(there ? amount(column, line.value(column)) : "");
        }
        cells.add(line.remark());
        row(out, cells);
      }
    }
    return out.toString();
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append(String.join(",", cells.stream().map(TableText::quoted).toList())).append("\r\n");
  }

  /** A leading sign that a spreadsheet would take for a formula is kept from it by an apostrophe; a number is none. */
  static String quoted(String cell) {
    boolean formula = !cell.isEmpty() && "=+-@\t\r＝＋－＠".indexOf(cell.charAt(0)) >= 0 && !cell.matches("-\\d+(\\.\\d+)?");
    return '"' + (formula ? "'" + cell : cell).replace("\"", "\"\"") + '"';
  }
}
