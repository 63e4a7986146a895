package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.WrittenForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A curated other way to write a term.
 *
 * @param confidence from 0 to 1 how surely the form means the term without looking around
 */
record Variant(String form, String term, WrittenForm kind, double confidence) {
  static List<Variant> read(Path file, Set<String> terms, Problems problems) {
    List<Variant> variants = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : Table.tsv(file, List.of("form", "term", "kind", "confidence", "note"), problems).rows()) {
      String form = row.required("form", problems);
      String term = row.required("term", problems);
      Optional<WrittenForm> kind = row.constant("kind", WrittenForm.class, problems);
      double confidence = confidence(row, problems);
      if (!term.isEmpty() && !terms.contains(term)) {
        row.problem(problems, "规则包中没有词条 " + term, "请改正或先加入规则包");
      } else if (!seen.add(form + "\t" + term)) {
        row.problem(problems, "写法重复：" + form, "请删去一行");
      } else if (form.equals(term)) {
        row.problem(problems, "写法与词条相同：" + form, "请删去该行");
      } else if (!form.isEmpty() && TermShape.parse(form).isEmpty()) {
        row.problem(problems, "写法不对：" + form, "花括号只能写 {数}、{部} 或 {甲|乙|}（择一，末尾空则可省），且须另有文字");
      } else if (!form.isEmpty() && kind.isPresent()) {
        variants.add(new Variant(form, term, kind.get(), confidence));
      }
    }
    return variants;
  }

  private static double confidence(Row row, Problems problems) {
    try {
      double value = Double.parseDouble(row.text("confidence"));
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    row.problem(problems, "“confidence”应为 0 到 1 的数，现为：" + row.text("confidence"), "例如 0.8");
    return 0;
  }
}
