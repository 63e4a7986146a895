/**
 * What is to be fetched next, and when. In: addresses with the seed they belong to, and what came of each turn.
 * Out: one address at a time whose host and IP address have had their pause. The truth is {@code crawl.db}
 * (SQLite, WAL); queues in memory are rebuilt from it, so a run that died goes on where it was. Knows nothing of
 * HTTP or HTML.
 *
 * <p>Implements crawler4j's {@code Frontier}, {@code DocIDServer} and {@code FrontierConfiguration}; its stock
 * ones lose work when killed and do not keep the pause between two requests.
 */
package cn.qingzheng.crawler.frontier;
