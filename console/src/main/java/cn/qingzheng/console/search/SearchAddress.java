package cn.qingzheng.console.search;

import cn.qingzheng.index.SearchField;
import cn.qingzheng.index.SearchMark;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchRequest.Order;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A search as an address: the whole state of the page, so that it can be kept and passed on.
 *
 * @param folded whether pages that say the same are one hit
 * @param page from 1
 * @param since only what is new since somebody looked
 */
public record SearchAddress(
    String query, Map<SearchField, Set<String>> filters, Order order, boolean folded, int page, Optional<SearchMark> since) {
  public static final int PAGE_SIZE = 20;

  public SearchAddress {
    filters = new TreeMap<>(filters);
    filters.values().removeIf(Set::isEmpty);
    page = Math.clamp(page, 1, SearchRequest.DEEPEST_HIT / PAGE_SIZE);
  }

  /** Of a query alone. */
  public static SearchAddress of(String query) {
    return new SearchAddress(query, Map.of(), Order.RELEVANCE, true, 1, Optional.empty());
  }

  /** Reads an address; what does not belong there is passed over. */
  public static SearchAddress of(Map<String, String[]> parameters) {
    Map<SearchField, Set<String>> filters = new LinkedHashMap<>();
    for (SearchField field : SearchField.values()) {
      String[] values = parameters.getOrDefault("f." + field.key(), new String[0]);
      if (values.length > 0) {
        filters.put(field, new LinkedHashSet<>(List.of(values)));
        filters.get(field).remove("");
      }
    }
    String page = one(parameters, "page");
    return new SearchAddress(
        one(parameters, "q"), filters, order(one(parameters, "sort")), !one(parameters, "copies").equals("all"),
        page.matches("\\d{1,4}") ? Integer.parseInt(page) : 1, SearchMark.read(one(parameters, "since")));
  }

  /** Reads what {@link #parts} wrote. */
  public static SearchAddress read(String parts) {
    Map<String, String[]> parameters = new LinkedHashMap<>();
    for (String part : parts.split("&")) {
      int is = part.indexOf('=');
      if (is > 0) {
        String value = URLDecoder.decode(part.substring(is + 1), StandardCharsets.UTF_8);
        parameters.merge(part.substring(0, is), new String[] {value}, (a, b) -> {
          List<String> all = new ArrayList<>(List.of(a));
          all.addAll(List.of(b));
          return all.toArray(String[]::new);
        });
      }
    }
    return of(parameters);
  }

  private static String one(Map<String, String[]> parameters, String name) {
    String[] values = parameters.getOrDefault(name, new String[0]);
    return values.length == 0 ? "" : values[0];
  }

  private static Order order(String sort) {
    for (Order order : Order.values()) {
      if (key(order).equals(sort)) {
        return order;
      }
    }
    return Order.RELEVANCE;
  }

  /** As in an address. */
  public static String key(Order order) {
    return order.name().toLowerCase(Locale.ROOT);
  }

  public SearchRequest request() {
    return new SearchRequest(query, filters, (page - 1) * PAGE_SIZE, PAGE_SIZE, order, folded, true);
  }

  public boolean has(SearchField field, String value) {
    return filters.getOrDefault(field, Set.of()).contains(value);
  }

  /** Whether it asks for anything at all. */
  public boolean asks() {
    return !query.isBlank() || !filters.isEmpty();
  }

  /** With the filter if it is not there, without if it is; back on the first page. */
  public SearchAddress toggled(SearchField field, String value) {
    Map<SearchField, Set<String>> changed = new TreeMap<>(filters);
    Set<String> values = new LinkedHashSet<>(filters.getOrDefault(field, Set.of()));
    if (!values.remove(value)) {
      values.add(value);
    }
    changed.put(field, values);
    changed.values().removeIf(Set::isEmpty);
    return new SearchAddress(query, changed, order, folded, 1, since);
  }

  /** The pages of a group one by one. */
  public SearchAddress unfolded(String group) {
    return toggled(SearchField.COPIES, group).folded(false);
  }

  public SearchAddress folded(boolean other) {
    return new SearchAddress(query, filters, order, other, 1, since);
  }

  public SearchAddress onPage(int other) {
    return new SearchAddress(query, filters, order, folded, other, since);
  }

  public SearchAddress ordered(Order other) {
    return new SearchAddress(query, filters, other, folded, 1, since);
  }

  public SearchAddress unfiltered() {
    return new SearchAddress(query, Map.of(), order, folded, 1, Optional.empty());
  }

  public SearchAddress since(Optional<SearchMark> mark) {
    return new SearchAddress(query, filters, order, folded, 1, mark);
  }

  /** The query part of the address without the page. */
  public String parts() {
    List<String> parts = new ArrayList<>();
    if (!query.isEmpty()) {
      parts.add("q=" + segment(query));
    }
    filters.forEach((field, values) -> values.forEach(v -> parts.add("f." + field.key() + "=" + segment(v))));
    if (order != Order.RELEVANCE) {
      parts.add("sort=" + key(order));
    }
    if (!folded) {
      parts.add("copies=all");
    }
    since.ifPresent(mark -> parts.add("since=" + segment(mark.text())));
    return String.join("&", parts);
  }

  /** The address under a path. */
  public String under(String path) {
    String parts = parts();
    return parts.isEmpty() ? path : path + "?" + parts;
  }

  public String path() {
    String paged = under("/search");
    return page == 1 ? paged : paged + (paged.contains("?") ? "&" : "?") + "page=" + page;
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
