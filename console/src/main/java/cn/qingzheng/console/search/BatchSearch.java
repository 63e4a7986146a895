package cn.qingzheng.console.search;

import cn.qingzheng.index.SearchHit;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchRequest.Order;
import cn.qingzheng.index.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A list of searches, asked one after the other. */
public final class BatchSearch {
  /** Lines asked at most. */
  public static final int MOST = 500;

  public static final List<String> COLUMNS = List.of("检索式", "命中页数", "首批命中", "首批网址", "提示");

  private static final int FIRST = 3;

  private BatchSearch() {}

  /** @param address where the whole search is */
  public record Line(String query, SearchResult result, String address) {
    /** As {@link #COLUMNS}. */
    public List<String> row() {
      return List.of(
          query, Long.toString(result.total()), joined(h -> HitColumns.row(h, new SearchLabels(Map.of())).getFirst()),
          joined(h -> HitColumns.row(h, new SearchLabels(Map.of())).get(1)), String.join("；", result.hints()));
    }

    private String joined(Function<SearchHit, String> part) {
      return result.hits().stream().map(part).collect(Collectors.joining("\n"));
    }
  }

  /** The queries of a pasted list: one a line, blank ones and repetitions left out. */
  public static List<String> queries(List<String> lines) {
    return lines.stream().map(String::strip).filter(l -> !l.isEmpty()).distinct().toList();
  }

  /** The first {@link #MOST} of them. */
  public static List<Line> ask(List<String> queries, Function<SearchRequest, SearchResult> search) {
    return queries.stream()
        .limit(MOST)
        .map(q -> new Line(
            q, search.apply(new SearchRequest(q, Map.of(), 0, FIRST, Order.RELEVANCE, true, false)), SearchAddress.of(q).path()))
        .toList();
  }
}
