package cn.qingzheng.casework;

import cn.qingzheng.model.FindingChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Records page after page and says each time what was acknowledged, until somebody kills it. */
final class RecordingChild {
  private RecordingChild() {}

  public static void main(String[] args) {
    Casebook book = Casebook.open(Path.of(args[0]), Sample.CLOCK);
    book.startRun("r1");
    System.out.println("ready");
    for (int i = Integer.parseInt(args[1]); ; i++) {
      Sample s = sample(i);
      List<FindingChange> changes = book.record("r1", s.page(), s.result(), s.fingerprint());
      System.out.println(i + " " + changes.size() + " " + changes.get(0).kind());
    }
  }

  static Sample sample(int i) {
    return Sample.page("https://h" + i % 50 + ".example/" + i)
        .capture("c" + i, Sample.NOON.plus(Duration.ofSeconds(i)))
        .hit("guarantee", "包过", "包过。")
        .hit("guarantee", "保过", "保过班。");
  }
}
