package cn.qingzheng.console.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;

/**
 * One host of the sample web on a loopback address of its own. It keeps its address while it is down, so that a
 * client finds nobody there, as with a host that has gone.
 */
final class SiteServer {

  private static final int BACKLOG = 64;

  private final String host;
  private final ExecutorService workers;
  private final BiFunction<HttpExchange, String, Reply> site;
  private final InetSocketAddress address;
  /** Absent while the host is down. */
  private Optional<HttpServer> server;

  SiteServer(String host, int number, ExecutorService workers, BiFunction<HttpExchange, String, Reply> site)
      throws IOException {
    this.host = host;
    this.workers = workers;
    this.site = site;
    HttpServer listening = bind(number);
    this.server = Optional.of(listening);
    this.address = listening.getAddress();
  }

  /** Linux answers on all of 127.0.0.0/8; elsewhere the hosts share 127.0.0.1 and differ by port. */
  private HttpServer bind(int number) throws IOException {
    try {
      return listen(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) number}), 0));
    } catch (SocketException elsewhere) {
      return listen(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
    }
  }

  private HttpServer listen(InetSocketAddress where) throws IOException {
    HttpServer listening = HttpServer.create(where, BACKLOG);
    listening.setExecutor(workers);
    listening.createContext("/", this::handle);
    listening.start();
    return listening;
  }

  InetSocketAddress address() {
    return address;
  }

  synchronized void up(boolean wanted) throws IOException {
    if (wanted && server.isEmpty()) {
      server = Optional.of(listen(address));
    } else if (!wanted) {
      server.ifPresent(listening -> listening.stop(0));
      server = Optional.empty();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = site.apply(exchange, host);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      boolean bodyless = exchange.getRequestMethod().equals("HEAD") || reply.length().orElse(1) == 0;
      // The JDK server reads 0 as "chunked" and -1 as "no body".
      exchange.sendResponseHeaders(reply.status(), bodyless ? -1 : reply.length().orElse(0));
      if (!bodyless) {
        write(reply, exchange.getResponseBody());
      }
    }
  }

  private static void write(Reply reply, OutputStream out) {
    try (out) {
      reply.body().writeTo(out);
    } catch (IOException hungUp) {
      // A client that cuts a slow or endless page is what those pages are for.
    }
  }

  /** The decoded query of an address; names and values are UTF-8. */
  static Map<String, String> query(URI address) {
    Map<String, String> query = new HashMap<>();
    String raw = address.getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
