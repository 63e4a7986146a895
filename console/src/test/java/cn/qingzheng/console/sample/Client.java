package cn.qingzheng.console.sample;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A plain HTTP/1.0 client over a socket: it names the host in the request and connects where it is told, which the
 * JDK's own clients do not allow. Without keep-alive and chunking a body ends where the connection does.
 */
final class Client {

  private static final int TIMEOUT_MS = 30_000;

  record Answer(int status, List<String> head, byte[] body) {

    Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip()).findFirst();
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final Map<String, InetSocketAddress> addresses;

  Client(SampleWeb web) {
    this.addresses = web.addresses();
  }

  Answer get(String url) throws IOException {
    return get(URI.create(url), Integer.MAX_VALUE - 8);
  }

  /** Reads at most {@code most} bytes of the body and hangs up. */
  Answer get(URI url, int most) throws IOException {
    try (Socket socket = open(url)) {
      InputStream in = socket.getInputStream();
      List<String> head = head(in);
      int status = Integer.parseInt(head.get(0).split(" ")[1]);
      return new Answer(status, head, in.readNBytes(most));
    }
  }

  /** Only what arrives first, to look at a body that is still being sent. */
  Answer beginning(URI url) throws IOException {
    try (Socket socket = open(url)) {
      InputStream in = socket.getInputStream();
      List<String> head = head(in);
      byte[] buffer = new byte[1 << 16];
      int read = Math.max(0, in.read(buffer));
      return new Answer(Integer.parseInt(head.get(0).split(" ")[1]), head, Arrays.copyOf(buffer, read));
    }
  }

  private Socket open(URI url) throws IOException {
    InetSocketAddress address = addresses.get(url.getHost());
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(TIMEOUT_MS);
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    socket.getOutputStream().write(("GET " + url.getRawPath() + query + " HTTP/1.0\r\nHost: " + url.getHost()
        + "\r\nUser-Agent: SampleWebTest/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static List<String> head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        return head.toString().lines().toList();
      }
    }
    throw new IOException("no end of head: " + head);
  }
}
