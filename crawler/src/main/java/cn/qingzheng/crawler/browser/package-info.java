/**
 * Pages as a browser shows them: run through Chromium, whose traffic all goes through a proxy of our own that asks
 * the {@link cn.qingzheng.crawler.net.AddressGuard}. In: addresses. Out: the HTML after the scripts, and pictures.
 * Optional at run time: without Chromium a scan runs and says what is missing. Knows nothing of seeds, rules or the
 * archive.
 */
package cn.qingzheng.crawler.browser;
