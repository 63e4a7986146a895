package cn.qingzheng.casework;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the cells. 制售山寨证书 of line 3 comes from confirmed findings about certificates outside the catalogue,
 * every other column from what officers stated; Annex 1 from figures that were entered, else from stated case fields.
 */
final class TableCount {
  private static final int UNFILED = 3;

  private final TableFacts facts;
  private final TableTexts texts;
  private final LocalDate day;
  private final Map<Long, Map<CaseField, Long>> stated;
  private final Map<Long, Subject> subjects;

  TableCount(TableFacts facts, TableTexts texts, LocalDate day) throws SQLException {
    this.facts = facts;
    this.texts = texts;
    this.day = day;
    this.stated = facts.stated();
    this.subjects = facts.subjects();
  }

  ProgressTable table() throws SQLException {
    List<String> warnings = new ArrayList<>();
    List<TableFacts.Screened> screened = facts.screened();
    Map<Long, Integer> lines = annex2Lines(screened);
    int unidentified =
        (int) screened.stream().filter(s -> !lines.containsKey(s.subject().id()) && s.subject().kind() == Subject.Kind.HOST).count();
    ProgressTable.Annex annex1 = new ProgressTable.Annex(1, annex1(warnings));
    ProgressTable.Annex annex2 = new ProgressTable.Annex(2, annex2(lines, screened, warnings));
    return new ProgressTable(day, annex1, annex2, unidentified, warnings);
  }

  /** The line of each subject: what an officer stated, else by its filing and findings; 0 takes it out. */
  private Map<Long, Integer> annex2Lines(List<TableFacts.Screened> screened) {
    Map<Long, Integer> out = new TreeMap<>();
    screened.forEach(s -> s.line().ifPresent(line -> out.put(s.subject().id(), line)));
    stated.forEach(
        (subject, fields) ->
            Optional.ofNullable(fields.get(CaseField.ANNEX_2_LINE)).ifPresent(line -> out.put(subject, line.intValue())));
    out.values().removeIf(line -> line == 0);
    return out;
  }

  private List<ProgressTable.Line> annex2(
      Map<Long, Integer> lines, List<TableFacts.Screened> screened, List<String> warnings) throws SQLException {
    Set<Long> copycats = facts.copycats();
    Set<Long> undecided = facts.undecided();
    undecided.removeAll(facts.confirmed());
    List<ProgressTable.Line> out = new ArrayList<>();
    for (int line = 1; line <= 3; line++) {
      int number = line;
      List<Long> members = lines.entrySet().stream().filter(e -> e.getValue() == number).map(Map.Entry::getKey).toList();
      Map<Column, ProgressTable.Cell> cells = new EnumMap<>(Column.class);
      cells.put(Column.SCREENED, subjects(members));
      for (Column column : Column.ANNEX_2.subList(1, Column.ANNEX_2.size())) {
        cells.put(column, column == Column.COPYCAT && line == UNFILED ? copycat(members, copycats) : statedCell(members, column));
      }
      cells.put(Column.VERIFIED, verified(cells));
      check(2, number, cells, warnings);
      out.add(new ProgressTable.Line(line, texts.annex2().lines().get(line - 1), cells, true, remark(line, members, undecided, lines, screened)));
    }
    return out;
  }

  private String remark(
      int line, List<Long> members, Set<Long> undecided, Map<Long, Integer> lines, List<TableFacts.Screened> screened) {
    List<String> out = new ArrayList<>();
    long waiting = members.stream().filter(undecided::contains).count();
    if (waiting > 0) {
      out.add("另有" + waiting + "个主体的候选问题待人工核实");
    }
    if (line == UNFILED) {
      long outside =
          screened.stream().filter(s -> !lines.containsKey(s.subject().id()) && undecided.contains(s.subject().id())).count();
      if (outside > 0) {
        out.add("另有" + outside + "个主体备案情况不明且有候选问题，未计入本表");
      }
    }
    return String.join("；", out);
  }

  private ProgressTable.Cell copycat(List<Long> members, Set<Long> copycats) {
    return subjects(
        members.stream()
            .filter(s -> stated(s, CaseField.COPYCAT).map(v -> v > 0).orElse(copycats.contains(s)))
            .toList());
  }

  private ProgressTable.Cell statedCell(List<Long> members, Column column) {
    CaseField field = CaseField.valueOf(column.name());
    List<Long> with = members.stream().filter(s -> stated(s, field).orElse(0L) > 0).toList();
    if (!column.amount()) {
      return subjects(with);
    }
    long sum = with.stream().mapToLong(s -> stated(s, field).orElseThrow()).reduce(0, Math::addExact);
    return new ProgressTable.Cell(sum, with.stream().map(s -> name(s) + "：" + TableText.amount(column, stated(s, field).orElseThrow())).toList());
  }

  private Optional<Long> stated(long subject, CaseField field) {
    return Optional.ofNullable(stated.getOrDefault(subject, Map.of()).get(field));
  }

  private ProgressTable.Cell subjects(List<Long> ids) {
    return new ProgressTable.Cell(ids.size(), ids.stream().map(this::name).toList());
  }

  private String name(long subject) {
    Subject s = subjects.get(subject);
    return s.shown() + s.creditCode().map(code -> "（" + code + "）").orElse("");
  }

  /** A subject with two problems counts once. */
  private static ProgressTable.Cell verified(Map<Column, ProgressTable.Cell> cells) {
    Set<String> all = new LinkedHashSet<>();
    cells.forEach((column, cell) -> {
      if (column != Column.SCREENED && column != Column.CATALOGUE_REMOVAL && !column.amount()) {
        all.addAll(cell.why());
      }
    });
    return new ProgressTable.Cell(all.size(), List.copyOf(all));
  }

  private List<ProgressTable.Line> annex1(List<String> warnings) throws SQLException {
    Map<Integer, List<Long>> members = new HashMap<>();
    stated.forEach(
        (subject, fields) ->
            Optional.ofNullable(fields.get(CaseField.ANNEX_1_LINE))
                .ifPresent(line -> members.computeIfAbsent(line.intValue(), l -> new ArrayList<>()).add(subject)));
    List<ProgressTable.Line> out = new ArrayList<>();
    for (int line = 1; line <= 3; line++) {
      List<Long> own = members.getOrDefault(line, List.of()).stream().sorted().toList();
      Map<Column, ProgressTable.Cell> cells = new EnumMap<>(Column.class);
      boolean entered = !own.isEmpty();
      for (Column column : Column.ANNEX_1) {
        Optional<TableFacts.Figure> figure = facts.figure(line, column);
        entered |= figure.isPresent();
        cells.put(column, figure.map(TableCount::figure).orElseGet(() -> annex1Cell(own, column)));
      }
      if (facts.figure(line, Column.VERIFIED).isEmpty()) {
        cells.put(Column.VERIFIED, verifiedOf(own));
      }
      check(1, line, cells, warnings);
      out.add(new ProgressTable.Line(line, texts.annex1().lines().get(line - 1), cells, entered, ""));
    }
    return out;
  }

  private ProgressTable.Cell annex1Cell(List<Long> members, Column column) {
    return switch (column) {
      case SCREENED -> subjects(members);
      case VERIFIED -> new ProgressTable.Cell(0, List.of());
      default -> statedCell(members, column);
    };
  }

  private ProgressTable.Cell verifiedOf(List<Long> members) {
    return subjects(
        members.stream()
            .filter(
                s ->
                    List.of(CaseField.INEFFECTIVE, CaseField.FRAUDULENT_CLAIM, CaseField.ILLEGAL_SUBCONTRACT).stream()
                        .anyMatch(f -> stated(s, f).orElse(0L) > 0))
            .toList());
  }

  private static ProgressTable.Cell figure(TableFacts.Figure figure) {
    return new ProgressTable.Cell(figure.value(), List.of(figure.source() + "（" + figure.officer() + "登记）"));
  }

  private static void check(int annex, int line, Map<Column, ProgressTable.Cell> cells, List<String> warnings) {
    String where = "附件" + annex + "第" + line + "行：";
    long verified = cells.get(Column.VERIFIED).value();
    if (verified > cells.get(Column.SCREENED).value()) {
      warnings.add(where + "已核实 " + verified + " 大于排查总量 " + cells.get(Column.SCREENED).value() + "，请核对");
    }
    if (annex == 1 && cells.get(Column.CATALOGUE_REMOVAL).value() > verified) {
      warnings.add(where + "移出目录 " + cells.get(Column.CATALOGUE_REMOVAL).value() + " 大于已核实 " + verified + "，请核对");
    }
  }
}
