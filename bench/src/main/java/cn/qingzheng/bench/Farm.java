package cn.qingzheng.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A web of many hosts on loopback: host {@code n} has the address 127.x.y.z of its own, or shares it with its neighbours;
 * all are answered by one socket.
 * Every address of a host but robots.txt and sitemap.xml is a page. A virtual thread for each connection; keep-alive.
 */
final class Farm implements AutoCloseable {
  private static final Charset GBK = Charset.forName("GBK");
  private static final Pattern HOST = Pattern.compile("(?mi)^host: *(\\S+)");
  private static final byte[] MARK = "<body".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Arrivals byAddress = new Arrivals();
  private final Arrivals byHost = new Arrivals();
  private final Duration latency;
  private final int sharing;
  private final List<byte[]> bodies;

  private Farm(Duration latency, int sharing, List<byte[]> bodies) throws IOException {
    this.latency = latency;
    this.sharing = sharing;
    this.bodies = bodies;
    this.socket = new ServerSocket(0, 4096, InetAddress.getByAddress(new byte[4]));
  }

  /**
   * As {@link #start(Duration, int, List)}, an address for each host.
   */
  static Farm start(Duration latency, List<String> pages) throws IOException {
    return start(latency, 1, pages);
  }

  /**
   * Starts answering.
   *
   * @param sharing hosts on one address
   * @param latency before each answer
   * @param pages HTML that the hosts show in turn; sent in GBK
   */
  static Farm start(Duration latency, int sharing, List<String> pages) throws IOException {
    Farm farm = new Farm(latency, sharing, pages.stream().map(p -> p.replace("charset=\"utf-8\"", "charset=\"gbk\"").getBytes(GBK)).toList());
    Thread.ofPlatform().daemon().name("farm").start(farm::accept);
    return farm;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The name of a host, from 0. */
  static String host(int n) {
    return "h" + n + ".example";
  }

  /** Its address below 127.0.0.0/8. */
  InetSocketAddress address(int n) {
    return address(n / sharing, host(n), port());
  }

  static InetSocketAddress address(int n, String host, int port) {
    try {
      byte[] ip = {127, (byte) (1 + (n >> 16)), (byte) (n >> 8), (byte) n};
      return new InetSocketAddress(InetAddress.getByAddress(host, ip), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** What came in so far, by address. */
  Arrivals arrivals() {
    return byAddress;
  }

  /** The same by what the requests name as their host. */
  Arrivals hosts() {
    return byHost;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        workers.execute(() -> serve(client));
      }
    } catch (SocketException closed) {
      // the end
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream(), 2048);
      String ip = client.getLocalAddress().getHostAddress();
      String head = head(in);
      while (!head.isEmpty()) {
        long arrived = System.nanoTime();
        String path = head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
        Thread.sleep(latency);
        // Before the answer goes out: on a busy machine its reader may be further than its writer after that.
        long ended = System.nanoTime();
        byAddress.add(ip, path, arrived, ended);
        byHost.add(HOST.matcher(head).results().findFirst().map(m -> m.group(1)).orElse(ip), path, arrived, ended);
        answer(client.getOutputStream(), path);
        head = head(in);
      }
    } catch (IOException | InterruptedException e) {
      // the client went away, or the farm closes
    }
  }

  /** Reads a request to the end of its head; empty at the end of the connection. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int newlines = 0;
    while (newlines < 2) {
      int c = in.read();
      if (c < 0) {
        return "";
      }
      head.append((char) c);
      newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
    }
    return head.toString();
  }

  private void answer(OutputStream out, String path) throws IOException {
    if (path.endsWith("/robots.txt") || path.endsWith("/sitemap.xml")) {
      out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return;
    }
    byte[] body = bodies.get(Math.floorMod(path.hashCode(), bodies.size()));
    byte[] mark = ("<!-- " + path + " -->").getBytes(StandardCharsets.US_ASCII);
    int at = indexOf(body, MARK);
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + (body.length + mark.length) + "\r\n\r\n";
    byte[] all = new byte[head.length() + body.length + mark.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, all, 0, head.length());
    System.arraycopy(body, 0, all, head.length(), at);
    System.arraycopy(mark, 0, all, head.length() + at, mark.length);
    System.arraycopy(body, at, all, head.length() + at + mark.length, body.length - at);
    out.write(all);
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i <= all.length - part.length; i++) {
      if (java.util.Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    workers.shutdownNow();
  }
}
