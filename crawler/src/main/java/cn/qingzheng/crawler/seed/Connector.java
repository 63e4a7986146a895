package cn.qingzheng.crawler.seed;

import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.RenderMode;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How to search one platform by keywords: declared, not programmed. Format {@code connector/1}.
 *
 * @param name the platform, as shown to users
 * @param idle why it may not run, in Chinese: switched off, or its compliance block is not filled in
 * @param userAgent instead of the usual one
 */
public record Connector(
    String id,
    String name,
    ConnectorKind kind,
    Optional<String> idle,
    Compliance compliance,
    Politeness politeness,
    Optional<String> userAgent,
    UrlTemplate request,
    Pagination pagination,
    RenderMode render,
    ListRules list,
    Optional<Detail> detail,
    BlockedWhen blocked,
    Health health,
    Keywords keywords) {
  public Connector {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(idle);
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
  }

  /**
   * @param override the approval to go against robots.txt; absent means obey
   * @param piiFields fields that name persons
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
   * @param item CSS selector of one offer
   * @param fields by name; {@code title} and {@code link} among them
   * @param minItems fewer on the first page of a keyword mean that the page has changed its form
   */
  public record ListRules(String item, Map<String, FieldRule> fields, int minItems) {
    public ListRules {
      fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
    }
  }

  /**
   * @param follow the list field that holds the address
   * @param limit pages per run
   */
  public record Detail(String follow, int limit, Map<String, FieldRule> fields) {
    public Detail {
      fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
    }
  }

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
  }

  /**
   * @param expectItems per run
   * @param requiredRate part of the items that must have all required fields
   * @param alertAfterRuns bad runs in a row before a person is called
   */
  public record Health(int expectItems, double requiredRate, int alertAfterRuns) {}

  /** @param perRun searches per run at most */
  public record Keywords(List<String> sets, int perRun) {
    public Keywords {
      sets = List.copyOf(sets);
    }
  }
}
