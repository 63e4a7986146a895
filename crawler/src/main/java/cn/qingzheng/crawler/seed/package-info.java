/**
 * Where crawls start: institutions and platform connectors. In: the files in {@code seeds/}; out: a
 * {@link cn.qingzheng.crawler.seed.SeedPlan}, or every mistake in them with its line. Asks no network and no
 * clock; does not know how anything is fetched.
 */
package cn.qingzheng.crawler.seed;
