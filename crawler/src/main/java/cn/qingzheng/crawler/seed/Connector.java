package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.archive.Sha256;
import cn.qingzheng.crawler.browser.RenderOptions;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.RenderMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How to search one platform by keywords: declared, not programmed. Format {@code connector/1}.
 *
 * @param name the platform, as shown to users; on its hosts it is the platform's one name, whatever a seed calls it
 * @param version of the file, from 1
 * @param unfilled what its compliance block lacks, or why people stopped it, in Chinese
 * @param userAgent instead of the usual one
 */
public record Connector(
    String id,
    String name,
    ConnectorKind kind,
    int version,
    boolean enabled,
    Optional<String> unfilled,
    Compliance compliance,
    Politeness politeness,
    Optional<String> userAgent,
    UrlTemplate request,
    Pagination pagination,
    Rendering render,
    ListRules list,
    Optional<Detail> detail,
    BlockedWhen blocked,
    Health health,
    Keywords keywords,
    Fixture fixture) {
  public Connector {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(unfilled);
    Objects.requireNonNull(compliance);
    Objects.requireNonNull(politeness);
    Objects.requireNonNull(userAgent);
    Objects.requireNonNull(request);
    Objects.requireNonNull(pagination);
    Objects.requireNonNull(render);
    Objects.requireNonNull(list);
    Objects.requireNonNull(detail);
    Objects.requireNonNull(blocked);
    Objects.requireNonNull(health);
    Objects.requireNonNull(keywords);
    Objects.requireNonNull(fixture);
  }

  /** Why it may not run, in Chinese: switched off, or its compliance block is not filled in. */
  public Optional<String> idle() {
    return enabled ? unfilled : Optional.of("未启用");
  }

  /** Whether an address stands on this platform: on the host that is searched, or on one of those named for offers. */
  public boolean hosts(URI url) {
    String host = bare(url.getHost());
    return host.equals(bare(request.fill("", pagination.first()).getHost()))
        || detail.stream().flatMap(d -> d.hosts().stream()).anyMatch(h -> bare(h).equals(host));
  }

  static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("www.") ? lower.substring(4) : lower;
  }

  /** The same with at most so many pages of offers in a run. */
  public Connector limited(int pages) {
    Detail all = detail.orElse(new Detail("link", pages, List.of(), PathRules.all(), Map.of()));
    Detail fewer = new Detail(all.follow(), Math.min(pages, all.limit()), all.hosts(), all.paths(), all.fields());
    return new Connector(
        id, name, kind, version, enabled, unfilled, compliance, politeness, userAgent, request, pagination, render, list,
        Optional.of(fewer), blocked, health, keywords, fixture);
  }

  /** The same, but it may not run. @param why in Chinese */
  public Connector stopped(String why) {
    return new Connector(
        id, name, kind, version, enabled, Optional.of(why), compliance, politeness, userAgent, request, pagination, render,
        list, detail, blocked, health, keywords, fixture);
  }

  /** SHA-256 over all that was read of it, so that what was approved can be told from what was changed since. */
  public String fingerprint() {
    return Sha256.hex(toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param override the approval to go against robots.txt; absent means obey
   * @param piiFields fields that may name persons; masked wherever a preview shows them
   */
  public record Compliance(
      Optional<CrawlApproval> override, URI termsUrl, String impactAssessment, List<String> piiFields) {
    public Compliance {
      piiFields = List.copyOf(piiFields);
    }
  }

  /**
   * @param delay between two requests
   * @param jitter part of the delay that chance adds at most
   * @param dailyRequests over all runs of a day
   */
  public record Politeness(
      Duration delay,
      double jitter,
      Window window,
      int dailyRequests,
      Duration timeout,
      int maxBytes,
      OptionalInt retries) {}

  /** Hours of the day; may go over midnight. Equal ends, or until 24:00 from 00:00, mean always. */
  public record Window(LocalTime from, LocalTime to, boolean always, ZoneId zone) {
    /** Whether the platform may be asked at this time of its day. */
    public boolean open(LocalTime now) {
      if (always) {
        return true;
      }
      return from.isBefore(to)
          ? !now.isBefore(from) && now.isBefore(to)
          : !now.isBefore(from) || now.isBefore(to);
    }
  }

  /**
   * @param first the number of the first result page
   * @param next where the link to the next page stands; absent to count on
   * @param stopWhenEmpty stop at a page without items
   * @param stopWhenRepeated stop at a page whose items were all seen before
   */
  public record Pagination(
      int first, int step, int maxPages, Optional<FieldRule> next, boolean stopWhenEmpty, boolean stopWhenRepeated) {}

  /**
   * @param item where the offers stand
   * @param fields by name; {@code title} and {@code link} among them
   * @param minItems fewer on the first page of a keyword mean that the page has changed its form
   */
  public record ListRules(ListType type, Place item, Map<String, FieldRule> fields, int minItems) {
    public ListRules {
      fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
    }
  }

  /**
   * @param follow the list field that holds the address
   * @param limit pages per run
   * @param hosts where offers may stand beside the platform's own domain
   * @param paths of offers that are wanted
   */
  public record Detail(String follow, int limit, List<String> hosts, PathRules paths, Map<String, FieldRule> fields) {
    public Detail {
      hosts = List.copyOf(hosts);
      fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
    }
  }

  /**
   * Whether and how the browser is used for the pages of offers.
   *
   * @param options what it waits for
   */
  public record Rendering(RenderMode mode, RenderOptions options) {}

  /**
   * Signs that the platform does not want this visitor.
   *
   * @param bodyMatches searched in the text a reader sees
   * @param suspension how long the host is left alone
   */
  public record BlockedWhen(
      List<Integer> status, List<String> redirectHosts, List<Pattern> bodyMatches, Duration suspension) {
    public BlockedWhen {
      status = List.copyOf(status);
      redirectHosts = List.copyOf(redirectHosts);
      bodyMatches = List.copyOf(bodyMatches);
    }

    /** The sign of a wall that a text shows, if it shows one. */
    public Optional<String> wall(String text) {
      return bodyMatches.stream().filter(p -> p.matcher(text).find()).findFirst().map(Pattern::pattern);
    }
  }

  /**
   * @param expectItems per run
   * @param requiredRate part of the items that must have all required fields
   * @param alertAfterRuns bad runs in a row before a person is called
   */
  public record Health(int expectItems, double requiredRate, int alertAfterRuns) {}

  /**
   * @param sets names of sets of keywords; empty if the platform is read without any
   * @param perRun searches per run at most
   */
  public record Keywords(List<String> sets, int perRun) {
    public Keywords {
      sets = List.copyOf(sets);
    }
  }

  /**
   * Saved pages that the rules are tried on without the network.
   *
   * @param pages in the order of what is expected of them
   * @param expect what should be found
   */
  public record Fixture(List<Path> pages, Optional<Path> expect) {
    public Fixture {
      pages = List.copyOf(pages);
      Objects.requireNonNull(expect);
    }
  }
}
