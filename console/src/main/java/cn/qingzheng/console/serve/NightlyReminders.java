package cn.qingzheng.console.serve;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.casework.ReportingDates;
import cn.qingzheng.casework.Templates;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.scan.ScanSetup;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people are to be reminded of after the night. */
final class NightlyReminders {
  private NightlyReminders() {}

  /** One Chinese line for each; none on most days. */
  static List<String> of(ScanSetup setup, Clock clock) {
    Templates templates = Templates.load(Optional.empty());
    LocalDate today = clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
    List<String> out = new ArrayList<>();
    for (ReportingDates.Due due : ReportingDates.load(Optional.empty()).reminders(today, templates.calendar())) {
      out.add(due.what() + "须在 " + due.nominal() + " 前报送，最迟 " + due.last() + " 报出" + pending(setup, templates, today, clock));
    }
    return out;
  }

  private static String pending(ScanSetup setup, Templates templates, LocalDate today, Clock clock) {
    try (Casebook casebook = Casebooks.open(setup.home(), setup.config(), clock)) {
      int waiting = new ProgressTables(casebook, templates, setup.config().organ().place()).pending(today).size();
      return waiting == 0 ? "" : "，还有 " + waiting + " 个主体的候选核实后会改变表中的数";
    }
  }
}
