package cn.qingzheng.crawler;

import cn.qingzheng.crawler.browser.Rendered;
import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.frontier.Baggage;
import cn.qingzheng.crawler.frontier.CrawlUrl;
import cn.qingzheng.crawler.frontier.Found;
import cn.qingzheng.crawler.frontier.Turn;
import cn.qingzheng.crawler.frontier.UrlKind;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.page.PageReading;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.RenderMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an answer to a page: archive it, read it, in the browser if need be, and find where it leads. */
final class PageStage {
  private static final Logger LOG = LoggerFactory.getLogger(PageStage.class);
  /** Put before what the browser gives, so that the reader takes it for what it is whatever the page says. */
  private static final String BOM = "\uFEFF";

  private final CaptureStage captures;
  private final Reader reader;
  private final Optional<PageRenderer> renderer;
  private final LinkFilter links;
  private final SearchStage searches;
  private final Function<String, Target> targets;
  private final HostTurn turns;
  private final ComputeGate gate;
  private final BooleanSupplier stopping;

  /** Makes a page of a capture. */
  @FunctionalInterface
  interface Reader {
    PageReading read(Capture capture, byte[] body);
  }

  PageStage(
      CaptureStage captures,
      Reader reader,
      Optional<PageRenderer> renderer,
      LinkFilter links,
      SearchStage searches,
      Function<String, Target> targets,
      HostTurn turns,
      ComputeGate gate,
      BooleanSupplier stopping) {
    this.captures = captures;
    this.reader = reader;
    this.renderer = renderer;
    this.links = links;
    this.searches = searches;
    this.targets = targets;
    this.turns = turns;
    this.gate = gate;
    this.stopping = stopping;
  }

  /** What becomes of an answer; anything that goes wrong on the way is an end of the turn too. */
  Taken take(CrawlUrl url, PageAnswer answer) throws IOException {
    UrlTask task = url.task();
    try {
      return switch (task.kind()) {
        case SITEMAP -> siteMap(task, targets.apply(task.seedId()), answer.answer());
        case LIST -> {
          captures.keepList(task, targets.apply(task.seedId()), answer.answer());
          yield searches.read(task, answer.answer());
        }
        case PAGE -> page(url, answer);
        case ROBOTS -> throw new IllegalStateException("robots.txt should have been read, was: " + task.url());
      };
    } catch (StoppedException e) {
      return new Taken(List.of(), Optional.empty(), new Turn.Again(Duration.ZERO));
    } catch (CaptureStage.UnreadableCapture e) {
      LOG.warn("asking for {} in full: {}", task.url(), e.getMessage());
      turns.distrust(task.url());
      return new Taken(List.of(), Optional.empty(), new Turn.Again(Duration.ZERO));
    }
  }

  private Taken siteMap(UrlTask task, Target target, Fetched.Answer answer) {
    try {
      List<UrlTask> found =
          SiteMaps.read(task, answer, u -> target.paths().allows(u) && links.accepts(u));
      return Taken.handled(found, "站点地图，" + found.size() + " 个地址");
    } catch (IOException | RuntimeException e) {
      // Many sites answer everything with their home page; that is no failure of a page.
      return Taken.handled(List.of(), "不是站点地图");
    }
  }

  private Taken page(CrawlUrl url, PageAnswer answer) throws IOException {
    UrlTask task = url.task();
    Optional<String> type = answer.unchanged().isPresent() ? Optional.empty() : unsupported(answer.answer());
    if (type.isPresent()) {
      return ended(Turn.Failed.of(FailureCause.UNSUPPORTED_TYPE, type.get()));
    }
    Target target = targets.apply(task.seedId());
    Optional<Listing> listing = searches.listing(task, target, answer);
    Optional<Turn> blocked = searches.blocked(task, target, answer);
    if (blocked.isPresent()) {
      return ended(blocked.get());
    }
    Plain plain = gate.through(() -> plain(task, target, answer, listing));
    CaptureStage.Kept kept = plain.kept();
    Read read = read(kept, plain.reading(), target);
    url.waitsFor(read.durable());
    List<UrlTask> found = new ArrayList<>(named(task, target, kept.body()));
    found.addAll(links.follow(task, target, read.page(), answer.answer()));
    return new Taken(
        found,
        Optional.of(new Taken.Delivery(read.capture(), read.page(), kept.unchanged())),
        new Turn.Captured(
            kept.capture().id(), kept.unchanged(), kept.capture().payload().truncated(), read.needsBrowser()));
  }

  /** What the head of the page names: its feeds, and the address that it gives as its own. */
  private List<UrlTask> named(UrlTask task, Target target, byte[] body) {
    if (target.maxDepth() == 0) {
      return List.of();
    }
    HeadLinks head = HeadLinks.of(task.url(), body);
    List<UrlTask> named = new ArrayList<>(task.depth() == 0 ? SiteMaps.feeds(task, head) : List.of());
    head.canonical()
        .filter(u -> SameSite.host(task.url(), u))
        .filter(u -> target.paths().allows(u) && links.accepts(u))
        .map(
            u ->
                UrlTask.of(
                    task.seedId(), UrlKind.PAGE, u, Math.max(1, task.depth()), Baggage.none(),
                    Found.by(Found.How.CANONICAL, task)))
        .ifPresent(named::add);
    return named;
  }

  private static Taken ended(Turn end) {
    return new Taken(List.of(), Optional.empty(), end);
  }

  private record Read(Capture capture, Page page, boolean needsBrowser, CompletableFuture<?> durable) {}

  /** A page as it was sent. */
  private record Plain(CaptureStage.Kept kept, PageReading reading) {}

  private Plain plain(UrlTask task, Target target, PageAnswer answer, Optional<Listing> listing)
      throws IOException {
    CaptureStage.Kept kept = captures.keep(task, target, answer, listing);
    return new Plain(kept, reader.read(kept.capture(), kept.body()));
  }

  private Read read(CaptureStage.Kept kept, PageReading plain, Target target) throws IOException {
    Connector.Rendering render = target.render();
    boolean wanted = render.mode() == RenderMode.BROWSER || render.mode() == RenderMode.AUTO && plain.byScript();
    Optional<byte[]> before = captures.rendered(kept.capture());
    if (before.isPresent()) {
      return rendered(kept.capture(), before.get(), kept.durable());
    }
    if (!wanted || renderer.isEmpty()) {
      return new Read(kept.capture(), plain.page(), wanted || plain.byScript(), kept.durable());
    }
    Rendered page;
    try {
      page = renderer.get()
              .render(kept.capture().url(), render.options().withDocuments(u -> turns.mayLoad(u, target)));
    } catch (IOException e) {
      if (stopping.getAsBoolean()) {
        throw new StoppedException();
      }
      LOG.warn("browser gave up on {}: {}", kept.capture().url(), e.getMessage());
      return new Read(kept.capture(), plain.page(), true, kept.durable());
    }
    CaptureStage.Added added = captures.addRendered(kept.capture(), page);
    return rendered(added.capture(), page.html().getBytes(StandardCharsets.UTF_8), added.durable());
  }

  private Read rendered(Capture capture, byte[] html, CompletableFuture<?> durable) {
    byte[] body = (BOM + new String(html, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    return new Read(capture, reader.read(capture, body).page(), false, durable);
  }

  /** The browser ended because the run is being stopped: the page is given back, for the next run to read whole. */
  private static final class StoppedException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** What the answer is, if it is neither HTML nor text. */
  private static Optional<String> unsupported(Fetched.Answer answer) {
    String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).split(";")[0].strip();
    boolean readable =
        type.startsWith("text/") && !type.matches("text/(css|javascript|calendar|csv)")
            || type.matches("application/(xhtml\\+xml|xml|octet-stream)|unknown/unknown|");
    boolean binary = !type.startsWith("text/") && looksBinary(answer.body());
    return readable && !binary ? Optional.empty() : Optional.of(type.isEmpty() ? "无类型的二进制内容" : type);
  }

  private static boolean looksBinary(byte[] body) {
    for (int i = 0; i < Math.min(body.length, 512); i++) {
      if (body[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
