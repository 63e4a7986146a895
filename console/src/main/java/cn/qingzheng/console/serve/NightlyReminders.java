package cn.qingzheng.console.serve;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.casework.ReportingDates;
import cn.qingzheng.casework.Templates;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What people are to be reminded of after the night. */
final class NightlyReminders {
  private NightlyReminders() {}

  /** One Chinese line for each; none on most days. */
  static List<String> of(Home home, Config config, Clock clock) {
    Templates templates = Letters.templates(home);
    LocalDate today = clock.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
    List<String> out = new ArrayList<>();
    for (ReportingDates.Due due : templates.dates().reminders(today, templates.calendar())) {
      out.add(due.what() + "须在 " + due.nominal() + " 前报送，最迟 " + due.last() + " 报出" + pending(home, config, templates, today, clock));
    }
    return out;
  }

  private static String pending(Home home, Config config, Templates templates, LocalDate today, Clock clock) {
    try (Casebook casebook = Casebooks.open(home, config, clock)) {
      int waiting = new ProgressTables(casebook, templates, config.organ().place()).pending(today).size();
      return waiting == 0 ? "" : "，还有 " + waiting + " 个主体的候选核实后会改变表中的数";
    }
  }
}
