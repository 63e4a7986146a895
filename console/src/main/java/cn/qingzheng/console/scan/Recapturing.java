package cn.qingzheng.console.scan;

import cn.qingzheng.crawler.Recaptures;
import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.crawler.browser.BrowserException;
import cn.qingzheng.crawler.browser.Mark;
import cn.qingzheng.crawler.browser.RenderOptions;
import cn.qingzheng.crawler.browser.Replayed;
import cn.qingzheng.crawler.browser.Sight;
import cn.qingzheng.crawler.browser.Snapshot;
import cn.qingzheng.evidence.Recapture;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Screenshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a captured page again for its package, in one visit, and shows the archived capture without a network: where
 * do the words of each hit stand, and does the archive still show them.
 */
final class Recapturing {
  private static final Logger LOG = LoggerFactory.getLogger(Recapturing.class);

  private final Browser browser;
  private final CapturedPages captured;
  private final Clock clock;

  Recapturing(Browser browser, CapturedPages captured, Clock clock) {
    this.browser = browser;
    this.captured = captured;
    this.clock = clock;
  }

  /** The picture and everything that came with it. */
  record Taken(Screenshot screenshot, Recapture recapture) {}

  /**
   * Under the same approvals as the capture.
   *
   * @param png where the picture goes
   * @throws BrowserException if the page cannot be opened any more
   */
  Taken take(Capture capture, List<Hit> hits, Path png) throws IOException {
    boolean any = capture.origin().approvals().stream().anyMatch(a -> a.subject() == CrawlApproval.Subject.CERTIFICATE);
    List<Mark> marks = marks(hits);
    Snapshot now = browser.snapshot(capture.url(), png, RenderOptions.none().withAnyCertificate(any), marks);
    List<ArchivedRecord> records = Recaptures.keep(captured.archive(), capture, now, clock);
    List<Recapture.Sighting> sightings = now.sights().stream().map(s -> sighting(s, now.screenshot())).toList();
    Recapture recapture =
        new Recapture(visit(now), records, now.mhtml(), now.text(), sightings, replay(capture, marks));
    return new Taken(now.screenshot(), recapture);
  }

  private static Recapture.Visit visit(Snapshot now) {
    var traffic = now.rendered().traffic();
    return new Recapture.Visit(
        now.rendered().url(), traffic.at(), traffic.browser(), now.rendered().complete(),
        traffic.contacts().stream().map(c -> new Recapture.Connection(c.host(), c.port(), c.ip())).toList(),
        traffic.refused());
  }

  /** A replay that fails leaves the package without one. */
  private Optional<Recapture.Replay> replay(Capture capture, List<Mark> marks) {
    try {
      Replayed replayed = browser.replay(capture.url(), Recaptures.answers(captured.archive(), capture), marks);
      return Optional.of(
          new Recapture.Replay(
              replayed.sights().stream().map(s -> seen(s.state())).toList(), replayed.served(), replayed.absent()));
    } catch (IOException e) {
      LOG.warn("capture {} not replayed", capture.id(), e);
      return Optional.empty();
    }
  }

  private static List<Mark> marks(List<Hit> hits) {
    List<Mark> marks = new ArrayList<>();
    Map<List<Object>, Integer> same = new HashMap<>();
    Map<List<Object>, Integer> starts = new HashMap<>();
    for (Hit hit : hits) {
      String words = hit.match().surface();
      String sentence = hit.place().sentence();
      int offset = hit.match().span().start() - hit.place().sentenceSpan().start();
      boolean inside = offset >= 0 && offset + words.length() <= sentence.length();
      String around = inside ? sentence : words;
      int at = inside ? offset : 0;
      // Several rules may name the same words at the same place.
      Mark.Kind kind = kind(hit.place().block());
      List<Object> place = List.of(kind, around, at, hit.match().span().start());
      int before = starts.computeIfAbsent(place, p -> same.merge(List.of(kind, around, at), 1, Integer::sum) - 1);
      marks.add(new Mark(words, around, at, before, kind));
    }
    return marks;
  }

  private static Mark.Kind kind(BlockKind block) {
    return switch (block) {
      case TITLE -> Mark.Kind.TITLE;
      case META, STRUCTURED_DATA -> Mark.Kind.META;
      case IMAGE_ALT, TOOLTIP, PLACEHOLDER -> Mark.Kind.ATTRIBUTE;
      default -> Mark.Kind.TEXT;
    };
  }

  /** Boxes below the end of the picture are left out: the picture of a very long page is cut off. */
  private static Recapture.Sighting sighting(Sight sight, Screenshot picture) {
    List<Recapture.Box> boxes =
        sight.boxes().stream()
            .filter(b -> b.x() < picture.width() && b.y() < picture.height() && b.width() > 0 && b.height() > 0)
            .map(b -> new Recapture.Box(b.x(), b.y(), b.width(), b.height()))
            .toList();
    return new Recapture.Sighting(seen(sight.state()), boxes);
  }

  private static Recapture.Seen seen(Sight.State state) {
    return switch (state) {
      case SHOWN -> Recapture.Seen.SHOWN;
      case HIDDEN -> Recapture.Seen.HIDDEN;
      case ATTRIBUTE -> Recapture.Seen.ATTRIBUTE;
      case TITLE -> Recapture.Seen.TITLE;
      case META -> Recapture.Seen.META;
      case ABSENT -> Recapture.Seen.ABSENT;
    };
  }
}
