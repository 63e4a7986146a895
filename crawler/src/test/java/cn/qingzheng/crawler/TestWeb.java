package cn.qingzheng.crawler;

import cn.qingzheng.crawler.net.AddressGuard;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sites on loopback that the crawler sees under names of their own at port 80. */
final class TestWeb implements AutoCloseable {
  private final Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
  private final List<Site> sites = new ArrayList<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  Site site(String host) throws IOException {
    Site site = new Site(host, workers);
    sites.add(site);
    addresses.put(host, site.server.getAddress());
    return site;
  }

  /** A host that some other server answers for. */
  void at(String host, InetSocketAddress address) {
    addresses.put(host, address);
  }

  AddressGuard guard() {
    return AddressGuard.publicOnly()
        .with(addresses.entrySet().stream().map(e -> new AddressGuard.ConnectTo(e.getKey(), 80, e.getValue())).toList());
  }

  @Override
  public void close() {
    sites.forEach(s -> s.server.stop(0));
    workers.shutdownNow();
  }

  /**
   * When the answer went out; taken just before, because on a busy machine its reader may be at the next request before
   * its writer is at the clock.
   */
  private static final ThreadLocal<Long> OUT = new ThreadLocal<>();

  /** When a request came in and when its answer went out, in {@link System#nanoTime}. */
  record Request(String path, Map<String, List<String>> headers, long began, long ended) {}

  static final class Site {
    private final HttpServer server;
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private volatile HttpHandler elsewhere = x -> send(x, 404, "no");
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    private Site(String host, ExecutorService workers) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}), 0), 100);
      server.setExecutor(workers);
      server.createContext("/", this::handle);
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    private HttpHandler missing(String path) {
      return path.matches("/(robots.txt|sitemap.xml)") ? x -> send(x, 404, "no") : elsewhere;
    }

    private void handle(HttpExchange e) throws IOException {
      long began = System.nanoTime();
      String path = e.getRequestURI().toString();
      HttpHandler page = pages.getOrDefault(path, pages.getOrDefault(e.getRequestURI().getPath() + "?*", missing(path)));
      OUT.remove();
      try (e) {
        page.handle(e);
      } finally {
        long now = System.nanoTime();
        requests.add(new Request(path, Map.copyOf(e.getRequestHeaders()), began, OUT.get() == null ? now : OUT.get()));
      }
    }

    Site on(String path, HttpHandler handler) {
      pages.put(path, handler);
      return this;
    }

    Site html(String path, String body) {
      return on(path, e -> send(e, 200, "<html><head><title>" + path + "</title></head><body>" + body + "</body></html>"));
    }

    /** What answers for all paths that nothing else answers for. */
    Site elsewhere(HttpHandler handler) {
      elsewhere = handler;
      return this;
    }

    Site text(String path, int status, String body) {
      return on(path, e -> send(e, status, body));
    }

    /** A home page that links to {@code n} pages. */
    Site pages(int n) {
      StringBuilder links = new StringBuilder();
      for (int i = 1; i <= n; i++) {
        links.append("<a href='/p").append(i).append("'>第 ").append(i).append(" 页</a> ");
        html("/p" + i, "<p>第 " + i + " 页的内容</p>");
      }
      return html("/", links.toString());
    }

    List<Request> requests() {
      synchronized (requests) {
        return List.copyOf(requests);
      }
    }

    /** Paths asked for, in order. */
    List<String> paths() {
      return requests().stream().map(Request::path).toList();
    }

    long count(String path) {
      return paths().stream().filter(path::equals).count();
    }

    /** Shortest time between the end of an answer and the next request, in milliseconds. */
    double shortestGap() {
      List<Request> all = requests();
      double shortest = Double.MAX_VALUE;
      for (int i = 1; i < all.size(); i++) {
        shortest = Math.min(shortest, (all.get(i).began() - all.get(i - 1).ended()) / 1e6);
      }
      return shortest;
    }
  }

  static void send(HttpExchange e, int status, String body) {
    send(e, status, body.getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange e, int status, byte[] body) {
    try {
      if (!e.getResponseHeaders().containsKey("Content-Type")) {
        e.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      }
      OUT.set(System.nanoTime());
      e.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      e.getResponseBody().write(body);
      e.getResponseBody().close();
    } catch (IOException hungUp) {
      throw new UncheckedIOException(hungUp);
    }
  }
}
