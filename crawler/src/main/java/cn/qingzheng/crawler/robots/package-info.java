/**
 * What a site's robots.txt allows (RFC 9309). In: an address; out: rules, or the cause for which there are none.
 * Remembers rules for a day. Does not decide what happens to an address, and knows nothing of queues.
 */
package cn.qingzheng.crawler.robots;
