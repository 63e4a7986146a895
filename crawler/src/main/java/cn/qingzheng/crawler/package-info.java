/**
 * From a seed to pages. In: a {@link cn.qingzheng.crawler.seed.SeedPlan}, settings, and the addresses that may be
 * connected to. Out: {@link cn.qingzheng.model.Capture}s in the archive, {@link cn.qingzheng.model.Page}s and
 * failures to a {@link cn.qingzheng.crawler.CrawlListener}, and a {@link cn.qingzheng.crawler.CrawlSummary}. Must
 * not know what a page's words mean.
 *
 * <p>crawler4j drives the threads; frontier, fetching, robots and parsing are ours, because its own do not hold the
 * pause between requests, do not bound bodies, fail open on robots.txt, trust every certificate and lose work when
 * killed. Types that are public in the sub-packages are for this module only, except
 * {@code seed.SeedFiles}, {@code seed.SeedPlan}, {@code net.AddressGuard}, {@code archive.Archive} and the page reader.
 *
 * <p>Absent on purpose: logins, cookies, forms, CAPTCHA solving, proxies that change, addresses outside the seeds.
 */
package cn.qingzheng.crawler;
