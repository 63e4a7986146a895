package cn.qingzheng.crawler;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A server that keeps to no protocol: every path writes the bytes it likes. Connections end after one answer. */
final class RawSite implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  final AtomicLong sent = new AtomicLong();

  /** Writes head and body. */
  interface Answer {
    void write(Out out) throws IOException;
  }

  /** Counts what went out. */
  final class Out {
    private final OutputStream to;

    private Out(OutputStream to) {
      this.to = to;
    }

    void bytes(byte[] b) throws IOException {
      to.write(b);
      sent.addAndGet(b.length);
    }

    void text(String s) throws IOException {
      bytes(s.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  RawSite() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  RawSite on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  RawSite html(String path, String body) {
    return on(path, out -> out.text("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + body));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
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

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String path = in.readLine().split(" ")[1];
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        // the head of the request says nothing more
      }
      answers
          .getOrDefault(path, out -> out.text("HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
          .write(new Out(socket.getOutputStream()));
    } catch (IOException | NullPointerException e) {
      // The client hung up, which is what most of these answers deserve.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
