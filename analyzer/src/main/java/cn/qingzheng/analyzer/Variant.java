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
import java.util.function.Predicate;

/**
 * A curated other way to write a term.
 *
 * @param confidence from 0 to 1 how surely the form means the term without looking around
 * @param also other terms that it may mean as well
 */
record Variant(String form, String term, WrittenForm kind, double confidence, List<String> also) {
  private static final List<String> COLUMNS = List.of("form", "term", "kind", "confidence", "note");

  static List<Variant> read(Path file, Parts parts, Predicate<String> terms, Problems problems) {
    List<Variant> variants = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : Table.tsv(file, COLUMNS, problems).rows()) {
      String form = parts.form(row.required("form", problems));
      List<String> meant = parts.words(row.list("term"));
      Optional<WrittenForm> kind = row.constant("kind", WrittenForm.class, problems);
      double confidence = confidence(row, problems);
      if (sound(row, parts, form, meant, terms, problems) && distinct(row, form, meant, seen, problems) && kind.isPresent()) {
        variants.add(new Variant(form, meant.getFirst(), kind.get(), confidence, meant.subList(1, meant.size())));
      }
    }
    return variants;
  }

  /** Whether the form can be read and all its terms are known. */
  private static boolean sound(
      Row row, Parts parts, String form, List<String> meant, Predicate<String> terms, Problems problems) {
    List<String> unnamed = new ArrayList<>(parts.unknownInForm(row.text("form")));
    unnamed.addAll(parts.unknown(row.text("term")));
    unnamed.forEach(u -> row.problem(problems, "没有名为 " + u + " 的词组", "请改正，或先在词组表中写出"));
    List<String> unknown = meant.stream().filter(terms.negate()).toList();
    unknown.forEach(t -> row.problem(problems, "规则包中没有词条 " + t, "请改正或先加入规则包"));
    boolean readable = form.isEmpty() || TermShape.parse(form).isPresent();
    if (!readable) {
      row.problem(problems, "写法不对：" + form, "花括号只能写 {数}、{部}、{…}、{@词组} 或 {甲|乙|}（择一，末尾空则可省），且须另有文字");
    }
    if (meant.isEmpty()) {
      row.required("term", problems);
    }
    return unnamed.isEmpty() && unknown.isEmpty() && readable && !form.isEmpty() && !meant.isEmpty();
  }

  private static boolean distinct(Row row, String form, List<String> meant, Set<String> seen, Problems problems) {
    if (meant.contains(form)) {
      row.problem(problems, "写法与词条相同：" + form, "请删去该行");
      return false;
    }
    boolean added = meant.stream().map(t -> seen.add(form + "\t" + t)).reduce(true, Boolean::logicalAnd);
    if (!added) {
      row.problem(problems, "写法重复：" + form, "请删去一行");
    }
    return added;
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
