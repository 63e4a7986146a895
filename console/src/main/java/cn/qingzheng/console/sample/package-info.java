/**
 * The sample web: fictional training schools, assessment bodies, shopping platforms and offices, served over real
 * HTTP on loopback for the {@code demo} command and for tests.
 *
 * <p>In: the pages, listings and layouts under {@code /sampleweb} on the class path. Out: the loopback address of
 * every host and a record of what was requested. The package must know nothing of rules, crawling or findings; what
 * is true of each page stands in {@code seeds/demo/expected.tsv}.
 */
package cn.qingzheng.console.sample;
