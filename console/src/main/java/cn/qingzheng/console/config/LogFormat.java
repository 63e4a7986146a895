package cn.qingzheng.console.config;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.Locale;
import java.util.Set;

/** How lines of the log are written. */
public enum LogFormat {
  TEXT,
  /** One JSON object a line, for programs that collect logs. */
  JSON;

  /** The section {@code log} of the settings. */
  static LogFormat read(YamlMap m, Problems p) {
    m.onlyKeys(Set.of("format"), p);
    String text = m.text("format", p).orElse("text");
    if (!Set.of("text", "json").contains(text)) {
      m.problem("format", "“log.format”不能是 " + text, "请写 text 或 json", p);
      return TEXT;
    }
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
