/**
 * From bytes to what a reader sees. In: the decoded body of a {@link cn.qingzheng.model.Capture} or of a file,
 * its Content-Type and address. Out: a {@link cn.qingzheng.model.Page} of text blocks, links and pictures. Does
 * no I/O, knows no rule and no certificate: it decides what is text, not what the text means.
 */
package cn.qingzheng.crawler.page;
