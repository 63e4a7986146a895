package cn.qingzheng.crawler.browser;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import com.ruiyun.jvppeteer.api.core.CDPSession;
import com.ruiyun.jvppeteer.api.core.Page;
import com.ruiyun.jvppeteer.api.events.ConnectionEvents;
import com.ruiyun.jvppeteer.cdp.events.RequestPausedEvent;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Holds back documents that a page may not load: frames, and where its scripts would take it. What the page is made
 * of (styles, scripts, pictures, data) is not asked about.
 */
final class DocumentGate {
  private final Predicate<URI> allowed;
  private final CDPSession session;
  private final List<String> refused = new CopyOnWriteArrayList<>();

  private DocumentGate(Page page, Predicate<URI> allowed) {
    this.allowed = allowed;
    this.session = page.createCDPSession();
  }

  static DocumentGate of(Page page, RenderOptions options) {
    DocumentGate gate = new DocumentGate(page, options.documents());
    if (!options.anyDocument()) {
      Consumer<RequestPausedEvent> asked = gate::asked;
      gate.session.on(ConnectionEvents.Fetch_requestPaused, asked);
      gate.send("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*", "resourceType", "Document"))));
    }
    return gate;
  }

  /** Addresses that were held back. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  private void asked(RequestPausedEvent request) {
    String url = request.getRequest().getUrl();
    boolean yes = CanonicalUrl.of(url).map(allowed::test).orElse(true);
    if (yes) {
      later("Fetch.continueRequest", Map.of("requestId", request.getRequestId()));
    } else {
      refused.add(url);
      // Aborted, unlike blocked, leaves what the reader saw before in its place.
      later("Fetch.failRequest", Map.of("requestId", request.getRequestId(), "errorReason", "Aborted"));
    }
  }

  private void send(String method, Map<String, Object> parameters) {
    // The driver takes null values out of what it is given.
    session.send(method, new HashMap<>(parameters));
  }

  /** Without waiting for the answer, which would come by the thread that this runs on. */
  private void later(String method, Map<String, Object> parameters) {
    session.send(method, new HashMap<>(parameters), null, false);
  }
}
