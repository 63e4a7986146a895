package cn.qingzheng.console.command;

import cn.qingzheng.casework.CaseField;
import cn.qingzheng.casework.Column;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What officers call the fields and columns of the progress tables, and the numbers they write for them. */
final class FigureNames {
  static final Map<String, CaseField> FIELDS = fields();
  static final Map<String, Column> COLUMNS = columns();

  private FigureNames() {}

  private static Map<String, CaseField> fields() {
    Map<String, CaseField> names = new LinkedHashMap<>();
    names.put("附件1行", CaseField.ANNEX_1_LINE);
    names.put("附件2行", CaseField.ANNEX_2_LINE);
    names.put("低效无效", CaseField.INEFFECTIVE);
    names.put("造假骗补冒领", CaseField.FRAUDULENT_CLAIM);
    names.put("违规转包", CaseField.ILLEGAL_SUBCONTRACT);
    names.put("编造材料虚假评价发证", CaseField.FABRICATED_MATERIAL);
    names.put("不考试发证", CaseField.NO_EXAM);
    names.put("制售山寨证书", CaseField.COPYCAT);
    names.put("内外勾结倒卖证书", CaseField.COLLUSION);
    names.put("涉及证书", CaseField.CERTIFICATES);
    return names;
  }

  private static Map<String, Column> columns() {
    Map<String, Column> names = new LinkedHashMap<>();
    names.put("排查总量", Column.SCREENED);
    names.put("已核实", Column.VERIFIED);
    names.put("低效无效", Column.INEFFECTIVE);
    names.put("造假骗补冒领", Column.FRAUDULENT_CLAIM);
    names.put("违规转包", Column.ILLEGAL_SUBCONTRACT);
    names.put("移出目录", Column.CATALOGUE_REMOVAL);
    names.put("追回补贴资金", Column.SUBSIDY_RECOVERY);
    return names;
  }

  /** A value as kept: money is written in yuan and kept in fen. */
  static long value(String name, String written) {
    boolean money = name.equals("追回补贴资金");
    try {
      BigDecimal number = new BigDecimal(written.strip());
      return money ? number.movePointRight(2).longValueExact() : number.longValueExact();
    } catch (NumberFormatException | ArithmeticException e) {
      throw CommandException.usage(
          "“" + name + "”的数值不对：" + written + " – " + (money ? "请写元，最多两位小数" : "请写整数"));
    }
  }

  static <T> T named(Map<String, T> names, String name) {
    T found = names.get(name);
    if (found == null && names == FIELDS && COLUMNS.containsKey(name)) {
      throw CommandException.usage("“" + name + "”是处置 – 请用 case act 登记");
    }
    if (found == null) {
      throw CommandException.usage("没有“" + name + "”这一项 – 可写：" + String.join("、", names.keySet()));
    }
    return found;
  }
}
