package cn.qingzheng.casework;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.SourceFile;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which organ of which level may issue which notice: data, and what is not listed is not allowed. */
final class Competence {
  private static final List<String> COLUMNS = List.of("kind", "scope", "organ_kind", "organ_level", "basis");
  private final List<Line> lines;

  private record Line(NoticeKind kind, NoticeScope scope, Issuer.Kind organ, Set<Issuer.Level> levels) {}

  private Competence(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  static Competence read(SourceFile file, Problems problems) {
    List<Line> lines = new ArrayList<>();
    List<Row> rows = Table.tsv(file, COLUMNS, problems).rows();
    for (Row row : rows) {
      Optional<NoticeKind> kind = row.constant("kind", NoticeKind.class, problems);
      Optional<NoticeScope> scope = row.constant("scope", NoticeScope.class, problems);
      Optional<Issuer.Kind> organ = row.constant("organ_kind", Issuer.Kind.class, problems);
      Set<Issuer.Level> levels = levels(row, problems);
      row.required("basis", problems);
      if (kind.isPresent() && scope.isPresent() && organ.isPresent()) {
        Line line = new Line(kind.get(), scope.get(), organ.get(), levels);
        check(row, line, problems);
        lines.add(line);
      }
    }
    if (rows.isEmpty()) {
      problems.add(file.name(), 0, "没有一行职权", "请按随附的 competence.tsv 书写");
    }
    return new Competence(lines);
  }

  private static Set<Issuer.Level> levels(Row row, Problems problems) {
    Set<Issuer.Level> out = EnumSet.noneOf(Issuer.Level.class);
    for (String name : row.list("organ_level")) {
      Arrays.stream(Issuer.Level.values()).filter(l -> l.name().equals(name)).findFirst()
          .ifPresentOrElse(out::add, () -> row.problem(problems, "“organ_level”不能是 " + name, "可写：PROVINCE、CITY、COUNTY，多个用 | 分开"));
    }
    if (out.isEmpty()) {
      row.problem(problems, "“organ_level”为空", "可写：PROVINCE、CITY、COUNTY，多个用 | 分开");
    }
    return out;
  }

  /** What no data can change: the database refuses it too. */
  private static void check(Row row, Line line, Problems problems) {
    if (line.kind == NoticeKind.RECTIFICATION_ORDER && line.organ == Issuer.Kind.LABOUR) {
      row.problem(problems, "广告的责令改正只能由市场监管部门作出", "请删去此行");
    }
    if (line.scope == NoticeScope.SWEEP && !line.levels.equals(Set.of(Issuer.Level.PROVINCE))) {
      row.problem(problems, "按时间段、类别或区域的批量函件只能由省级制发", "organ_level 请写 PROVINCE");
    }
  }

  /**
   * Ends with a refusal unless the organ may issue it.
   *
   * @throws Refusal in Chinese with what it may issue instead
   */
  void require(NoticeKind kind, NoticeScope scope, Issuer issuer) {
    if (allowed(kind, scope, issuer)) {
      return;
    }
    List<String> instead =
        Arrays.stream(NoticeKind.values())
            .filter(k -> k != kind && allowed(k, NoticeScope.SINGLE, issuer))
            .map(NoticeKind::label)
            .toList();
    throw new Refusal(
        issuer.name() + "（" + issuer.level().label() + "）无权制发" + (scope == NoticeScope.SWEEP ? "批量的" : "") + kind.label()
            + "：可以制发" + String.join("、", instead));
  }

  private boolean allowed(NoticeKind kind, NoticeScope scope, Issuer issuer) {
    return lines.stream()
        .anyMatch(l -> l.kind == kind && l.scope == scope && l.organ == issuer.kind() && l.levels.contains(issuer.level()));
  }
}
