package cn.qingzheng.crawler.browser;

import com.ruiyun.jvppeteer.api.core.Connection;
import com.ruiyun.jvppeteer.transport.ConnectionTransport;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks the DevTools protocol over two pipes instead of a port: nobody else on this machine can join in, and Chromium
 * ends by itself when its end of the pipe closes, so also when this process is killed. Messages end in a zero byte.
 */
final class ChromiumPipe implements ConnectionTransport {
  private static final Logger LOG = LoggerFactory.getLogger(ChromiumPipe.class);
  /** A picture of the longest page is far below this; what is above it is a page that wants to fill our memory. */
  private static final int LONGEST = 192 << 20;

  private final InputStream in;
  private final OutputStream out;
  private final CompletableFuture<Connection> connection = new CompletableFuture<>();

  /**
   * @param in what Chromium says
   * @param out what it is told
   */
  ChromiumPipe(InputStream in, OutputStream out) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.out = out;
    Thread.ofPlatform().daemon().name("chromium-pipe").start(this::read);
  }

  @Override
  public void send(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    try {
      synchronized (out) {
        out.write(bytes);
        out.write(0);
        out.flush();
      }
    } catch (IOException e) {
      throw new IllegalStateException("Chromium has ended", e);
    }
  }

  @Override
  public void onMessage(String message) {
    connection.join().onMessage(message);
  }

  @Override
  public void setConnection(Connection c) {
    connection.complete(c);
  }

  private void read() {
    ByteArrayOutputStream message = new ByteArrayOutputStream(1 << 16);
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != 0) {
          message.write(b);
        } else {
          deliver(message.toString(StandardCharsets.UTF_8));
          message = message.size() > 1 << 20 ? new ByteArrayOutputStream(1 << 16) : message;
          message.reset();
        }
        if (message.size() > LONGEST) {
          throw new IOException("a message without end");
        }
      }
    } catch (IOException e) {
      LOG.debug("pipe of Chromium: {}", e.getMessage());
    } finally {
      close();
      connection.thenAccept(Connection::onClose);
    }
  }

  /** What one message does must not end the reading of the others. */
  private void deliver(String message) {
    try {
      onMessage(message);
    } catch (RuntimeException e) {
      LOG.debug("message of Chromium: {}", e.getMessage());
    }
  }

  /** Chromium ends on this. */
  @Override
  public void close() {
    try (in) {
      out.close();
    } catch (IOException e) {
      // It is closed, then.
    }
  }
}
