package cn.qingzheng.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests as the server saw them, by its own clock. */
final class Arrivals {
  private final Map<String, List<Arrival>> byAddress = new ConcurrentHashMap<>();

  /** In {@link System#nanoTime} of the server. */
  record Arrival(String path, long began, long ended) {}

  /** Gaps between the end of an answer and the next request to the same address. */
  record Gaps(int requests, int addresses, int gaps, int tooShort, double shortestMillis) {}

  void add(String address, String path, long began, long ended) {
    List<Arrival> of = byAddress.computeIfAbsent(address, a -> new ArrayList<>());
    synchronized (of) {
      of.add(new Arrival(path, began, ended));
    }
  }

  /** @param least shorter ones count as too short */
  Gaps gaps(Duration least) {
    int requests = 0;
    int tooShort = 0;
    int gaps = 0;
    long shortest = Long.MAX_VALUE;
    for (List<Arrival> of : byAddress.values()) {
      List<Arrival> ordered;
      synchronized (of) {
        ordered = of.stream().sorted(Comparator.comparingLong(Arrival::began)).toList();
      }
      requests += ordered.size();
      for (int i = 1; i < ordered.size(); i++) {
        long gap = ordered.get(i).began() - ordered.get(i - 1).ended();
        gaps++;
        tooShort += gap < least.toNanos() ? 1 : 0;
        shortest = Math.min(shortest, gap);
      }
    }
    return new Gaps(requests, byAddress.size(), gaps, tooShort, gaps == 0 ? 0 : shortest / 1e6);
  }

  int requests() {
    return gaps(Duration.ZERO).requests();
  }

  void clear() {
    byAddress.clear();
  }
}
