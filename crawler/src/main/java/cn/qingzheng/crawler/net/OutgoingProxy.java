package cn.qingzheng.crawler.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The HTTP proxy through which an organ's network reaches the internet. Its own address may be private: only the
 * operator writes it. What is asked of it is checked as if there were none.
 *
 * @param host name or literal
 * @param port 1 to 65535
 * @param login if it wants one
 */
public record OutgoingProxy(String host, int port, Optional<Login> login) {
  private static final int LONGEST_ANSWER = 16 * 1024;

  public OutgoingProxy {
    host = host.toLowerCase(Locale.ROOT);
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("proxy should have a host and a port, was: " + host + ":" + port);
    }
  }

  /** One that lets everybody through. */
  public OutgoingProxy(String host, int port) {
    this(host, port, Optional.empty());
  }

  /** User name and password; never shown, logged or archived. */
  public record Login(String user, String password) {
    public Login {
      if (user.isEmpty() || user.indexOf(':') >= 0 || (user + password).chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("user should be without colon, both without control characters");
      }
    }

    /** The value of Proxy-Authorization (RFC 7617). */
    public String basic() {
      return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return user + ":***";
    }
  }

  /** A request head for this proxy, with the login it wants. */
  public byte[] authorised(byte[] head) {
    if (login.isEmpty()) {
      return head;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String line = "Proxy-Authorization: " + login.get().basic() + "\r\n\r\n";
    return (text.substring(0, text.length() - 2) + line).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Where it is now. */
  public InetSocketAddress address() throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  /**
   * Asks for a tunnel (RFC 9110 §9.3.6) on a fresh connection to the proxy.
   *
   * @param to what was checked; the proxy is told this address and no name, so that it cannot look up another
   * @throws IOException if the proxy refuses
   */
  public void tunnel(Socket socket, InetSocketAddress to) throws IOException {
    String authority = authority(to);
    socket.getOutputStream()
        .write(
            authorised(
                ("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
    String head = head(socket.getInputStream());
    if (!head.matches("(?s)HTTP/1\\.[01] 2\\d\\d.*")) {
      throw new IOException("proxy refused the tunnel: " + head.lines().findFirst().orElse("no answer"));
    }
  }

  /** Literal and port, IPv6 in brackets. */
  static String authority(InetSocketAddress to) {
    String ip = to.getAddress().getHostAddress();
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + to.getPort();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LONGEST_ANSWER && head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.append((char) b);
    }
    return head.toString();
  }
}
