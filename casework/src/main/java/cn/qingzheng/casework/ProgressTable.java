package cn.qingzheng.casework;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Annex 1 and 2 on a day. Counted are subjects, never hits.
 *
 * @param asOf the day, its evening in China
 * @param from the first day of a period; empty if the figures are cumulative
 * @param unidentified screened subjects that nobody could name; in no line
 * @param measures what was done about cases, by the sum of the amounts that stand; money in fen
 * @param warnings in Chinese: figures that do not fit together
 */
public record ProgressTable(
    LocalDate asOf,
    Optional<LocalDate> from,
    Annex annex1,
    Annex annex2,
    int unidentified,
    Map<DispositionKind, Long> measures,
    List<String> warnings) {
  public ProgressTable {
    measures = Map.copyOf(measures);
    warnings = List.copyOf(warnings);
  }

  /** The annex of this number, 1 or 2. */
  public Annex annex(int number) {
    return number == 1 ? annex1 : annex2;
  }

  /** What the figures cover, in Chinese: 截至 a day, or from a day to a day. */
  public String covers() {
    return TableText.period(this);
  }

  /**
   * What came about since an earlier table: each figure less what it was then. Periods that follow one another add up to
   * the cumulative figures; a figure that was corrected downwards is negative.
   *
   * @param before as of the eve of the period
   */
  public ProgressTable since(ProgressTable before) {
    Map<DispositionKind, Long> more = new EnumMap<>(DispositionKind.class);
    measures.forEach((kind, sum) -> more.put(kind, sum - before.measures.getOrDefault(kind, 0L)));
    before.measures.forEach((kind, sum) -> more.putIfAbsent(kind, -sum));
    more.values().removeIf(sum -> sum == 0);
    return new ProgressTable(
        asOf, Optional.of(before.asOf.plusDays(1)), annex1.since(before.annex1), annex2.since(before.annex2),
        unidentified - before.unidentified, more, warnings);
  }

  /** @param lines three, in the order of the notice */
  public record Annex(int number, List<Line> lines) {
    public Annex {
      lines = List.copyOf(lines);
    }

    /** The line of this number, from 1. */
    public Line line(int line) {
      return lines.get(line - 1);
    }

    private Annex since(Annex before) {
      return new Annex(number, lines.stream().map(l -> l.since(before.line(l.number))).toList());
    }
  }

  /**
   * @param number from 1
   * @param known whether anything was counted or entered; else its cells are printed empty, to be filled in
   */
  public record Line(int number, String label, Map<Column, Cell> cells, boolean known, String remark) {
    public Line {
      cells = Map.copyOf(cells);
    }

    /** Its value; for {@link Column#SUBSIDY_RECOVERY} in fen. */
    public long value(Column column) {
      return cells.get(column).value();
    }

    private Line since(Line before) {
      Map<Column, Cell> out = new EnumMap<>(Column.class);
      cells.forEach((column, cell) -> out.put(column, cell.since(before.cells.get(column))));
      return new Line(number, label, out, known, remark);
    }
  }

  /**
   * @param value as printed, money in fen
   * @param behind what adds up to it
   */
  public record Cell(long value, List<Behind> behind) {
    public Cell {
      behind = List.copyOf(behind);
    }

    /** What is behind it, in words: subjects, or the source of a figure that was entered. */
    public List<String> why() {
      return behind.stream().map(Behind::what).toList();
    }

    private Cell since(Cell before) {
      Map<String, Behind> earlier = new LinkedHashMap<>();
      before.behind.forEach(b -> earlier.put(b.key, b));
      List<Behind> out = new java.util.ArrayList<>();
      for (Behind b : behind) {
        Behind was = earlier.remove(b.key);
        if (was == null || was.value != b.value) {
          out.add(was == null ? b : new Behind(b.key, b.what, b.cases, b.value - was.value));
        }
      }
      earlier.values().forEach(gone -> out.add(new Behind(gone.key, gone.what + "（核减）", gone.cases, -gone.value)));
      return new Cell(value - before.value, out);
    }
  }

  /**
   * One part of a figure.
   *
   * @param key the same for the same thing on every day
   * @param what the subject, with its amount; or where a figure that was entered comes from
   * @param cases by id
   * @param value its share, money in fen
   */
  public record Behind(String key, String what, List<String> cases, long value) {
    public Behind {
      cases = List.copyOf(cases);
    }
  }
}
