package cn.qingzheng.crawler.frontier;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a seed or connector wants to be crawled.
 *
 * @param minDelay between two requests
 * @param jitter part of the delay, at most, that chance adds: 0.5 makes 1 s up to 1.5 s
 * @param maxPages captures per run
 * @param retries after a failure that may pass; absent for the usual number
 */
public record Pace(Duration minDelay, double jitter, int maxPages, OptionalInt retries) {}
