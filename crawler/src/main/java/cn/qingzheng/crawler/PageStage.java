package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.frontier.CrawlUrl;
import cn.qingzheng.crawler.frontier.Turn;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.crawler.page.PageReading;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.RenderMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
      BooleanSupplier stopping) {
    this.captures = captures;
    this.reader = reader;
    this.renderer = renderer;
    this.links = links;
    this.searches = searches;
    this.targets = targets;
    this.turns = turns;
    this.stopping = stopping;
  }

  /** What becomes of an answer; anything that goes wrong on the way is an end of the turn too. */
  Taken take(CrawlUrl url, PageAnswer answer) throws IOException {
    UrlTask task = url.task();
    try {
      return switch (task.kind()) {
        case SITEMAP -> siteMap(task, answer.answer());
        case LIST -> searches.read(task, answer.answer());
        case PAGE -> page(task, answer);
      };
    } catch (StoppedException e) {
      return new Taken(List.of(), Optional.empty(), new Turn.Again(Duration.ZERO));
    } catch (CaptureStage.UnreadableCapture e) {
      LOG.warn("asking for {} in full: {}", task.url(), e.getMessage());
      turns.distrust(task.url());
      return new Taken(List.of(), Optional.empty(), new Turn.Again(Duration.ZERO));
    }
  }

  private Taken siteMap(UrlTask task, Fetched.Answer answer) {
    try {
      List<UrlTask> found = SiteMaps.read(task, answer, links);
      return Taken.handled(found, "站点地图，" + found.size() + " 个地址");
    } catch (IOException | RuntimeException e) {
      // Many sites answer everything with their home page; that is no failure of a page.
      return Taken.handled(List.of(), "不是站点地图");
    }
  }

  private Taken page(UrlTask task, PageAnswer answer) throws IOException {
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
    CaptureStage.Kept kept = captures.keep(task, target, answer, listing);
    Read read = read(kept, target.render());
    List<UrlTask> found = links.follow(task, target, read.page(), answer.answer());
    return new Taken(
        found,
        Optional.of(new Taken.Delivery(read.capture(), read.page(), kept.unchanged())),
        new Turn.Captured(
            kept.capture().id(), kept.unchanged(), kept.capture().payload().truncated(), read.needsBrowser()));
  }

  private static Taken ended(Turn end) {
    return new Taken(List.of(), Optional.empty(), end);
  }

  private record Read(Capture capture, Page page, boolean needsBrowser) {}

  private Read read(CaptureStage.Kept kept, RenderMode mode) throws IOException {
    PageReading plain = reader.read(kept.capture(), kept.body());
    boolean wanted = mode == RenderMode.BROWSER || mode == RenderMode.AUTO && plain.byScript();
    Optional<byte[]> before = captures.rendered(kept.capture());
    if (before.isPresent()) {
      return rendered(kept.capture(), before.get());
    }
    if (!wanted || renderer.isEmpty()) {
      return new Read(kept.capture(), plain.page(), wanted || plain.byScript());
    }
    byte[] html;
    try {
      html = renderer.get().render(kept.capture().url()).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      if (stopping.getAsBoolean()) {
        throw new StoppedException();
      }
      LOG.warn("browser gave up on {}: {}", kept.capture().url(), e.getMessage());
      return new Read(kept.capture(), plain.page(), true);
    }
    return rendered(captures.addRendered(kept.capture(), html), html);
  }

  private Read rendered(Capture capture, byte[] html) {
    byte[] body = (BOM + new String(html, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    return new Read(capture, reader.read(capture, body).page(), false);
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
