package cn.qingzheng.casework;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the cells. 制售山寨证书 of line 3 comes from confirmed findings about certificates outside the catalogue, every
 * other column from what officers stated and did; Annex 1 from figures that were entered, else from cases.
 */
final class TableCount {
  private static final int UNFILED = 3;

  private final TableFacts facts;
  private final TableTexts texts;
  private final LocalDate day;
  private final TableCells cells;
  private final List<TableFacts.Screened> screened;
  /** The line of Annex 2 of each subject that has one. */
  private final Map<Long, Integer> lines;
  private final Set<Long> copycats;

  TableCount(TableFacts facts, TableTexts texts, LocalDate day) throws SQLException {
    this.facts = facts;
    this.texts = texts;
    this.day = day;
    this.cells = new TableCells(facts);
    this.screened = facts.screened();
    this.lines = annex2Lines();
    this.copycats = facts.copycats();
  }

  ProgressTable table() throws SQLException {
    List<String> warnings = new ArrayList<>();
    int unidentified =
        (int) screened.stream().filter(s -> !lines.containsKey(s.subject().id()) && s.subject().kind() == Subject.Kind.HOST).count();
    ProgressTable.Annex annex1 = new ProgressTable.Annex(1, annex1(warnings));
    ProgressTable.Annex annex2 = new ProgressTable.Annex(2, annex2(warnings));
    return new ProgressTable(day, Optional.empty(), annex1, annex2, unidentified, cells.measures(), warnings);
  }

  /** The line of each subject: what an officer stated, else by its filing and findings; 0 takes it out. */
  private Map<Long, Integer> annex2Lines() {
    Map<Long, Integer> out = new TreeMap<>();
    screened.forEach(s -> s.line().ifPresent(line -> out.put(s.subject().id(), line)));
    out.putAll(cells.lines(CaseField.ANNEX_2_LINE));
    out.values().removeIf(line -> line == 0);
    return out;
  }

  private List<ProgressTable.Line> annex2(List<String> warnings) throws SQLException {
    Set<Long> undecided = undecided();
    List<ProgressTable.Line> out = new ArrayList<>();
    for (int line = 1; line <= 3; line++) {
      List<Long> members = members(line);
      Map<Column, ProgressTable.Cell> row = new EnumMap<>(Column.class);
      row.put(Column.SCREENED, cells.subjects(members));
      for (Column column : Column.ANNEX_2.subList(1, Column.ANNEX_2.size())) {
        boolean fromFindings = column == Column.COPYCAT && line == UNFILED;
        row.put(column, fromFindings ? cells.subjects(members.stream().filter(this::copycat).toList()) : cells.cell(members, column, line));
      }
      row.put(Column.VERIFIED, verified(row));
      check(2, line, row, warnings);
      out.add(new ProgressTable.Line(line, texts.annex2().lines().get(line - 1), row, true, remark(line, members, undecided)));
    }
    return out;
  }

  private List<Long> members(int line) {
    return lines.entrySet().stream().filter(e -> e.getValue() == line).map(Map.Entry::getKey).toList();
  }

  private boolean copycat(long subject) {
    return cells.stated(subject, CaseField.COPYCAT).map(v -> v > 0).orElse(copycats.contains(subject));
  }

  private Set<Long> undecided() throws SQLException {
    Set<Long> out = facts.undecided();
    out.removeAll(facts.confirmed());
    return out;
  }

  private String remark(int line, List<Long> members, Set<Long> undecided) {
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

  /** Subjects that would count in a cell if an officer confirmed the candidates they have. */
  List<PendingCount> pending() throws SQLException {
    Set<Long> candidates = facts.copycatCandidates();
    List<PendingCount> out = new ArrayList<>();
    for (long subject : members(UNFILED)) {
      if (candidates.contains(subject) && !copycat(subject) && cells.stated(subject, CaseField.COPYCAT).isEmpty()) {
        out.add(new PendingCount(2, UNFILED, Column.COPYCAT, cells.one(subject)));
      }
    }
    return out;
  }

  /** A subject with two problems counts once. */
  private static ProgressTable.Cell verified(Map<Column, ProgressTable.Cell> row) {
    Map<String, ProgressTable.Behind> all = new LinkedHashMap<>();
    row.forEach((column, cell) -> {
      if (column != Column.SCREENED && column != Column.CATALOGUE_REMOVAL && !column.amount()) {
        cell.behind().forEach(b -> all.putIfAbsent(b.key(), b));
      }
    });
    return new ProgressTable.Cell(all.size(), List.copyOf(all.values()));
  }

  private List<ProgressTable.Line> annex1(List<String> warnings) throws SQLException {
    Map<Long, Integer> stated = cells.lines(CaseField.ANNEX_1_LINE);
    List<ProgressTable.Line> out = new ArrayList<>();
    for (int line = 1; line <= 3; line++) {
      int number = line;
      List<Long> own = stated.entrySet().stream().filter(e -> e.getValue() == number).map(Map.Entry::getKey).sorted().toList();
      Map<Column, ProgressTable.Cell> row = new EnumMap<>(Column.class);
      boolean entered = !own.isEmpty();
      for (Column column : Column.ANNEX_1) {
        Optional<TableFacts.Figure> figure = facts.figure(line, column);
        entered |= figure.isPresent();
        row.put(column, figure.map(TableCount::figure).orElseGet(() -> annex1Cell(own, column, number)));
      }
      if (facts.figure(line, Column.VERIFIED).isEmpty()) {
        row.put(Column.VERIFIED, cells.subjects(own.stream().filter(this::anyOfAnnex1).toList()));
      }
      check(1, line, row, warnings);
      out.add(new ProgressTable.Line(line, texts.annex1().lines().get(line - 1), row, entered, ""));
    }
    return out;
  }

  private ProgressTable.Cell annex1Cell(List<Long> members, Column column, int line) {
    return switch (column) {
      case SCREENED -> cells.subjects(members);
      case VERIFIED -> new ProgressTable.Cell(0, List.of());
      default -> cells.cell(members, column, line);
    };
  }

  private boolean anyOfAnnex1(long subject) {
    return List.of(CaseField.INEFFECTIVE, CaseField.FRAUDULENT_CLAIM, CaseField.ILLEGAL_SUBCONTRACT).stream()
        .anyMatch(f -> cells.stated(subject, f).orElse(0L) > 0);
  }

  private static ProgressTable.Cell figure(TableFacts.Figure figure) {
    String what = figure.source() + "（" + figure.officer() + "登记）";
    return new ProgressTable.Cell(figure.value(), List.of(new ProgressTable.Behind("figure", what, List.of(), figure.value())));
  }

  static void check(int annex, int line, Map<Column, ProgressTable.Cell> row, List<String> warnings) {
    String where = "附件" + annex + "第" + line + "行：";
    long verified = row.get(Column.VERIFIED).value();
    if (verified > row.get(Column.SCREENED).value()) {
      warnings.add(where + "已核实 " + verified + " 大于排查总量 " + row.get(Column.SCREENED).value() + "，请核对");
    }
    if (annex == 1 && row.get(Column.CATALOGUE_REMOVAL).value() > verified) {
      warnings.add(where + "移出目录 " + row.get(Column.CATALOGUE_REMOVAL).value() + " 大于已核实 " + verified + "，请核对");
    }
  }
}
