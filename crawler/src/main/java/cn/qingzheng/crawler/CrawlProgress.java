package cn.qingzheng.crawler;

/**
 * How far a run is.
 *
 * @param captured pages captured, unchanged ones included
 * @param failed pages given up, refused ones included
 * @param waiting addresses known and not yet dealt with
 * @param bytes received so far, as sent over the wire without headers
 */
public record CrawlProgress(long captured, long failed, long waiting, long bytes) {}
