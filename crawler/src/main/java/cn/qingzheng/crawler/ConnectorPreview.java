package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.FetchRequest;
import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.fetch.HttpFetcher;
import cn.qingzheng.crawler.fetch.Validators;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.frontier.CrawlDb;
import cn.qingzheng.crawler.frontier.HostTable;
import cn.qingzheng.crawler.frontier.SpentTable;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.page.Charsets;
import cn.qingzheng.crawler.robots.RobotsGate;
import cn.qingzheng.crawler.robots.RobotsRules;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.ResultPage;
import cn.qingzheng.crawler.seed.SeedPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a platform for one page of results and reads it, under everything that binds a scan: compliance block, hours,
 * daily budget, suspension, robots.txt, address guard. Only whether the connector is enabled does not matter, because
 * it has to be tried before it is. Nothing is archived.
 */
public final class ConnectorPreview {
  /** Three that fail, or five redirects and what they lead to. */
  private static final int ROBOTS_ATTEMPTS = 8;

  private final Connector connector;
  private final CrawlSettings settings;
  private final Clock clock;
  private final CrawlDb db;
  private final HttpFetcher fetcher;
  private final ConnectorBudgets budgets;
  private final Target target;
  private final BlockSigns signs = BlockSigns.load();

  private ConnectorPreview(Target target, CrawlSettings settings, Clock clock, CrawlDb db, HttpFetcher fetcher) {
    this.connector = target.connector().orElseThrow();
    this.settings = settings;
    this.clock = clock;
    this.db = db;
    this.fetcher = fetcher;
    this.budgets = new ConnectorBudgets(new SpentTable(db), clock, settings.patience().suspension());
    this.target = target;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The page was read. */
    record Read(URI url, ResultPage page) implements Outcome {}

    /** Nothing could be read, or nothing was asked; why, in Chinese. */
    record Nothing(Optional<URI> url, String why) implements Outcome {}
  }

  /**
   * @param home the folder of {@code crawl.db}, so that budgets and suspensions hold here too
   * @param plan holds the approvals
   * @param keyword to search for; of no matter if the connector takes none
   * @param page how many pages of results come before, from 0
   * @throws InterruptedException while waiting as long as the platform is owed
   */
  public static Outcome fetch(
      Path home, CrawlSettings settings, AddressGuard guard, Clock clock, SeedPlan plan, Connector c, String keyword, int page)
      throws IOException, InterruptedException {
    if (c.unfilled().isPresent()) {
      return new Outcome.Nothing(Optional.empty(), c.unfilled().get());
    }
    int number = c.pagination().first() + page * c.pagination().step();
    Optional<URI> url = CanonicalUrl.of(c.request().fill(keyword, number).toString());
    Target target = Target.of(c, settings, new Approvals(plan, clock).holding(c.id()));
    try (CrawlDb db = CrawlDb.open(home.resolve("crawl.db"));
        HttpFetcher fetcher = new HttpFetcher(guard, settings, clock)) {
      ConnectorPreview preview = new ConnectorPreview(target, settings, clock, db, fetcher);
      Optional<String> forbidden = preview.forbidden(url.orElseThrow());
      return forbidden.isPresent()
          ? new Outcome.Nothing(url, forbidden.get())
          : preview.ask(url.get());
    }
  }

  /** Why it may not be asked for, in Chinese. May ask for robots.txt. */
  private Optional<String> forbidden(URI url) throws InterruptedException {
    Optional<String> closed = budgets.closed(connector);
    Optional<HostTable.Suspension> suspended =
        Optional.ofNullable(new HostTable(db).suspended(clock.instant()).get(host(url)));
    if (closed.isPresent() || suspended.isPresent()) {
      return closed.or(() -> suspended.map(s -> "主机暂停访问：" + s.reason()));
    }
    RobotsGate gate = new RobotsGate(db, fetcher, settings, clock);
    for (int i = 0; gate.known(url).isEmpty() && i < ROBOTS_ATTEMPTS; i++) {
      RobotsGate.Visit visit = gate.visit(url, target.userAgent(), target.anyCertificate());
      budgets.spent(connector);
      if (visit instanceof RobotsGate.Visit.Unreachable u) {
        return Optional.of("无法访问：" + u.detail());
      }
      Thread.sleep(pause(visit));
    }
    Optional<RobotsRules> rules = gate.known(url);
    if (rules.isEmpty()) {
      return Optional.of("取不到 robots.txt，按全部禁止处理（RFC 9309）");
    }
    boolean allowed = !target.obeysRobots() || rules.get().allows(url);
    return allowed ? Optional.empty() : Optional.of("robots.txt 禁止抓取该地址");
  }

  private Duration pause(RobotsGate.Visit visit) {
    Duration own = connector.politeness().delay();
    return visit instanceof RobotsGate.Visit.Later l && l.notBefore().compareTo(own) > 0 ? l.notBefore() : own;
  }

  private Outcome ask(URI url) {
    Fetched fetched =
        fetcher.fetch(
            new FetchRequest(
                url, target.userAgent(), Validators.none(), target.limits(), target.anyCertificate(), false, List.of()));
    budgets.spent(connector);
    if (!(fetched instanceof Fetched.Answer answer)) {
      return new Outcome.Nothing(Optional.of(url), fetched instanceof Fetched.Fault f ? f.detail() : "请求被中断");
    }
    if (answer.redirect()) {
      String to = answer.header("Location").orElse("");
      CanonicalUrl.resolve(url, to)
          .flatMap(u -> signs.inRedirect(u, Optional.of(connector)).or(() -> signs.login(url, u)))
          .ifPresent(s -> suspend(url, s));
      return new Outcome.Nothing(Optional.of(url), "被重定向到 " + to);
    }
    if (answer.status() < 200 || answer.status() >= 300) {
      signs.inStatus(answer, Optional.of(connector)).ifPresent(s -> suspend(url, s));
      return new Outcome.Nothing(Optional.of(url), "HTTP " + answer.status());
    }
    String text = new Charsets().decode(answer.header("Content-Type"), answer.body()).text();
    ResultPage page = ResultPage.read(connector, text, url);
    Optional<String> wall =
        page.items().isEmpty()
            ? BlockSigns.inText(page.text(), connector).or(() -> signs.inPage(answer))
            : Optional.empty();
    if (wall.isPresent()) {
      suspend(url, wall.get());
      return new Outcome.Nothing(Optional.of(url), "被拦截：" + wall.get());
    }
    return new Outcome.Read(url, page);
  }

  /** A wall met in a preview holds for the scans too. */
  private void suspend(URI url, String sign) {
    new HostTable(db)
        .suspend(host(url), new HostTable.Suspension(clock.instant().plus(connector.blocked().suspension()), sign));
  }

  private static String host(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT);
  }
}
