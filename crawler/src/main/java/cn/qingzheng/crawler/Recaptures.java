package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.ArchivedParts;
import cn.qingzheng.crawler.archive.RenderedPage;
import cn.qingzheng.crawler.browser.Rendered;
import cn.qingzheng.crawler.browser.Snapshot;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pages that are opened again for an evidence package: what was loaded goes to the archive beside the capture. */
public final class Recaptures {
  private static final String DOCUMENT = "text/html; charset=utf-8";

  private Recaptures() {}

  /**
   * Archives what a browser loaded and made of the page, the page's own document with it, and returns when it is on
   * the disk. The capture itself stays as it is.
   */
  public static List<ArchivedRecord> keep(Archive archive, Capture capture, Snapshot snapshot, Clock clock)
      throws IOException {
    List<RenderedPage.Part> parts = new ArrayList<>();
    // Decoded by the browser already.
    snapshot.document().ifPresent(d -> parts.add(new RenderedPage.Part(d.url(), DOCUMENT, d.body())));
    snapshot.rendered().traffic().resources().forEach(r -> parts.add(new RenderedPage.Part(r.url(), r.type(), r.body())));
    Map<String, Object> facts = RenderingFacts.of(snapshot.rendered());
    facts.put("purpose", "evidence package");
    RenderedPage page = RenderedPage.of(snapshot.rendered().html(), clock.instant(), parts, facts);
    List<ArchivedRecord> records = archive.writeRendered(capture, page);
    archive.force();
    return records;
  }

  /**
   * What a browser needs to show the capture without a network, by address without fragment.
   *
   * @throws IOException if the archive does not have the page any more
   */
  public static Map<String, Rendered.Resource> answers(Archive archive, Capture capture) throws IOException {
    Map<String, Rendered.Resource> answers = new HashMap<>();
    for (RenderedPage.Part p : ArchivedParts.of(archive, capture)) {
      answers.putIfAbsent(address(p.url()), new Rendered.Resource(p.url(), 200, p.type(), p.body()));
    }
    byte[] body = archive.body(capture).orElseThrow(() -> new IOException("no body of capture " + capture.id()));
    String type = capture.exchange().header("Content-Type").orElse("text/html");
    answers.put(address(capture.url()), new Rendered.Resource(capture.url(), 200, type, body));
    return answers;
  }

  /** As a browser asks for it. */
  private static String address(URI url) {
    String text = url.toASCIIString().replaceFirst("#.*", "");
    return text.matches("(?i)https?://[^/?]+") ? text + "/" : text;
  }
}
