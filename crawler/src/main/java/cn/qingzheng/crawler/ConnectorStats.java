package cn.qingzheng.crawler;

import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.ConnectorKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What one connector found in this call of a run. Safe for several threads. */
final class ConnectorStats {
  private final Connector connector;
  private final Map<String, Set<String>> linksByKeyword = new ConcurrentHashMap<>();
  private long searches;
  private long items;
  private long complete;
  private long firstPages;
  private long poorFirstPages;
  private long foreign;
  private final Set<URI> leads = new HashSet<>();

  ConnectorStats(Connector connector) {
    this.connector = connector;
  }

  /** Counts a result page. */
  synchronized void searched(int page, int itemsOnPage, int completeOnPage) {
    searches++;
    items += itemsOnPage;
    complete += completeOnPage;
    if (page == 0) {
      firstPages++;
      poorFirstPages += itemsOnPage < connector.list().minItems() ? 1 : 0;
    }
  }

  /** Whether at least one of these links is new for the keyword; remembers them. */
  boolean anyNew(String keyword, List<String> links) {
    Set<String> known = linksByKeyword.computeIfAbsent(keyword, k -> ConcurrentHashMap.newKeySet());
    return links.stream().filter(known::add).count() > 0;
  }

  synchronized long searches() {
    return searches;
  }

  synchronized long items() {
    return items;
  }

  /** Counts results of a search engine that lead to other sites, and those of them that nobody watches. */
  synchronized void led(int toOthers, List<URI> toUnknown) {
    foreign += toOthers;
    leads.addAll(toUnknown);
  }

  /** Different ones. */
  synchronized long leads() {
    return leads.size();
  }

  /** The page has changed its form: what must be there is not. A person has to look at once. */
  synchronized boolean drifted() {
    return searches > 0
        && connector.list().minItems() > 0
        && (items == 0 || firstPages > 0 && poorFirstPages == firstPages);
  }

  /** What is wrong, in Chinese; empty if all is well. */
  synchronized List<String> complaints() {
    List<String> wrong = new ArrayList<>();
    if (drifted()) {
      wrong.add("结果页没有取到应有的条目，页面结构可能已变化");
    }
    if (searches > 0 && items < connector.health().expectItems()) {
      wrong.add("本次取到 " + items + " 条，少于预期的 " + connector.health().expectItems() + " 条");
    }
    if (connector.kind() == ConnectorKind.SEARCH_ENGINE && items > 0 && foreign == 0) {
      wrong.add("结果没有一条指向别的网站；若链接由平台转接，请给 link 加 query: 转换");
    }
    double rate = items == 0 ? 1 : (double) complete / items;
    if (rate < connector.health().requiredRate()) {
      wrong.add(String.format(Locale.ROOT, "必填字段齐全率 %.2f，低于 %.2f", rate, connector.health().requiredRate()));
    }
    return wrong;
  }
}
