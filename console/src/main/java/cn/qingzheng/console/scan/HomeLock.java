package cn.qingzheng.console.scan;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.schedule.TaskLock;
import java.io.IOException;

/** Keeps two processes from writing to one home: archive, frontier and index have one writer. */
final class HomeLock {
  private HomeLock() {}

  /** @throws ScanUnderWayException if another process holds it */
  static TaskLock take(Home home) throws IOException, ScanUnderWayException {
    return TaskLock.tryAcquire(home.folder().resolve("scan.lock")).orElseThrow(ScanUnderWayException::new);
  }
}
