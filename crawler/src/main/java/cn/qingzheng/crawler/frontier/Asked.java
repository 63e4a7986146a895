package cn.qingzheng.crawler.frontier;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * A request that was sent.
 *
 * @param ip who answered, empty if nobody did
 * @param result status or cause, for a reader
 * @param bytes of the body as received
 * @param robots under which word of robots.txt, for a reader
 */
public record Asked(URI url, Instant at, Duration took, String ip, String result, long bytes, String robots) {}
