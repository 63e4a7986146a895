package cn.qingzheng.casework;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A platform's interface and a mail server that fail in every way: refuse, hang up before or after they took the
 * letter, cut the wire in the middle. Each takes a key once and counts how often it came.
 */
final class FaultyReceivers implements AutoCloseable {
  final Map<String, AtomicInteger> hooks = new ConcurrentHashMap<>();
  final AtomicInteger refused = new AtomicInteger();
  final AtomicInteger cut = new AtomicInteger();
  private final Random dice;
  private final HttpServer web;
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final ServerSocket front;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  FaultyReceivers(long seed) throws IOException {
    dice = new Random(seed);
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    web = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    web.createContext("/letters", this::letter);
    web.setExecutor(threads);
    web.start();
    mail.start();
    front = new ServerSocket(0, 50, loopback);
    threads.submit(this::accept);
  }

  int webPort() {
    return web.getAddress().getPort();
  }

  int mailPort() {
    return front.getLocalPort();
  }

  private synchronized int throwDice(int sides) {
    return dice.nextInt(sides);
  }

  private void letter(HttpExchange exchange) throws IOException {
    try (exchange) {
      int fate = throwDice(10);
      exchange.getRequestBody().readAllBytes();
      if (fate < 2) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(fate == 0 ? 503 : 429, -1);
      } else if (fate == 2) {
        refused.incrementAndGet();
        throw new IOException("hangs up before taking it");
      } else {
        hooks.computeIfAbsent(exchange.getRequestHeaders().getFirst("Idempotency-Key"), k -> new AtomicInteger()).incrementAndGet();
        if (fate == 3) {
          cut.incrementAndGet();
          throw new IOException("hangs up after taking it");
        }
        exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        threads.submit(() -> relay(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Every third connection is cut after so many bytes of the server's answers or of the mail. */
  private void relay(Socket client) {
    int limit = throwDice(3) == 0 ? throwDice(700) : Integer.MAX_VALUE;
    if (limit != Integer.MAX_VALUE) {
      cut.incrementAndGet();
    }
    try (client;
        Socket server = new Socket("127.0.0.1", mail.getSmtp().getPort())) {
      boolean answers = throwDice(2) == 0;
      var up = threads.submit(() -> pump(client, server, answers ? Integer.MAX_VALUE : limit));
      pump(server, client, answers ? limit : Integer.MAX_VALUE);
      up.get();
    } catch (Exception e) {
      // That is what it is for.
    }
  }

  private static boolean pump(Socket from, Socket to, int limit) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int left = limit;
      byte[] buffer = new byte[512];
      for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
        out.write(buffer, 0, Math.min(n, left));
        out.flush();
        left -= n;
      }
    } catch (IOException e) {
      // The other side ended it.
    }
    try {
      from.close();
      to.close();
    } catch (IOException e) {
      // Both are gone.
    }
    return true;
  }

  /** Message-ID to how often it came. */
  Map<String, AtomicInteger> mails() throws MessagingException {
    Map<String, AtomicInteger> out = new ConcurrentHashMap<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      out.computeIfAbsent(message.getMessageID(), k -> new AtomicInteger()).incrementAndGet();
    }
    return out;
  }

  @Override
  public void close() throws IOException {
    front.close();
    web.stop(0);
    mail.stop();
    threads.shutdownNow();
  }
}
