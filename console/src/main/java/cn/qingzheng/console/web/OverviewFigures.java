package cn.qingzheng.console.web;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.WorkFigures;
import cn.qingzheng.casework.WorkFigures.Share;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.springframework.ui.Model;

/** The charts of the first page, each with its table, each row with the way to its cases. */
final class OverviewFigures {
  private static final int MONTHS = 6;
  private static final int MOST = 10;
  private static final List<String> SERIES = List.of("新发现", "已确认", "已消失");

  private final Casebook casebook;

  OverviewFigures(Casebook casebook) {
    this.casebook = casebook;
  }

  /**
   * One bar.
   *
   * @param part of the longest bar, of a hundred
   * @param undecidedPart of these, undecided
   */
  record Bar(String label, long open, long undecided, long part, long undecidedPart, String address) {}

  /** @param left how many are not shown */
  record Bars(String title, List<Bar> bars, int left) {}

  record MonthRow(String month, long found, long confirmed, long gone, String address) {}

  void put(LocalDate today, Model model) {
    WorkFigures figures = new WorkFigures(casebook);
    List<WorkFigures.Month> months = figures.months(today, MONTHS);
    model.addAttribute("series", SERIES);
    model.addAttribute("trend", TrendChart.of(
        SERIES, months.stream().map(m -> new TrendChart.Point(m.month().toString(), List.of(m.found(), m.confirmed(), m.gone()))).toList()));
    model.addAttribute("months", months.stream()
        .map(m -> new MonthRow(m.month().toString(), m.found(), m.confirmed(), m.gone(), "/search?q=" + Shown.segment("时间:" + m.month())))
        .toList());
    model.addAttribute("bars", List.of(
        bars("经办", figures.people(), k -> "/desk?stage=OPEN&whose=" + (k.isEmpty() ? DeskAddress.NOBODY : Shown.segment(k))),
        bars("平台", figures.platforms(), k -> k.isEmpty() ? "/desk?stage=OPEN" : "/desk?stage=OPEN&platform=" + Shown.segment(k)),
        bars("地区", figures.regions(), k -> "/desk?stage=OPEN&region=" + (k.isEmpty() ? DeskAddress.NOBODY : Shown.segment(k)))));
    model.addAttribute("overdue", figures.overdue(today));
  }

  private static Bars bars(String title, List<Share> shares, Function<String, String> address) {
    long most = Math.max(1, shares.stream().mapToLong(Share::open).max().orElse(1));
    return new Bars(
        title,
        shares.stream().limit(MOST)
            .map(s -> new Bar(s.label(), s.open(), s.undecided(), s.open() * 100 / most, s.undecided() * 100 / most, address.apply(s.key())))
            .toList(),
        Math.max(0, shares.size() - MOST));
  }
}
