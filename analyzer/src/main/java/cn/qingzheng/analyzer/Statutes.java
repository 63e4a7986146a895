package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Provisions with their versions; the one in force on the day is cited. */
record Statutes(Map<String, List<Provision>> versions) {
  record Provision(Citation citation, Validity validity) {}

  static Statutes read(Path file, Problems problems) {
    Map<String, List<Provision>> versions = new HashMap<>();
    List<String> columns = List.of("id", "statute", "article", "summary", "valid_from", "valid_to", "source");
    for (Row row : Table.tsv(file, columns, problems).rows()) {
      String id = row.required("id", problems);
      Validity validity = Validity.of(row, problems);
      row.required("source", problems);
      Citation citation =
          new Citation(row.required("statute", problems), row.required("article", problems),
              row.text("valid_from"), row.required("summary", problems));
      List<Provision> known = versions.computeIfAbsent(id, k -> new ArrayList<>());
      if (known.stream().anyMatch(p -> p.validity().equals(validity))) {
        row.problem(problems, "依据 " + id + " 的同一时期写了两次", "请删去一行或改正日期");
      }
      known.add(new Provision(citation, validity));
    }
    if (versions.isEmpty()) {
      problems.add(file.toString(), 0, "没有任何法律依据", "请至少写一行");
    }
    return new Statutes(versions);
  }

  Set<String> ids() {
    return versions.keySet();
  }

  /** What is in force on that day, in the order of the ids. */
  List<Citation> cited(List<String> ids, LocalDate day) {
    return ids.stream()
        .flatMap(id -> versions.getOrDefault(id, List.of()).stream())
        .filter(p -> p.validity().includes(day))
        .map(Provision::citation)
        .toList();
  }
}
