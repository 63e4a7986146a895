package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.WrittenForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A code point that stands for another text, beyond NFKC and the traditional characters. */
record CharFold(int from, String to, WrittenForm kind) {
  private static final Set<WrittenForm> KINDS =
      EnumSet.of(WrittenForm.TRADITIONAL, WrittenForm.LOOKALIKE, WrittenForm.EMOJI);

  static List<CharFold> read(Path file, Problems problems) {
    List<CharFold> folds = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : Table.tsv(file, List.of("from", "to", "kind", "note"), problems).rows()) {
      String from = row.required("from", problems);
      String to = row.required("to", problems);
      Optional<WrittenForm> kind = row.constant("kind", WrittenForm.class, problems);
      if (from.codePointCount(0, from.length()) != 1) {
        row.problem(problems, "“from”应为一个字符：" + from, "请只写一个字符");
      } else if (!seen.add(from)) {
        row.problem(problems, "字符重复：" + from, "请删去一行");
      } else if (kind.isPresent() && !KINDS.contains(kind.get())) {
        row.problem(problems, "“kind”不能是 " + kind.get(), "可写：TRADITIONAL、LOOKALIKE、EMOJI");
      } else if (kind.isPresent() && !to.isEmpty()) {
        folds.add(new CharFold(from.codePointAt(0), to, kind.get()));
      }
    }
    return folds;
  }
}
