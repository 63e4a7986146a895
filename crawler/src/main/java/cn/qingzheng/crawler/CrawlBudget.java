package cn.qingzheng.crawler;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * How much a run may ask for, and when. What is left over waits for the next run.
 *
 * @param requestsPerHost in one run, 0 for any number
 * @param requestsPerRun over all hosts, 0 for any number
 * @param hours when requests may be sent; absent for always
 * @param dueOnly whether known pages that are not due rest: what changes is seen every night, what never does once a
 *     month; first pages, offers, new pages and those that the listener watches are always visited
 */
public record CrawlBudget(int requestsPerHost, long requestsPerRun, Optional<Hours> hours, boolean dueOnly) {
  public CrawlBudget {
    if (requestsPerHost < 0 || requestsPerRun < 0) {
      throw new IllegalArgumentException(
          "budget should not be negative, was: " + requestsPerHost + ", " + requestsPerRun);
    }
    Objects.requireNonNull(hours);
  }

  /** No limit. */
  public static CrawlBudget none() {
    return new CrawlBudget(0, 0, Optional.empty(), false);
  }

  public CrawlBudget withDueOnly(boolean other) {
    return new CrawlBudget(requestsPerHost, requestsPerRun, hours, other);
  }

  /**
   * Hours of the day, past midnight if {@code to} is before {@code from}.
   *
   * @param to not included
   */
  public record Hours(LocalTime from, LocalTime to, ZoneId zone) {
    public boolean open(Instant now) {
      LocalTime time = LocalTime.ofInstant(now, zone);
      return from.isBefore(to)
          ? !time.isBefore(from) && time.isBefore(to)
          : !time.isBefore(from) || time.isBefore(to);
    }
  }

  /**
   * Why a run may ask for nothing more now, in Chinese; empty if it may.
   *
   * @param requests sent by this run
   */
  public Optional<String> over(Instant now, long requests) {
    if (requestsPerRun > 0 && requests >= requestsPerRun) {
      return Optional.of("本次 " + requestsPerRun + " 次请求已用完");
    }
    return hours.filter(h -> !h.open(now)).map(h -> "不在允许抓取的时段 " + h.from() + "-" + h.to());
  }
}
