package cn.qingzheng.console.config;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who is told when a night went wrong.
 *
 * @param mail addresses; none: only the console and the health address tell
 * @param grace how long after a task should have succeeded it counts as late
 */
public record AlertSettings(List<String> mail, Duration grace) {
  public AlertSettings {
    mail = List.copyOf(mail);
  }

  static AlertSettings usual() {
    return new AlertSettings(List.of(), Duration.ofHours(6));
  }

  /** The section {@code alert} of the settings. */
  static AlertSettings read(YamlMap m, Problems p) {
    m.onlyKeys(Set.of("mail", "grace_hours"), p);
    List<String> mail = new ArrayList<>();
    for (YamlMap.Located line : m.located("mail", p)) {
      if (line.text().matches("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")) {
        mail.add(line.text());
      } else {
        p.add(m.source(), line.line(), "“alert.mail”不是邮箱：" + line.text(), "请写值班人员的邮箱");
      }
    }
    return new AlertSettings(mail, Duration.ofHours(m.integer("grace_hours", 1, 720, (int) usual().grace().toHours(), p)));
  }
}
