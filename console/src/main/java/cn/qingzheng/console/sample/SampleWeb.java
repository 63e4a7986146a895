package cn.qingzheng.console.sample;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fictional web sites about vocational certificates, served over HTTP on loopback. Every host, body, person, number
 * and offer in them is invented.
 *
 * <p>The pages know each other by addresses such as {@code http://www.lanhai-edu.example/course/}, without a port. A
 * client connects port 80 of a host to the socket {@link #addresses} gives for it.
 */
public final class SampleWeb implements AutoCloseable {

  /**
   * A request as it came in.
   *
   * @param path raw path, with the raw query after {@code ?} where there was one
   * @param userAgent empty where the client sent none
   */
  public record Request(String host, String path, Instant time, String userAgent) { }

  private final Clock clock;
  private final Map<String, SiteServer> servers = new LinkedHashMap<>();
  private final Map<String, String> editionsUp = new LinkedHashMap<>();
  private final Routes routes = new Routes(PageEntry.all());
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong visits = new AtomicLong();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile Edition edition;

  private SampleWeb(Edition edition, Clock clock) {
    this.edition = edition;
    this.clock = clock;
  }

  /** Starts the first edition. */
  public static SampleWeb start() {
    return start(Edition.FIRST);
  }

  /** Starts an edition on free ports; every host is reachable when this returns. */
  public static SampleWeb start(Edition edition) {
    return start(edition, Clock.systemUTC());
  }

  /** As {@link #start(Edition)}, with the clock that stamps {@link #requests}. */
  public static SampleWeb start(Edition edition, Clock clock) {
    SampleWeb web = new SampleWeb(Objects.requireNonNull(edition), Objects.requireNonNull(clock));
    try {
      web.open();
      web.edition(edition);
      return web;
    } catch (IOException | RuntimeException failed) {
      web.close();
      throw failed instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) failed;
    }
  }

  private void open() throws IOException {
    for (String line : Text.read("hosts.tsv").lines().filter(line -> !line.startsWith("#")).toList()) {
      String[] cells = line.split("\t", -1);
      editionsUp.put(cells[0], cells[1]);
      servers.put(cells[0], new SiteServer(cells[0], servers.size() + 1, workers, this::answer));
    }
  }

  private Reply answer(HttpExchange exchange, String host) {
    URI address = exchange.getRequestURI();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String agent = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("User-Agent"), "");
    requests.add(new Request(host, address.getRawPath() + query, clock.instant(), agent));
    return routes.answer(new Visit(host, address.getPath(), SiteServer.query(address), edition,
        visits.incrementAndGet()));
  }

  /** Host name to the loopback socket it listens on, in a fixed order; a host that is down keeps its socket. */
  public Map<String, InetSocketAddress> addresses() {
    Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
    servers.forEach((host, server) -> addresses.put(host, server.address()));
    return Collections.unmodifiableMap(addresses);
  }

  /** What has been requested so far, in the order of arrival, refused and unknown pages included. */
  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Changes to another edition at once; hosts go down or come back at their old sockets. */
  public void edition(Edition next) {
    edition = Objects.requireNonNull(next);
    servers.forEach((host, server) -> up(server, next.in(editionsUp.get(host))));
  }

  private static void up(SiteServer server, boolean wanted) {
    try {
      server.up(wanted);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Stops every host and cuts what is still being sent. */
  @Override
  public void close() {
    servers.values().forEach(server -> up(server, false));
    workers.shutdownNow();
  }
}
