package cn.qingzheng.console.web;

import cn.qingzheng.casework.Alarm;
import cn.qingzheng.console.schedule.NightWork;
import java.util.List;
import java.util.Optional;

/**
 * What runs by itself beside the console, as pages show it.
 *
 * @param work empty where nothing does
 */
record Nights(Optional<NightWork> work) {
  /**
   * An alarm as everybody sees it.
   *
   * @param brief without what the program said of it, which may name files
   */
  record Line(long id, String task, String brief, String message) {}

  public List<Line> alarms() {
    return work.map(w -> w.openAlarms().stream().map(a -> line(w, a)).toList()).orElse(List.of());
  }

  private static Line line(NightWork work, Alarm a) {
    String task = work.label(a.task()) + (a.node().isEmpty() ? "" : "（" + a.node() + "）");
    String times = a.times() > 1 ? "，共 " + a.times() + " 次" : "";
    return new Line(a.id(), task, task + "：" + a.kind().label() + "，" + new Shown().time(a.last()) + times, a.message());
  }
}
