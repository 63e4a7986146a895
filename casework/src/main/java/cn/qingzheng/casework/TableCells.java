package cn.qingzheng.casework;

import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the cells of the progress tables out of subjects, what officers stated of them and what was done about them. */
final class TableCells {
  private final Map<Long, Map<CaseField, Long>> stated;
  private final Map<Long, Map<DispositionKind, Long>> done;
  private final Map<Long, Subject> subjects;
  private final Map<Long, List<String>> cases;

  TableCells(TableFacts facts) throws SQLException {
    this.stated = facts.stated();
    this.done = facts.done();
    this.subjects = facts.subjects();
    this.cases = facts.cases();
  }

  /** Subjects with a value for the field, by the value. */
  Map<Long, Integer> lines(CaseField field) {
    Map<Long, Integer> out = new LinkedHashMap<>();
    stated.forEach((subject, fields) -> Optional.ofNullable(fields.get(field)).ifPresent(v -> out.put(subject, v.intValue())));
    return out;
  }

  Optional<Long> stated(long subject, CaseField field) {
    return Optional.ofNullable(stated.getOrDefault(subject, Map.of()).get(field));
  }

  /** What stands of a column for a subject: stated, or done; 0 for nothing. */
  private long value(long subject, Column column, int line) {
    return switch (column) {
      case SUBSIDY_RECOVERY -> done(subject, DispositionKind.SUBSIDY_RECOVERY);
      // Line 1 of Annex 1 is about projects, its other lines about institutions.
      case CATALOGUE_REMOVAL ->
          Math.min(1, done(subject, line == 1 ? DispositionKind.PROJECT_REMOVAL : DispositionKind.INSTITUTION_REMOVAL));
      default -> stated(subject, CaseField.valueOf(column.name())).orElse(0L);
    };
  }

  private long done(long subject, DispositionKind kind) {
    return done.getOrDefault(subject, Map.of()).getOrDefault(kind, 0L);
  }

  ProgressTable.Cell cell(List<Long> members, Column column, int line) {
    List<Long> with = members.stream().filter(s -> value(s, column, line) > 0).toList();
    if (!column.amount()) {
      return subjects(with);
    }
    long sum = with.stream().mapToLong(s -> value(s, column, line)).reduce(0, Math::addExact);
    return new ProgressTable.Cell(sum, with.stream().map(s -> amount(s, column, value(s, column, line))).toList());
  }

  private ProgressTable.Behind amount(long subject, Column column, long value) {
    return new ProgressTable.Behind("subject:" + subject, name(subject) + "：" + TableText.amount(column, value), casesOf(subject), value);
  }

  ProgressTable.Cell subjects(Collection<Long> ids) {
    return new ProgressTable.Cell(ids.size(), ids.stream().map(this::one).toList());
  }

  ProgressTable.Behind one(long subject) {
    return new ProgressTable.Behind("subject:" + subject, name(subject), casesOf(subject), 1);
  }

  private List<String> casesOf(long subject) {
    return cases.getOrDefault(subject, List.of());
  }

  private String name(long subject) {
    Subject s = subjects.get(subject);
    return s.shown() + s.creditCode().map(code -> "（" + code + "）").orElse("");
  }

  /** Everything that was done, by kind. */
  Map<DispositionKind, Long> measures() {
    Map<DispositionKind, Long> out = new EnumMap<>(DispositionKind.class);
    done.values().forEach(kinds -> kinds.forEach((kind, sum) -> out.merge(kind, sum, Math::addExact)));
    out.values().removeIf(sum -> sum == 0);
    return out;
  }
}
