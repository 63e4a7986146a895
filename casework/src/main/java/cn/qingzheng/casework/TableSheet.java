package cn.qingzheng.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Annex 1 and 2 as pages: title, 填报单位, table and note as the notice prints them. */
final class TableSheet {
  private static final String BLANK_LINE = "＿＿＿＿＿＿";

  private TableSheet() {}

  static LegalPage page(
      ProgressTable table, ProgressTable.Annex annex, ProgressTables.Layout layout, TableTexts texts, String organ) {
    TableTexts.AnnexTexts words = annex.number() == 1 ? texts.annex1() : texts.annex2();
    List<LegalPage.Block> blocks = new ArrayList<>();
    blocks.add(new LegalPage.Label(words.label()));
    blocks.add(new LegalPage.Title(texts.title()));
    blocks.add(new LegalPage.Subtitle(words.subtitle()));
    blocks.add(new LegalPage.Flush(texts.unit().replace("{organ}", organ.isEmpty() ? BLANK_LINE : organ)));
    blocks.add(
        annex.number() == 2
            ? grid(annex, flatHead(texts, words, Column.ANNEX_2, 4), List.of(10, 44, 18, 26, 20, 22, 26, 20, 24, 47), Column.ANNEX_2)
            : layout == ProgressTables.Layout.NESTED ? nested(annex, texts, words) : flat(annex, texts, words));
    words.note().forEach(note -> blocks.add(new LegalPage.Note(note)));
    String name = words.label() + " " + texts.title() + words.subtitle();
    return new LegalPage(name, true, Optional.empty(), Optional.empty(), foot(table), blocks);
  }

  private static String foot(ProgressTable table) {
    String period = TableText.period(table);
    return table.from().isPresent() ? "本表为" + period + "数" : "数据" + period;
  }

  /** Two rows: 项目, 排查总量, 已核实 over its leaves, 处理情况 over the last two, remark. */
  private static List<List<LegalPage.Cell>> flatHead(
      TableTexts texts, TableTexts.AnnexTexts words, List<Column> leaves, int verified) {
    Map<Column, String> names = words.columns();
    List<LegalPage.Cell> top =
        List.of(
            LegalPage.Cell.head(texts.heads().item(), 2, 2),
            LegalPage.Cell.head(names.get(Column.SCREENED), 1, 2),
            LegalPage.Cell.head(names.get(Column.VERIFIED), verified, 1),
            LegalPage.Cell.head(texts.heads().handling(), 2, 1),
            LegalPage.Cell.head(texts.heads().remark(), 1, 2));
    List<LegalPage.Cell> below = leaves.stream().skip(1).map(leaf -> LegalPage.Cell.head(names.get(leaf), 1, 1)).toList();
    return List.of(top, below);
  }

  private static LegalPage.Grid flat(ProgressTable.Annex annex, TableTexts texts, TableTexts.AnnexTexts words) {
    List<Column> leaves = Column.ANNEX_1.stream().filter(c -> c != Column.VERIFIED).toList();
    return grid(annex, flatHead(texts, words, leaves, 3), List.of(10, 50, 22, 24, 28, 24, 24, 28, 47), leaves);
  }

  /** Three rows: 已核实 stands under 排查总量, its leaves under 已核实, and each has a column of its own. */
  private static LegalPage.Grid nested(ProgressTable.Annex annex, TableTexts texts, TableTexts.AnnexTexts words) {
    Map<Column, String> names = words.columns();
    List<LegalPage.Cell> first =
        List.of(
            LegalPage.Cell.head(texts.heads().item(), 2, 3),
            LegalPage.Cell.head(names.get(Column.SCREENED), 5, 1),
            LegalPage.Cell.head(texts.heads().handling(), 2, 1),
            LegalPage.Cell.head(texts.heads().remark(), 1, 3));
    List<LegalPage.Cell> second =
        List.of(
            LegalPage.Cell.under(2),
            LegalPage.Cell.head(names.get(Column.VERIFIED), 4, 1),
            LegalPage.Cell.head(names.get(Column.CATALOGUE_REMOVAL), 1, 2),
            LegalPage.Cell.head(names.get(Column.SUBSIDY_RECOVERY), 1, 2));
    List<LegalPage.Cell> third =
        List.of(
            LegalPage.Cell.under(1),
            LegalPage.Cell.head(names.get(Column.INEFFECTIVE), 1, 1),
            LegalPage.Cell.head(names.get(Column.FRAUDULENT_CLAIM), 1, 1),
            LegalPage.Cell.head(names.get(Column.ILLEGAL_SUBCONTRACT), 1, 1));
    return grid(annex, List.of(first, second, third), List.of(10, 46, 18, 18, 22, 26, 22, 22, 26, 47), Column.ANNEX_1);
  }

  private static LegalPage.Grid grid(
      ProgressTable.Annex annex, List<List<LegalPage.Cell>> head, List<Integer> widths, List<Column> leaves) {
    List<List<LegalPage.Cell>> rows = new ArrayList<>(head);
    for (ProgressTable.Line line : annex.lines()) {
      List<LegalPage.Cell> row = new ArrayList<>();
      row.add(LegalPage.Cell.centre(Integer.toString(line.number())));
      row.add(LegalPage.Cell.left(line.label()));
      leaves.forEach(leaf -> row.add(LegalPage.Cell.centre(line.known() ? TableText.amount(leaf, line.value(leaf)) : "")));
      row.add(LegalPage.Cell.left(line.remark()));
      rows.add(row);
    }
    return new LegalPage.Grid(widths, head.size(), 21, rows);
  }
}
