package cn.qingzheng.crawler.browser;

import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.net.AddressGuard.ConnectTo;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A public site that the guard maps to loopback, and a private server that nobody may reach. */
final class LocalSites implements AutoCloseable {
  private final HttpServer site;
  private final ServerSocket secret;
  private final Set<String> paths = ConcurrentHashMap.newKeySet();
  final AtomicInteger secretConnections = new AtomicInteger();
  final Map<String, AtomicInteger> hits = new ConcurrentHashMap<>();

  interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  LocalSites() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    site.start();
    secret = new ServerSocket(0, 50); // on every address of this machine
    Thread.ofVirtual().start(this::countSecret);
  }

  AddressGuard guard() {
    return AddressGuard.publicOnly()
        .with(List.of(new ConnectTo("school.example", 80, site.getAddress()), new ConnectTo("cdn.example", 80, site.getAddress())));
  }

  int secretPort() {
    return secret.getLocalPort();
  }

  static URI url(String path) {
    return URI.create("http://school.example" + path);
  }

  LocalSites page(String path, String html) {
    return on(path, x -> answer(x, 200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8)));
  }

  LocalSites redirect(String path, String location) {
    return on(path, x -> {
      x.getResponseHeaders().set("Location", location);
      answer(x, 302, "text/html", new byte[0]);
    });
  }

  LocalSites on(String path, Handler handler) {
    if (!paths.add(path)) {
      return this;
    }
    site.createContext(path, x -> {
      hits.computeIfAbsent(x.getRequestURI().getPath(), p -> new AtomicInteger()).incrementAndGet();
      try (x) {
        x.getRequestBody().readAllBytes();
        handler.handle(x);
      }
    });
    return this;
  }

  static void answer(HttpExchange x, int status, String type, byte[] body) throws IOException {
    x.getResponseHeaders().set("Content-Type", type);
    x.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    x.getResponseBody().write(body);
  }

  int hits(String path) {
    return hits.getOrDefault(path, new AtomicInteger()).get();
  }

  private void countSecret() {
    while (!secret.isClosed()) {
      try (Socket s = secret.accept()) {
        secretConnections.incrementAndGet();
        s.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\nsecret".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // the next one
      }
    }
  }

  @Override
  public void close() throws IOException {
    site.stop(0);
    secret.close();
  }
}
