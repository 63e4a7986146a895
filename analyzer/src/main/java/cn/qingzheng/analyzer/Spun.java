package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What rewriting programs put for a word, whether it fits or not (通过 → 经由过程).
 *
 * @param except what comes of it that people say anyway (天下第一)
 */
record Spun(String word, List<String> words, List<String> except) {
  static List<Spun> read(Path file, Problems problems) {
    List<Spun> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : Table.tsv(file, List.of("word", "spun", "except", "note"), problems).rows()) {
      String word = row.required("word", problems);
      row.required("spun", problems);
      if (!seen.add(word)) {
        row.problem(problems, "词语重复：" + word, "请并入同一行");
      } else if (row.list("spun").contains(word)) {
        row.problem(problems, "替换词与原词相同：" + word, "请删去该替换词");
      } else {
        all.add(new Spun(word, row.list("spun"), row.list("except")));
      }
    }
    return all;
  }
}
