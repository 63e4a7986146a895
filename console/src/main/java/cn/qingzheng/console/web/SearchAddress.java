package cn.qingzheng.console.web;

import cn.qingzheng.index.SearchField;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchRequest.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A search as an address: the whole state of the page, so that it can be kept and passed on.
 *
 * @param page from 1
 */
record SearchAddress(String query, Map<SearchField, Set<String>> filters, Order order, int page) {
  static final int PAGE_SIZE = 20;

  SearchAddress {
    filters = new TreeMap<>(filters);
    filters.values().removeIf(Set::isEmpty);
    page = Math.clamp(page, 1, SearchRequest.DEEPEST_HIT / PAGE_SIZE);
  }

  /** Reads an address; what does not belong there is passed over. */
  static SearchAddress of(Map<String, String[]> parameters) {
    Map<SearchField, Set<String>> filters = new LinkedHashMap<>();
    for (SearchField field : SearchField.values()) {
      String[] values = parameters.getOrDefault("f." + field.key(), new String[0]);
      if (values.length > 0) {
        filters.put(field, new LinkedHashSet<>(List.of(values)));
        filters.get(field).remove("");
      }
    }
    Order order = one(parameters, "sort").equals("newest") ? Order.NEWEST : Order.RELEVANCE;
    String page = one(parameters, "page");
    return new SearchAddress(
        one(parameters, "q"), filters, order, page.matches("\\d{1,4}") ? Integer.parseInt(page) : 1);
  }

  private static String one(Map<String, String[]> parameters, String name) {
    String[] values = parameters.getOrDefault(name, new String[0]);
    return values.length == 0 ? "" : values[0];
  }

  SearchRequest request() {
    return new SearchRequest(query, filters, (page - 1) * PAGE_SIZE, PAGE_SIZE, order);
  }

  boolean has(SearchField field, String value) {
    return filters.getOrDefault(field, Set.of()).contains(value);
  }

  /** With the filter if it is not there, without if it is; back on the first page. */
  SearchAddress toggled(SearchField field, String value) {
    Map<SearchField, Set<String>> changed = new TreeMap<>(filters);
    Set<String> values = new LinkedHashSet<>(filters.getOrDefault(field, Set.of()));
    if (!values.remove(value)) {
      values.add(value);
    }
    changed.put(field, values);
    changed.values().removeIf(Set::isEmpty);
    return new SearchAddress(query, changed, order, 1);
  }

  SearchAddress onPage(int other) {
    return new SearchAddress(query, filters, order, other);
  }

  SearchAddress ordered(Order other) {
    return new SearchAddress(query, filters, other, 1);
  }

  SearchAddress unfiltered() {
    return new SearchAddress(query, Map.of(), order, 1);
  }

  String path() {
    List<String> parts = new ArrayList<>();
    if (!query.isEmpty()) {
      parts.add("q=" + Shown.segment(query));
    }
    filters.forEach((field, values) -> values.forEach(v -> parts.add("f." + field.key() + "=" + Shown.segment(v))));
    if (order == Order.NEWEST) {
      parts.add("sort=newest");
    }
    if (page > 1) {
      parts.add("page=" + page);
    }
    return parts.isEmpty() ? "/search" : "/search?" + String.join("&", parts);
  }
}
