package cn.qingzheng.crawler;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Lets a few threads compute at a time. Hundreds wait for the network; if all of them read their pages at once they
 * would only wait for each other, with all their pages in memory.
 */
final class ComputeGate {
  private final Semaphore places;

  /** @param places threads that may compute at a time */
  ComputeGate(int places) {
    this.places = new Semaphore(places);
  }

  /** Two for every processor, because who computes may have to wait for a disk in between. */
  static ComputeGate ofThisMachine() {
    return new ComputeGate(2 * Runtime.getRuntime().availableProcessors());
  }

  /** Work that computes and may read or write a file. */
  @FunctionalInterface
  interface Work<T> {
    T done() throws IOException;
  }

  /** Waits for a place, then works. Must not be called by work that has a place. */
  <T> T through(Work<T> work) throws IOException {
    places.acquireUninterruptibly();
    try {
      return work.done();
    } finally {
      places.release();
    }
  }

  /** As {@link #through}, for work without a result. */
  void run(Runnable work) {
    places.acquireUninterruptibly();
    try {
      work.run();
    } finally {
      places.release();
    }
  }
}
