/**
 * The web console. In: {@link cn.qingzheng.console.web.ConsoleData}, what there is to show. Out: Chinese pages made on
 * the server, read-only. Spring is used here and nowhere else; it is started by {@code serve} and {@code demo} only.
 *
 * <p>Everything captured is hostile: it reaches a page as text of Thymeleaf's {@code th:text} only, with personal data
 * masked, and no page may load, send or run anything from elsewhere (see {@code SafetyFilter}). Addresses of captured
 * pages are shown and never linked, so that nobody visits a suspect's site from the console by a slip.
 */
package cn.qingzheng.console.web;
