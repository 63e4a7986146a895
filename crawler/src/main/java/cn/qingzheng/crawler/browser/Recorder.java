package cn.qingzheng.crawler.browser;

import com.ruiyun.jvppeteer.api.core.Page;
import com.ruiyun.jvppeteer.api.core.Request;
import com.ruiyun.jvppeteer.api.core.Response;
import com.ruiyun.jvppeteer.api.events.PageEvents;
import com.ruiyun.jvppeteer.cdp.entities.HeaderEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a page was made of: pictures, styles, scripts, frames, and the data that scripts ask for. */
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final int MOST = 300;
  private static final long MOST_BYTES = 16L << 20;

  private final Page page;
  private final Queue<Request> finished = new ConcurrentLinkedQueue<>();

  Recorder(Page page) {
    this.page = page;
    Consumer<Request> keep = this::finished;
    page.on(PageEvents.RequestFinished, keep);
  }

  private void finished(Request request) {
    if (finished.size() < MOST) {
      finished.add(request);
    }
  }

  /** What came until now, without the page's own document; in the order in which it came. */
  List<Rendered.Resource> resources() {
    List<Rendered.Resource> kept = new ArrayList<>();
    long bytes = 0;
    for (Request request : finished) {
      if (bytes < MOST_BYTES && wanted(request)) {
        bytes += keep(request.response(), MOST_BYTES - bytes, kept);
      }
    }
    return kept;
  }

  /** The page's own document, the last if scripts went on to others. */
  Optional<Rendered.Resource> document() {
    List<Rendered.Resource> kept = new ArrayList<>();
    finished.stream()
        .filter(r -> isDocument(r) && r.response() != null && r.response().status() / 100 == 2)
        .forEach(r -> keep(r.response(), MOST_BYTES, kept));
    return kept.stream().reduce((a, b) -> b);
  }

  private boolean isDocument(Request request) {
    return request.isNavigationRequest() && request.frame() == page.mainFrame();
  }

  private boolean wanted(Request request) {
    return !isDocument(request)
        && "GET".equals(request.method())
        && request.url().matches("(?i)https?://.*")
        && request.response() != null
        && request.response().status() / 100 == 2;
  }

  private static long keep(Response response, long room, List<Rendered.Resource> kept) {
    try {
      byte[] body = response.content();
      if (body == null || body.length > room) {
        return 0;
      }
      kept.add(new Rendered.Resource(URI.create(response.url()), response.status(), type(response), body));
      return body.length;
    } catch (RuntimeException e) {
      // The browser has let go of it, or the address is none that Java reads.
      LOG.debug("resource not kept: {}", e.getMessage());
      return 0;
    }
  }

  private static String type(Response response) {
    return response.headers().stream()
        .filter(h -> "content-type".equalsIgnoreCase(h.getName()))
        .map(HeaderEntry::getValue)
        .findFirst()
        .orElse("");
  }
}
