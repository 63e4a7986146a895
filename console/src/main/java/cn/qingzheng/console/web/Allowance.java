package cn.qingzheng.console.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each may do something: a bucket for each name, full at first and refilled at a steady rate. Only so many
 * names are remembered, those that asked last, so that nobody fills the memory with names.
 */
public final class Allowance {
  private final int burst;
  private final double nanosEach;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets;

  private record Bucket(double full, long at) {}

  /**
   * @param burst so often at once
   * @param each time after which one more is free
   * @param names so many are remembered
   */
  public Allowance(int burst, Duration each, int names) {
    this(burst, each, names, System::nanoTime);
  }

  Allowance(int burst, Duration each, int names, LongSupplier nanos) {
    this.burst = burst;
    this.nanosEach = each.toNanos();
    this.nanos = nanos;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > names;
          }
        };
  }

  /** Takes one; false if there is none. */
  public synchronized boolean take(String who) {
    double full = full(who);
    buckets.put(who, new Bucket(full < 1 ? full : full - 1, nanos.getAsLong()));
    return full >= 1;
  }

  /** Whether there is one, which stays. */
  public synchronized boolean left(String who) {
    return full(who) >= 1;
  }

  synchronized int names() {
    return buckets.size();
  }

  private double full(String who) {
    Bucket bucket = buckets.get(who);
    return bucket == null ? burst : Math.min(burst, bucket.full + (nanos.getAsLong() - bucket.at) / nanosEach);
  }

  /** Whose address it is: the whole of an IPv4 address, the first 64 bits of an IPv6 one, of which everybody has many. */
  public static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    String[] parts = address.split("%", 2)[0].split(":", -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(4, parts.length) && !(i > 0 && parts[i].isEmpty()); i++) {
      out.append(parts[i]).append(':');
    }
    return out.toString();
  }
}
