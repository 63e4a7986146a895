package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.EvidenceSettings;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.evidence.HttpTimestampClient;
import cn.qingzheng.evidence.TimestampClient;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Puts in time stamps outside a scan. */
public final class StampJob {
  private StampJob() {}

  /** What lacks time stamps, {@code EV-…：files}. */
  public static List<String> waiting(Home home, Clock clock) {
    try (Casebook casebook = Casebooks.open(home, clock)) {
      return EvidenceStamping.queue(casebook, e -> true).stream()
          .map(w -> w.evidence().sealed().id() + "：" + String.join("、", w.files()))
          .toList();
    }
  }

  /**
   * @param ids of packages; none for all that lack one
   * @throws ScanUnderWayException if another process writes to this home
   * @throws cn.qingzheng.model.ProblemsException if the settings are wrong or name no authority
   */
  public static StampReport run(Home home, List<String> ids, Clock clock) throws IOException, ScanUnderWayException {
    Problems problems = new Problems();
    Config config = Config.load(home.settings(), problems);
    if (config.evidence().authorities().isEmpty()) {
      problems.add(home.settings().toString(), 0, "没有配置时间戳机构", "请在 evidence 下写 timestamp_authorities");
    }
    TimestampClient client = client(config.evidence(), problems);
    problems.throwIfAny();
    TaskLock held = HomeLock.take(home);
    try (held;
        Casebook casebook = Casebooks.open(home, clock)) {
      Predicate<StoredEvidence> wanted = e -> ids.isEmpty() || ids.contains(e.sealed().id());
      for (String id : ids) {
        if (casebook.evidenceOf(id).isEmpty()) {
          problems.add(id, 0, "没有这个证据包", "请用 case show 查看编号");
        }
      }
      problems.throwIfAny();
      return new EvidenceStamping(casebook, client).run(wanted, () -> false);
    }
  }

  /** What a scan does when its packages are made; nothing if no authority is named. */
  static StampReport afterwards(ScanSetup setup, Casebook casebook, BooleanSupplier stopped) {
    EvidenceSettings settings = setup.config().evidence();
    if (settings.authorities().isEmpty()) {
      return StampReport.none();
    }
    // Checked when the scan was set up.
    TimestampClient client = client(settings, new Problems());
    return new EvidenceStamping(casebook, client).run(e -> true, stopped);
  }

  private static TimestampClient client(EvidenceSettings settings, Problems problems) {
    return new HttpTimestampClient(settings.authorities(), settings.patience(), SealingKeys.roots(settings, problems));
  }
}
