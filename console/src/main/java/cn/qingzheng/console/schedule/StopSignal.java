package cn.qingzheng.console.schedule;

import java.util.ArrayList;
import java.util.List;

/** How a run that is going on hears that it is to end. Safe for several threads. */
public final class StopSignal {
  private final List<Runnable> told = new ArrayList<>();
  private boolean asked;

  /** Whether the run is to end; asked by tasks that go step by step. */
  public synchronized boolean asked() {
    return asked;
  }

  /** What to call when the run is to end; called at once if that was said already. A run without any is interrupted. */
  public void onAsk(Runnable stop) {
    boolean now;
    synchronized (this) {
      told.add(stop);
      now = asked;
    }
    if (now) {
      stop.run();
    }
  }

  /** @return whether anybody heard it */
  boolean ask() {
    List<Runnable> all;
    synchronized (this) {
      asked = true;
      all = List.copyOf(told);
    }
    all.forEach(Runnable::run);
    return !all.isEmpty();
  }
}
