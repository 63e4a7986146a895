package cn.qingzheng.console.sample;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A page as written: raw, or a few {@code name: value} lines, a line {@code ---} and a body that goes into the
 * layout the {@code layout} line names. Slots named in the layout are filled from those lines.
 */
final class PageFile {

  private static final String RULER = "\n---\n";

  private PageFile() { }

  static String render(String file, Visit visit) {
    String source = Text.read(file);
    Map<String, String> values = new HashMap<>();
    // Sites of old put a new session id into every link; a crawler that keeps it sees ever new addresses.
    values.put("session", String.format(Locale.ROOT, "%016x", visit.number() * 0x9E3779B97F4A7C15L));
    int ruler = source.startsWith("layout:") ? source.indexOf(RULER) : -1;
    if (ruler < 0) {
      return source.contains("{{session}}") ? Text.fill(source, values) : source;
    }
    source.substring(0, ruler).lines().map(line -> line.split(":", 2))
        .forEach(pair -> values.put(pair[0].strip(), pair[1].strip()));
    values.put("body", source.substring(ruler + RULER.length()));
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    return Text.fill(Text.fill(Text.read(folder + values.get("layout")), values), values);
  }
}
