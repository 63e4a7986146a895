package cn.qingzheng.crawler.browser;

import com.ruiyun.jvppeteer.api.core.CDPSession;
import com.ruiyun.jvppeteer.api.events.ConnectionEvents;
import com.ruiyun.jvppeteer.cdp.events.RequestPausedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request of a page from what is archived, and none in any other way. */
final class ArchivedAnswers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ArchivedAnswers.class);
  private static final int MOST_TOLD = 100;

  private final Map<String, Rendered.Resource> answers;
  private final CDPSession session;
  /** Not on the driver's own thread: what is sent there is waited for. */
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("replay").factory());
  private final AtomicInteger served = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> absent = new ConcurrentLinkedQueue<>();

  /** @param answers by address without fragment */
  ArchivedAnswers(CDPSession session, Map<String, Rendered.Resource> answers) {
    this.session = session;
    this.answers = Map.copyOf(answers);
    Consumer<RequestPausedEvent> paused = e -> thread.submit(() -> answer(e));
    session.on(ConnectionEvents.Fetch_requestPaused, paused);
    session.send("Fetch.enable", Parameters.of("patterns", new ArrayList<>(List.of(Parameters.of("urlPattern", "*")))));
  }

  private void answer(RequestPausedEvent event) {
    String url = event.getRequest().getUrl().replaceFirst("#.*", "");
    Rendered.Resource kept = answers.get(url);
    try {
      if (kept == null) {
        if (absent.size() < MOST_TOLD && url.matches("(?i)https?:.*")) {
          absent.add(url);
        }
        session.send("Fetch.failRequest", Parameters.of("requestId", event.getRequestId(), "errorReason", "BlockedByClient"));
        return;
      }
      served.incrementAndGet();
      session.send(
          "Fetch.fulfillRequest",
          Parameters.of(
              Map.of(
                  "requestId", event.getRequestId(), "responseCode", 200,
                  "responseHeaders", new ArrayList<>(List.of(Parameters.of("name", "Content-Type", "value", type(kept)))),
                  "body", Base64.getEncoder().encodeToString(kept.body()))));
    } catch (RuntimeException e) {
      // The page is gone meanwhile.
      LOG.debug("request not answered: {}", e.getMessage());
    }
  }

  /** What the browser had decoded to UTF-8 must not be decoded as what the server sent. */
  private static String type(Rendered.Resource kept) {
    String type = kept.type().isBlank() ? "application/octet-stream" : kept.type();
    boolean text = type.matches("(?i)(text/|application/(x-)?javascript|application/json).*");
    return text && utf8(kept.body()) ? type.replaceFirst(";.*", "") + "; charset=utf-8" : type;
  }

  private static boolean utf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  int served() {
    return served.get();
  }

  List<String> absent() {
    return absent.stream().distinct().toList();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
