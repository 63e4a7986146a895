package cn.qingzheng.console.config;

import cn.qingzheng.casework.Issuer;
import cn.qingzheng.casework.PostgresServer;
import cn.qingzheng.crawler.CrawlBudget;
import cn.qingzheng.crawler.net.OutgoingProxy;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All settings of one installation, from {@code <home>/qingzheng.yaml}; every one has a default, so the file may
 * be missing. An unknown key is a mistake.
 *
 * @param casebook absent: a file in the home
 */
public record Config(
    Organ organ,
    Crawl crawl,
    Archive archive,
    Registry registry,
    NightSettings schedule,
    Web web,
    EvidenceSettings evidence,
    Optional<PostgresServer> casebook,
    Sending sending,
    Backup backup,
    AlertSettings alert,
    LogFormat log) {
  /** With no way set up for letters to leave, and nobody to be told when a night goes wrong. */
  public Config(
      Organ organ, Crawl crawl, Archive archive, Registry registry, NightSettings schedule, Web web, EvidenceSettings evidence,
      Optional<PostgresServer> casebook) {
    this(
        organ, crawl, archive, registry, schedule, web, evidence, casebook, Sending.none(), Backup.defaults(), AlertSettings.usual(), LogFormat.TEXT);
  }

  private static final Pattern HOURS =
      Pattern.compile("((?:[01]\\d|2[0-3]):[0-5]\\d)\\s*-\\s*((?:[01]\\d|2[0-3]):[0-5]\\d)");
  private static final Set<String> CRAWL_KEYS =
      Stream.concat(
              Stream.of(
                  "contact", "threads", "delay_ms", "deadline_s", "max_body_kb", "browser", "requests_per_host",
                  "requests_per_run", "hours", "revisit"),
              ProxyKeys.NAMES.stream())
          .collect(Collectors.toUnmodifiableSet());
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|::1");

  /**
   * Who uses the program, as written on letters and tables.
   *
   * @param name full name of the organ
   * @param kind 人社 or 市场监管: what it may issue
   * @param documentCode 发文机关代字, for example {@code 海人社函}
   * @param region 行政区划代码 (GB/T 2260), six digits
   * @param contact office or officer to ask
   * @param replyChannel how platforms answer, for example an official mailbox
   */
  public record Organ(
      String name, Issuer.Kind kind, String documentCode, String region, String contact, String phone, String replyChannel) {
    private static final String LABOUR_OFFICE = "人力资源和社会保障局";

    /** What stands before 人力资源和社会保障局, as the tables want it; the whole name if it is another organ. */
    public String place() {
      return name.endsWith(LABOUR_OFFICE) ? name.substring(0, name.length() - LABOUR_OFFICE.length()) : name;
    }
  }

  /**
   * @param contact address or page named in the User-Agent, so that a site knows whom to ask
   * @param threads from 1 to 300
   * @param delay least time between two requests to one host
   * @param deadline longest time for one page
   * @param maxBodyBytes longer bodies are cut
   * @param browser whether Chromium may run scripts and take pictures, if it is on this machine
   * @param proxy the way to the internet, where there is no other; the browser takes it too
   * @param budget requests, hours and which pages are visited again
   */
  public record Crawl(
      String contact,
      int threads,
      Duration delay,
      Duration deadline,
      int maxBodyBytes,
      boolean browser,
      Optional<OutgoingProxy> proxy,
      CrawlBudget budget) {}

  /**
   * @param fileMegabytes length from which a file of the archive is closed and another begun
   * @param retentionDays how long captures are kept that nothing rests on; 0 for ever
   */
  public record Archive(int fileMegabytes, int retentionDays) {}

  /**
   * @param file the filing registry, CSV; absent: no body can be said to be filed or not
   * @param complete whether it holds every filed body of the region, so that not being in it says something
   */
  public record Registry(Optional<Path> file, boolean complete) {}

  /**
   * @param address to listen on; always loopback: other machines come through a proxy that speaks HTTPS
   * @param port 0 for any free one
   * @param names under which the proxy is asked; empty without one
   * @param replyAt where recipients of letters reach the reply page, {@code https://} and a name that shows nothing else
   */
  public record Web(String address, int port, Set<String> names, Optional<String> replyAt) {
    public Web {
      names = Set.copyOf(names);
    }

    /** With no reply page outside. */
    public Web(String address, int port, Set<String> names) {
      this(address, port, names, Optional.empty());
    }
  }

  /**
   * @param to the folder of the backups; absent: none are made by themselves
   * @param keep how many are left, the youngest; 0 for all
   */
  public record Backup(Optional<Path> to, int keep) {
    static Backup defaults() {
      return new Backup(Optional.empty(), 7);
    }
  }

  public static Config defaults() {
    return new Config(
        new Organ("＿＿人力资源和社会保障局", Issuer.Kind.LABOUR, "＿人社函", "000000", "＿＿", "＿＿", "＿＿"),
        new Crawl("", 16, Duration.ofSeconds(1), Duration.ofSeconds(20), 5 * 1024 * 1024, true, Optional.empty(), CrawlBudget.none()),
        new Archive(256, 90),
        new Registry(Optional.empty(), false),
        NightSettings.usual(),
        new Web("127.0.0.1", 8480, Set.of()),
        EvidenceSettings.defaults(),
        Optional.empty());
  }

  /** The same with another way of crawling. */
  public Config with(Crawl other) {
    return new Config(organ, other, archive, registry, schedule, web, evidence, casebook, sending, backup, alert, log);
  }

  /** The same for another organ. */
  public Config with(Organ other) {
    return new Config(other, crawl, archive, registry, schedule, web, evidence, casebook, sending, backup, alert, log);
  }

  /** Reads the file if it is there. Paths in it are relative to its folder. */
  public static Config load(Path file, Problems problems) {
    return load(file, System.getenv(), problems);
  }

  /** As {@link #load(Path, Problems)} in that environment, which may hold secrets that the file only names. */
  static Config load(Path file, Map<String, String> environment, Problems problems) {
    if (!Files.exists(file)) {
      return defaults();
    }
    return YamlMap.read(file, problems)
        .map(m -> read(m, file.toAbsolutePath().getParent(), environment, problems))
        .orElseGet(Config::defaults);
  }

  private static Config read(YamlMap m, Path folder, Map<String, String> environment, Problems p) {
    m.onlyKeys(Set.of("organ", "crawl", "archive", "registry", "schedule", "web", "evidence", "casebook", "sending", "backup", "alert", "log"), p);
    Config d = defaults();
    Sending sending = m.map("sending", p).map(s -> Sending.read(s, folder, p)).orElse(d.sending());
    AlertSettings alert = m.map("alert", p).map(s -> AlertSettings.read(s, p)).orElse(d.alert());
    if (!alert.mail().isEmpty() && sending.mail().isEmpty()) {
      m.problem("alert", "有“alert.mail”而没有发信的邮件服务器", "请写 sending.mail，或删去 alert.mail", p);
    }
    return new Config(
        m.map("organ", p).map(s -> organ(s, d.organ(), p)).orElse(d.organ()),
        m.map("crawl", p).map(s -> crawl(s, folder, environment, d.crawl(), p)).orElse(d.crawl()),
        m.map("archive", p).map(s -> archive(s, d.archive(), p)).orElse(d.archive()),
        m.map("registry", p).map(s -> registry(s, folder, p)).orElse(d.registry()),
        m.map("schedule", p).map(s -> NightSettings.read(s, Clock.systemUTC(), p)).orElse(d.schedule()),
        m.map("web", p).map(s -> web(s, d.web(), p)).orElse(d.web()),
        m.map("evidence", p).map(s -> EvidenceSettings.read(s, folder, p)).orElse(d.evidence()),
        m.map("casebook", p).flatMap(s -> Casebooks.read(s, folder, System.getenv(), p)),
        sending,
        m.map("backup", p).map(s -> backup(s, folder, p)).orElse(d.backup()),
        alert,
        m.map("log", p).map(s -> LogFormat.read(s, p)).orElse(d.log()));
  }

  private static Organ organ(YamlMap m, Organ d, Problems p) {
    m.onlyKeys(Set.of("name", "kind", "document_code", "region", "contact", "phone", "reply_channel"), p);
    String region = m.text("region", p).orElse(d.region());
    if (!region.matches("\\d{6}")) {
      m.problem("region", "“region”应为六位行政区划代码，现为：" + region, "例如 370200", p);
    }
    return new Organ(
        m.requiredText("name", p),
        m.has("kind") ? m.constant("kind", Issuer.Kind.class, p).orElse(d.kind()) : d.kind(),
        m.text("document_code", p).orElse(d.documentCode()),
        region,
        m.text("contact", p).orElse(d.contact()),
        m.text("phone", p).orElse(d.phone()),
        m.text("reply_channel", p).orElse(d.replyChannel()));
  }

  private static Crawl crawl(YamlMap m, Path folder, Map<String, String> environment, Crawl d, Problems p) {
    m.onlyKeys(CRAWL_KEYS, p);
    String contact = m.text("contact", p).orElse(d.contact());
    if (!contact.matches("[\\x20-\\x7e]*")) {
      m.problem("contact", "“contact”要写进 User-Agent，只能用英文字母、数字和符号，现为：" + contact, "例如网址或邮箱", p);
    }
    return new Crawl(
        contact,
        m.integer("threads", 1, 300, d.threads(), p),
        Duration.ofMillis(m.integer("delay_ms", 200, 600_000, (int) d.delay().toMillis(), p)),
        Duration.ofSeconds(m.integer("deadline_s", 1, 600, (int) d.deadline().toSeconds(), p)),
        m.integer("max_body_kb", 64, 102_400, d.maxBodyBytes() / 1024, p) * 1024,
        m.flag("browser", d.browser(), p),
        new ProxyKeys(m, folder, environment, p).read(),
        budget(m, p));
  }

  private static CrawlBudget budget(YamlMap m, Problems p) {
    String revisit = m.text("revisit", p).orElse("all");
    if (!revisit.equals("all") && !revisit.equals("due")) {
      m.problem("revisit", "“revisit”不能是 " + revisit, "请写 all（每次都访问全部网页）或 due（到期的才访问）", p);
    }
    return new CrawlBudget(
        m.integer("requests_per_host", 0, 1_000_000, 0, p),
        m.integer("requests_per_run", 0, Integer.MAX_VALUE, 0, p),
        m.text("hours", p).flatMap(t -> hours(m, t, p)),
        revisit.equals("due"));
  }

  private static Optional<CrawlBudget.Hours> hours(YamlMap m, String text, Problems p) {
    Matcher parts = HOURS.matcher(text.strip());
    if (!parts.matches() || parts.group(1).equals(parts.group(2))) {
      m.problem("hours", "“hours”不是一段时间：" + text, "请写成 01:00-06:00 的形式（北京时间，可以跨零点）", p);
      return Optional.empty();
    }
    return Optional.of(
        new CrawlBudget.Hours(
            LocalTime.parse(parts.group(1)), LocalTime.parse(parts.group(2)), ZoneId.of("Asia/Shanghai")));
  }

  private static Archive archive(YamlMap m, Archive d, Problems p) {
    m.onlyKeys(Set.of("file_mb", "retention_days"), p);
    return new Archive(
        m.integer("file_mb", 1, 4096, d.fileMegabytes(), p),
        m.integer("retention_days", 0, 36_500, d.retentionDays(), p));
  }

  private static Registry registry(YamlMap m, Path folder, Problems p) {
    m.onlyKeys(Set.of("file", "complete"), p);
    return new Registry(m.text("file", p).map(folder::resolve), m.flag("complete", false, p));
  }

  private static Backup backup(YamlMap m, Path folder, Problems p) {
    m.onlyKeys(Set.of("to", "keep"), p);
    return new Backup(m.text("to", p).map(folder::resolve), m.integer("keep", 0, 1000, Backup.defaults().keep(), p));
  }

  private static Web web(YamlMap m, Web d, Problems p) {
    m.onlyKeys(Set.of("address", "port", "names", "reply"), p);
    String address = m.text("address", p).orElse(d.address());
    if (!LOOPBACK.matcher(address).matches()) {
      m.problem("address", "“address”应为本机回环地址，现为：" + address, "请写 127.0.0.1；给别的机器用时由本机的 HTTPS 反向代理转发，并写 names", p);
    }
    Set<String> names = new TreeSet<>();
    for (String name : m.texts("names", p)) {
      if (!name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
        m.problem("names", "“names”不是域名：" + name, "请写代理对外的域名，小写，不带端口", p);
      }
      names.add(name);
    }
    Optional<String> reply = m.text("reply", p);
    if (reply.isPresent() && !reply.get().matches("https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9]\\d{0,4})?")) {
      m.problem("reply", "“reply”不是对外的反馈网址：" + reply.get(), "请写成 https://fankui.bureau.example 的形式，末尾不带斜线", p);
    }
    return new Web(address, m.integer("port", 0, 65535, d.port(), p), names, reply);
  }
}
