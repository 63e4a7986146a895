/**
 * Where this program may connect to. In: host names and ports from pages, seeds and redirects, all of them
 * hostile. Out: socket addresses that were resolved once and checked, to be connected to as they are. Knows
 * nothing of HTTP, seeds or browsers.
 */
package cn.qingzheng.crawler.net;
