package cn.qingzheng.crawler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forward proxy that leads every authority where a test says, and nowhere else. */
public final class ForwardProxy implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, InetSocketAddress> ways = new ConcurrentHashMap<>();
  private volatile String login = "";
  private final List<String> asked = new CopyOnWriteArrayList<>();

  public ForwardProxy() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  /** Lets nobody through without this login (RFC 7617). */
  public ForwardProxy wanting(String userAndPassword) {
    login = "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** @param authority as asked for: {@code host:port} of a tunnel, {@code host} of a plain request to port 80 */
  public ForwardProxy way(String authority, InetSocketAddress to) {
    ways.put(authority, to);
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** First lines of all requests. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket s = server.accept();
        Thread.ofVirtual().start(() -> serve(s));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String[] words = head.lines().findFirst().orElse("").split(" ");
      asked.add(words[0] + " " + words[1]);
      if (!login.isEmpty() && head.lines().noneMatch(("Proxy-Authorization: " + login)::equals)) {
        asked.add("407");
        client.getOutputStream().write("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"net\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      boolean tunnel = words[0].equals("CONNECT");
      String authority = tunnel ? words[1] : words[1].replaceFirst("http://", "").replaceFirst("/.*", "");
      InetSocketAddress to = ways.get(authority);
      if (to == null) {
        client.getOutputStream().write("HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      try (Socket host = new Socket(to.getAddress(), to.getPort())) {
        if (tunnel) {
          client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
          String path = words[1].replaceFirst("http://[^/]*", "");
          String rest = head.substring(head.indexOf("\r\n")).replaceAll("(?i)\r\n(?:(?:Proxy-)?Connection|Proxy-Authorization):[^\r]*", "").replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
          host.getOutputStream().write((words[0] + " " + path + " HTTP/1.1" + rest).getBytes(StandardCharsets.ISO_8859_1));
        }
        Thread.ofVirtual().start(() -> copy(client, host));
        host.getInputStream().transferTo(client.getOutputStream());
      }
    } catch (IOException e) {
      // one of both ends is gone
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // the other direction ends it
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no head");
      }
      head.write(b);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
