package cn.qingzheng.bench;

import cn.qingzheng.crawler.Recaptures;
import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.ArchivedExchange;
import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.crawler.browser.BrowserLimits;
import cn.qingzheng.crawler.browser.Mark;
import cn.qingzheng.crawler.browser.RenderOptions;
import cn.qingzheng.crawler.browser.Replayed;
import cn.qingzheng.crawler.browser.Sight;
import cn.qingzheng.crawler.browser.Snapshot;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.evidence.EvidenceBuilder;
import cn.qingzheng.evidence.EvidenceException;
import cn.qingzheng.evidence.EvidenceRequest;
import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.evidence.Recapture;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.HttpHeader;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PromoterClue;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one evidence package costs, from an archived capture to a sealed and verified file, without and with a browser.
 * The argument is how many of each; half as many are made first and not counted.
 */
public final class EvidenceBench {
  private static final int PAGE = 12_000;
  private static final String HOST = "school.example";

  private final Loaded loaded;
  private final Archive archive;
  private final Path folder;
  private final byte[] html;
  private final URI url;

  private EvidenceBench(Loaded loaded, Archive archive, Path folder, byte[] html, URI url) {
    this.loaded = loaded;
    this.archive = archive;
    this.folder = folder;
    this.html = html;
    this.url = url;
  }

  public static void main(String[] args) throws Exception {
    int count = args.length == 0 ? 50 : Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("evidence-bench");
    Loaded loaded = Loaded.all();
    byte[] html = HtmlPages.page(loaded.texts(), PAGE);
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", x -> {
      boolean page = x.getRequestURI().getPath().equals("/course");
      x.getResponseHeaders().add("Content-Type", page ? "text/html; charset=utf-8" : "text/plain");
      x.sendResponseHeaders(page ? 200 : 404, page ? html.length : -1);
      x.getResponseBody().write(page ? html : new byte[0]);
      x.close();
    });
    server.start();
    URI url = URI.create("http://" + HOST + "/course");
    conditions(count, html.length);
    try (Archive archive = Archive.open(folder.resolve("archive"), Clock.systemUTC())) {
      EvidenceBench bench = new EvidenceBench(loaded, archive, folder, html, url);
      bench.measure("without a browser", count, Optional.empty());
      Optional<Path> chromium = Browser.find();
      if (chromium.isPresent()) {
        AddressGuard guard = AddressGuard.publicOnly().with(List.of(new AddressGuard.ConnectTo(HOST, 80, server.getAddress())));
        try (Browser browser = Browser.start(chromium.get(), guard, BrowserLimits.standard())) {
          bench.measure("opened again, boxes, replay", Math.max(5, count / 3), Optional.of(browser));
        }
      }
    }
    server.stop(0);
    conditions(count, html.length);
  }

  private void measure(String what, int count, Optional<Browser> browser) throws Exception {
    for (int i = 0; i < Math.max(3, count / 2); i++) {
      one("W" + i + "-" + what.charAt(0), browser);
    }
    long[] wall = new long[count];
    long cpu = cpu();
    int hits = 0;
    for (int i = 0; i < count; i++) {
      long began = System.nanoTime();
      hits = one("M" + i + "-" + what.charAt(0), browser);
      wall[i] = System.nanoTime() - began;
    }
    double own = (cpu() - cpu) / 1e6 / count;
    Arrays.sort(wall);
    System.out.printf(
        Locale.ROOT, "| %s | %d | %d | %.1f | %.1f | %.1f | %.1f |%n", what, count, hits, wall[count / 2] / 1e6,
        wall[count * 9 / 10] / 1e6, wall[0] / 1e6, own);
  }

  /** From the archived capture to the sealed file, which the builder has verified. */
  private int one(String id, Optional<Browser> browser) throws IOException, EvidenceException {
    Capture capture = captured(id);
    Page page = loaded.reader().read(capture, html);
    PageResult result = loaded.analyzer().analyze(page, PromoterClue.none());
    EvidenceRequest.Picture picture = new EvidenceRequest.Picture.Missing("测量");
    Optional<Recapture> recapture = Optional.empty();
    if (browser.isPresent()) {
      List<Mark> marks = result.hits().stream().map(EvidenceBench::mark).toList();
      Snapshot now = browser.get().snapshot(url, folder.resolve(id + ".png"), RenderOptions.none(), marks);
      Replayed replayed = browser.get().replay(url, Recaptures.answers(archive, capture), marks);
      picture = new EvidenceRequest.Picture.Taken(now.screenshot());
      recapture = Optional.of(recapture(capture, now, replayed));
    }
    EvidenceRequest request =
        new EvidenceRequest(
            new EvidenceRequest.Identity(id, "bench", "某局（示例）"),
            new EvidenceRequest.Material(capture, page, result, List.of(), archive::record, recapture), picture, Map.of(),
            EvidenceRequest.Environment.ofThisMachine(
                List.of(new EvidenceRequest.Tool("bench", "1", Optional.empty())), "未对时", result.checked().packs()),
            List.of());
    Path zip = new EvidenceBuilder(Clock.systemUTC()).build(request, folder.resolve("out")).file();
    if (id.startsWith("W0") && !new EvidenceVerifier().verify(zip).valid()) {
      throw new IllegalStateException("package should verify: " + zip);
    }
    return result.hits().size();
  }

  private Recapture recapture(Capture capture, Snapshot now, Replayed replayed) throws IOException {
    return new Recapture(
        new Recapture.Visit(url, now.screenshot().at(), now.screenshot().browser(), true, List.of(), List.of()),
        Recaptures.keep(archive, capture, now, Clock.systemUTC()), now.mhtml(), now.text(),
        now.sights().stream().map(EvidenceBench::sighting).toList(),
        Optional.of(
            new Recapture.Replay(
                replayed.sights().stream().map(s -> seen(s.state())).toList(), replayed.served(), replayed.absent())));
  }

  private static Recapture.Sighting sighting(Sight sight) {
    return new Recapture.Sighting(
        seen(sight.state()),
        sight.boxes().stream().filter(b -> b.x() < 1280 && b.y() < 16_000)
            .map(b -> new Recapture.Box(b.x(), b.y(), b.width(), b.height())).toList());
  }

  private static Recapture.Seen seen(Sight.State state) {
    return Recapture.Seen.valueOf(state.name());
  }

  private static Mark mark(Hit hit) {
    return new Mark(hit.match().surface(), hit.match().surface(), 0, 0);
  }

  private Capture captured(String id) throws IOException {
    Instant at = Clock.systemUTC().instant();
    Capture.Remote remote = new Capture.Remote("127.0.0.1", 80, Optional.empty());
    byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + html.length + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
    byte[] asked = ("GET /course HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    ArchivedExchange.Hop hop =
        new ArchivedExchange.Hop(
            url, at, Duration.ofMillis(5), remote, new ArchivedExchange.Wire(asked, head, html), false, Optional.empty());
    return new Capture(
        id, new Capture.Origin("bench", "bench", 0, Optional.empty()), url, at,
        new Capture.Exchange(
            url, List.of(), 200, List.of(new HttpHeader("Content-Type", "text/html; charset=utf-8")), remote, Duration.ofMillis(5)),
        new Capture.Payload(sha256(html), html.length, false), archive.append(new ArchivedExchange(id, "bench", url, List.of(hop))));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nanoseconds of this process, all threads; the browser's own are not among them. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  private static void conditions(int count, int bytes) {
    System.out.printf(
        Locale.ROOT, "%d processors, load %.2f, Java %s; page of %d bytes, %d packages%n"
            + "| package | made | hits | ms, median | ms, 90 %% | ms, best | CPU ms of the program |%n",
        Runtime.getRuntime().availableProcessors(), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.version(), bytes, count);
  }
}
