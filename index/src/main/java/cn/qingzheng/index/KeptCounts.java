package cn.qingzheng.index;

import cn.qingzheng.index.StandingTable.Joined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The counts of the last searches, as long as neither index nor casebook changed. */
final class KeptCounts {
  private static final int MOST = 256;

  private final Map<Key, List<SearchResult.FacetCounts>> kept = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, List<SearchResult.FacetCounts>> eldest) {
      return size() > MOST;
    }
  };
  private Optional<Joined> of = Optional.empty();

  private record Key(String query, Map<SearchField, Set<String>> filters, Regions seen) {}

  synchronized Optional<List<SearchResult.FacetCounts>> find(Joined joined, SearchRequest request, Regions seen) {
    return of.filter(o -> o == joined).map(o -> kept.get(new Key(request.query(), request.filters(), seen)));
  }

  synchronized void keep(Joined joined, SearchRequest request, Regions seen, List<SearchResult.FacetCounts> counts) {
    if (of.isEmpty() || of.get() != joined) {
      kept.clear();
      of = Optional.of(joined);
    }
    kept.put(new Key(request.query(), request.filters(), seen), counts);
  }
}
