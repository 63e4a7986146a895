/**
 * The archive of what servers answered, as WARC/1.1 files (ISO 28500:2017). In: exchanges as they went over the
 * wire, or WARC files of other producers. Out: where each record lies, its exact bytes, and decoded bodies.
 * Nothing that {@link cn.qingzheng.crawler.archive.Archive#append} returned is lost when the process dies.
 * Knows nothing of HTML, seeds or rules.
 */
package cn.qingzheng.crawler.archive;
