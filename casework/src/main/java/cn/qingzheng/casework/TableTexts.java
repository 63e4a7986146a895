package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of Annex 1 and 2. */
record TableTexts(String title, String unit, Heads heads, AnnexTexts annex1, AnnexTexts annex2) {
  /** Headings that both tables share. */
  record Heads(String item, String handling, String remark) {}

  record AnnexTexts(String label, String subtitle, List<String> lines, Map<Column, String> columns, List<String> note) {}

  AnnexTexts annex(int number) {
    return number == 1 ? annex1 : annex2;
  }

  private static final Set<String> KEYS =
      Set.of("schema", "title", "unit", "item", "remark", "handling", "annex1", "annex2");

  static Optional<TableTexts> read(YamlMap yaml, Problems problems) {
    Problems own = new Problems();
    yaml.onlyKeys(KEYS, own);
    if (!yaml.requiredText("schema", own).equals("progress-tables/1")) {
      yaml.problem("schema", "模板版本应为 progress-tables/1", "请按随附模板书写", own);
    }
    String unit = yaml.requiredText("unit", own);
    if (!unit.contains("{organ}")) {
      yaml.problem("unit", "没有用到占位符 {organ}", "请写明填报单位的位置", own);
    }
    TableTexts texts =
        new TableTexts(
            yaml.requiredText("title", own), unit,
            new Heads(yaml.requiredText("item", own), yaml.requiredText("handling", own), yaml.requiredText("remark", own)),
            annex(yaml.requiredMap("annex1", own), Column.ANNEX_1, own),
            annex(yaml.requiredMap("annex2", own), Column.ANNEX_2, own));
    own.list().forEach(problems::add);
    return own.isEmpty() ? Optional.of(texts) : Optional.empty();
  }

  private static AnnexTexts annex(YamlMap yaml, List<Column> leaves, Problems problems) {
    yaml.onlyKeys(Set.of("label", "subtitle", "lines", "columns", "note"), problems);
    List<String> lines = yaml.texts("lines", problems);
    if (lines.size() != 3) {
      yaml.problem("lines", "应有 3 行，现有 " + lines.size() + " 行", "请按通知附件书写", problems);
    }
    YamlMap columns = yaml.requiredMap("columns", problems);
    Map<Column, String> names = new EnumMap<>(Column.class);
    names.put(Column.VERIFIED, columns.requiredText("VERIFIED", problems));
    leaves.forEach(leaf -> names.put(leaf, columns.requiredText(leaf.name(), problems)));
    return new AnnexTexts(
        yaml.requiredText("label", problems), yaml.requiredText("subtitle", problems), lines, names,
        yaml.texts("note", problems));
  }
}
