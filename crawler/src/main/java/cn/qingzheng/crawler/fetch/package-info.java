/**
 * One request and its answer. In: an address and what to send; out: a {@link cn.qingzheng.crawler.fetch.Fetched},
 * which is an answer with its bytes or a fault with its cause, never an exception. Connects only to where the
 * address guard leads; bounds time, bytes, headers and what compressed bodies unfold to. Follows no redirect.
 * Knows nothing of seeds, queues, robots or HTML.
 */
package cn.qingzheng.crawler.fetch;
