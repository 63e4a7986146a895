package cn.qingzheng.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Annex 1 and 2 on a day. Counted are subjects, never hits.
 *
 * @param asOf the day, its evening in China
 * @param unidentified screened subjects that nobody could name; in no line
 * @param warnings in Chinese: figures that do not fit together
 */
public record ProgressTable(LocalDate asOf, Annex annex1, Annex annex2, int unidentified, List<String> warnings) {
  public ProgressTable {
    warnings = List.copyOf(warnings);
  }

  /** @param lines three, in the order of the notice */
  public record Annex(int number, List<Line> lines) {
    public Annex {
      lines = List.copyOf(lines);
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
  }

  /**
   * @param value as printed, money in fen
   * @param why what is behind it: subjects, or the source of a figure that was entered
   */
  public record Cell(long value, List<String> why) {
    public Cell {
      why = List.copyOf(why);
    }
  }
}
