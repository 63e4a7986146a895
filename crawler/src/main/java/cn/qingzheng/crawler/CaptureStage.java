package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.ArchivedExchange;
import cn.qingzheng.crawler.archive.RenderedPage;
import cn.qingzheng.crawler.archive.Sha256;
import cn.qingzheng.crawler.browser.Rendered;
import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.frontier.CaptureTable;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.HttpHeader;
import cn.qingzheng.model.Listing;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Archives an answer and makes a capture of it, and says when that is on the disk. */
final class CaptureStage {
  private final Archive archive;
  private final CaptureTable captures;
  private final String runId;
  private final CaptureIds ids;
  private final Clock clock;
  private final CrawlMeter meter;
  private final SharedParts parts = new SharedParts();

  CaptureStage(Archive archive, CaptureTable captures, String runId, CaptureIds ids, Clock clock, CrawlMeter meter) {
    this.meter = meter;
    this.archive = archive;
    this.captures = captures;
    this.runId = runId;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * An answer as archived.
   *
   * @param body decoded; of the earlier capture if the server said that it still holds
   * @param durable done when it is on the disk
   */
  record Kept(Capture capture, byte[] body, boolean unchanged, CompletableFuture<?> durable) {}

  /** A capture to which a record was added, and when that is on the disk. */
  record Added(Capture capture, CompletableFuture<?> durable) {}

  /**
   * Archives the answer, unless this run had captured the address before it died: then that capture stands, though
   * the page may say something else by now.
   *
   * @param target whom it is fetched for
   * @throws UnreadableCapture if the server says "not modified" of a capture that cannot be read back
   */
  Kept keep(UrlTask task, Target target, PageAnswer page, Optional<Listing> listing) throws IOException {
    Optional<Capture> before = captures.ofRun(runId, task.url());
    if (before.isPresent()) {
      return new Kept(
          before.get(), earlierBody(before.get()), repeats(before.get()), CompletableFuture.completedFuture(true));
    }
    byte[] body = page.unchanged().isPresent() ? earlierBody(page.unchanged().get()) : page.answer().body();
    String sha256 = Sha256.hex(body);
    Optional<Capture> earlier = captures.latest(task.url()).filter(c -> c.payload().sha256().equals(sha256));
    Capture.Origin origin = new Capture.Origin(runId, task.seedId(), task.depth(), listing, target.approvals());
    Capture capture = archived(task, page, origin, new Capture.Payload(sha256, body.length, page.answer().truncated()), earlier);
    return new Kept(capture, body, earlier.isPresent(), captures.add(capture));
  }

  /**
   * Archives a result page of a platform, so that it can be shown where an offer was found. It is no capture: nothing is
   * judged on it, and it goes with its age. On the disk before its address is done.
   */
  void keepList(UrlTask task, Target target, Fetched.Answer a) throws IOException {
    List<ArchivedExchange.Hop> before = task.baggage().hops();
    URI requested = before.isEmpty() ? a.url() : before.get(0).url();
    archive.write(
        new ArchivedExchange(ids.next(a.at()), runId, requested, hops(before, a, Optional.empty()), target.approvals()));
  }

  private byte[] earlierBody(Capture earlier) throws IOException {
    try {
      return archive.body(earlier).orElseThrow(() -> new IOException("capture without records: " + earlier.id()));
    } catch (IOException e) {
      throw new UnreadableCapture(earlier, e);
    }
  }

  private Capture archived(
      UrlTask task, PageAnswer page, Capture.Origin origin, Capture.Payload payload, Optional<Capture> earlier)
      throws IOException {
    Fetched.Answer a = page.answer();
    List<ArchivedExchange.Hop> before = task.baggage().hops();
    URI requested = before.isEmpty() ? a.url() : before.get(0).url();
    String id = ids.next(a.at());
    ArchivedExchange exchange = new ArchivedExchange(id, runId, requested, hops(before, a, earlier.flatMap(CaptureStage::answerRecord)), origin.approvals());
    List<ArchivedRecord> records = append(exchange, a.status() != 304);
    List<URI> redirects = before.stream().map(ArchivedExchange.Hop::url).toList();
    return new Capture(
        id,
        origin,
        a.url(),
        a.at(),
        new Capture.Exchange(requested, redirects, a.status(), headers(page), a.remote(), a.took()),
        payload,
        records);
  }

  private static List<ArchivedExchange.Hop> hops(
      List<ArchivedExchange.Hop> before, Fetched.Answer a, Optional<ArchivedRecord> earlier) {
    List<ArchivedExchange.Hop> hops = new ArrayList<>(before);
    hops.add(hop(a, earlier));
    return hops;
  }

  /** @param bodied whether the answer has a body of its own */
  private List<ArchivedRecord> append(ArchivedExchange exchange, boolean bodied) throws IOException {
    try {
      return counted(archive.write(exchange));
    } catch (IOException e) {
      if (!bodied || !exchange.refers()) {
        throw e;
      }
      // The record that this one would refer to is gone; then the whole answer is kept again.
      return counted(archive.append(exchange.whole()));
    }
  }

  private List<ArchivedRecord> counted(List<ArchivedRecord> written) {
    meter.archived(written.stream().mapToLong(ArchivedRecord::length).sum());
    return written;
  }

  /** What the browser made of the page before this run died. */
  Optional<byte[]> rendered(Capture capture) throws IOException {
    return archive.rendered(capture);
  }

  /**
   * Keeps what the browser made of a page beside the answer, so that its text can be read again, and what the page was
   * made of; a part that many pages share is kept once.
   *
   * @return the capture with those records
   */
  Added addRendered(Capture capture, Rendered page) throws IOException {
    List<ArchivedRecord> records = new ArrayList<>(capture.records());
    List<RenderedPage.Part> fresh = new ArrayList<>();
    for (Rendered.Resource r : page.traffic().resources()) {
      Optional<ArchivedRecord> known = parts.find(r.url(), Sha256.hex(r.body()));
      known.ifPresent(records::add);
      if (known.isEmpty()) {
        fresh.add(new RenderedPage.Part(r.url(), r.type(), r.body()));
      }
    }
    List<ArchivedRecord> written =
        counted(archive.writeRendered(capture, RenderedPage.of(page.html(), clock.instant(), fresh, RenderingFacts.of(page))));
    for (int i = 0; i < fresh.size(); i++) {
      parts.keep(fresh.get(i).url(), Sha256.hex(fresh.get(i).body()), written.get(written.size() - fresh.size() + i));
    }
    records.addAll(written);
    Capture whole =
        new Capture(
            capture.id(), capture.origin(), capture.url(), capture.at(), capture.exchange(), capture.payload(), records);
    return new Added(whole, captures.add(whole));
  }

  /** A 304 need not repeat what the page is (RFC 9110 §15.4.5), so what it leaves out holds from before. */
  private static List<HttpHeader> headers(PageAnswer page) {
    if (page.unchanged().isEmpty()) {
      return page.answer().headers();
    }
    List<HttpHeader> headers = new ArrayList<>(page.answer().headers());
    page.unchanged().get().exchange().headers().stream()
        .filter(h -> page.answer().header(h.name()).isEmpty())
        .filter(h -> h.name().matches("(?i)content-type|content-language|etag|last-modified"))
        .forEach(headers::add);
    return headers;
  }

  static ArchivedExchange.Hop hop(Fetched.Answer a, Optional<ArchivedRecord> unchangedSince) {
    return new ArchivedExchange.Hop(a.url(), a.at(), a.took(), a.remote(), a.wire(), a.truncated(), unchangedSince);
  }

  private static Optional<ArchivedRecord> answerRecord(Capture c) {
    return c.records().stream()
        .filter(r -> r.type().equals("response") || r.type().equals("revisit"))
        .reduce((a, b) -> b);
  }

  private static boolean repeats(Capture c) {
    return answerRecord(c).filter(r -> r.type().equals("revisit")).isPresent();
  }

  /** An earlier capture whose body is gone. */
  static final class UnreadableCapture extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableCapture(Capture earlier, IOException cause) {
      super("cannot read capture " + earlier.id(), cause);
    }
  }
}
