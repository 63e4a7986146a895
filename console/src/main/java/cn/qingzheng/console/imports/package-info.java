/**
 * Reads what people hand in where crawling is closed: saved pages, archives, PDF, pictures with a form, tables of
 * offers. What comes in: files and what a person states of them; what goes out: sources for {@link
 * cn.qingzheng.console.scan.ImportJob}, or every mistake with file and line. Asks no network and talks to no terminal.
 */
package cn.qingzheng.console.imports;
