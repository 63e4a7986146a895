package cn.qingzheng.crawler.browser;

import java.util.List;

/**
 * An archived page as the browser shows it without a network.
 *
 * @param sights of the marks asked for, in their order
 * @param served how many of its requests the archive could answer
 * @param absent addresses that it asked for and that are not archived
 */
public record Replayed(List<Sight> sights, int served, List<String> absent) {
  public Replayed {
    sights = List.copyOf(sights);
    absent = List.copyOf(absent);
  }
}
