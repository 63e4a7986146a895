package cn.qingzheng.crawler.browser;

import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.net.OutgoingProxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The only way out for one page of the browser. Every request and every tunnel (so WebSockets too) names its host
 * here; it is resolved once, checked, and connected to at exactly that address, so a name that changes its answer
 * gains nothing. A refused plain request gets no answer at all: an answer would be shown as if the host had said it.
 */
final class GuardingProxy implements AutoCloseable {
  private static final int CONNECT_MILLIS = 10_000;

  private final Optional<AddressGuard> guard;
  private final BrowserLimits limits;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final Set<Rendered.Contact> contacts = Collections.synchronizedSet(new LinkedHashSet<>());
  private final AtomicLong received = new AtomicLong();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile long lastActivity = System.nanoTime();

  private GuardingProxy(Optional<AddressGuard> guard, BrowserLimits limits) throws IOException {
    this.guard = guard;
    this.limits = limits;
    this.server = new ServerSocket(0, 128, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().name("proxy-" + server.getLocalPort()).start(this::accept);
  }

  /** Lets through what the guard lets through, within the limits. */
  static GuardingProxy guarded(AddressGuard guard, BrowserLimits limits) throws IOException {
    return new GuardingProxy(Optional.of(guard), limits);
  }

  /** Lets nothing through: for what the browser itself wants from its maker. */
  static GuardingProxy closed(BrowserLimits limits) throws IOException {
    return new GuardingProxy(Optional.empty(), limits);
  }

  /** As Chromium wants it, {@code 127.0.0.1:port}. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** {@code host:port} of every request that was refused. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** Every connection that was made, each once, in order. */
  List<Rendered.Contact> contacts() {
    synchronized (contacts) {
      return List.copyOf(contacts);
    }
  }

  /** Bytes that came back. */
  long received() {
    return received.get();
  }

  long quietNanos() {
    return System.nanoTime() - lastActivity;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // closed, or the browser gave up
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      ProxyRequest request = ProxyRequest.read(client.getInputStream());
      lastActivity = System.nanoTime();
      Optional<Socket> host = connect(request);
      if (host.isPresent()) {
        relay(client, host.get(), request);
      } else if (request.tunnel()) {
        client.getOutputStream().write("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // One of both ends is gone; the browser sees that itself.
    } finally {
      open.remove(client);
    }
  }

  /** Empty if refused, and then it is counted. */
  private Optional<Socket> connect(ProxyRequest request) throws IOException {
    boolean over = requests.incrementAndGet() > limits.maxRequests() || received.get() >= limits.maxBytes();
    if (guard.isEmpty() || over) {
      return refuse(request);
    }
    InetSocketAddress to;
    try {
      to = guard.get().connectTo(request.host(), request.port());
    } catch (IOException e) {
      return refuse(request);
    }
    Optional<OutgoingProxy> proxy = guard.get().proxyFor(request.host(), request.port());
    Socket host = new Socket();
    open.add(host);
    try {
      host.connect(proxy.isPresent() ? proxy.get().address() : to, CONNECT_MILLIS);
      if (proxy.isPresent() && request.tunnel()) {
        proxy.get().tunnel(host, to);
      }
      contacts.add(new Rendered.Contact(request.host(), request.port(), to.getAddress().getHostAddress()));
      return Optional.of(host);
    } catch (IOException e) {
      open.remove(host);
      host.close();
      throw e;
    }
  }

  private Optional<Socket> refuse(ProxyRequest request) {
    refused.add(request.host() + ":" + request.port());
    return Optional.empty();
  }

  private void relay(Socket client, Socket host, ProxyRequest request) throws IOException {
    try (host) {
      OutputStream toHost = host.getOutputStream();
      if (request.tunnel()) {
        client.getOutputStream().write("HTTP/1.1 200 Connection Established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } else {
        Optional<OutgoingProxy> proxy = guard.get().proxyFor(request.host(), request.port());
        toHost.write(proxy.map(p -> p.authorised(request.onward())).orElseGet(request::head));
      }
      Thread.ofVirtual().start(() -> send(client, toHost));
      receive(host.getInputStream(), client.getOutputStream());
    } finally {
      open.remove(host);
    }
  }

  private void send(Socket client, OutputStream toHost) {
    try {
      client.getInputStream().transferTo(toHost);
    } catch (IOException e) {
      // The answer may still be on its way; the other direction ends it.
    }
  }

  private void receive(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[16_384];
    int n;
    while ((n = from.read(buffer)) > 0) {
      lastActivity = System.nanoTime();
      if (received.addAndGet(n) > limits.maxBytes()) {
        return;
      }
      to.write(buffer, 0, n);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket s : open) {
      s.close();
    }
  }
}
