package cn.qingzheng.crawler.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name service that says what a test wants, another thing each time if need be. */
public final class FakeNames {
  private final Map<String, List<String>> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  /** @param addresses one for each time it is asked; the last stays */
  public FakeNames on(String host, String... addresses) {
    answers.put(host, List.of(addresses));
    return this;
  }

  public int asked(String host) {
    return asked.getOrDefault(host, new AtomicInteger()).get();
  }

  public AddressGuard guard() {
    return new AddressGuard(this::resolve, List.of());
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    List<String> all = answers.get(host);
    if (all == null) {
      throw new UnknownHostException(host);
    }
    int time = asked.computeIfAbsent(host, h -> new AtomicInteger()).getAndIncrement();
    return new InetAddress[] {InetAddress.getByName(all.get(Math.min(time, all.size() - 1)))};
  }
}
