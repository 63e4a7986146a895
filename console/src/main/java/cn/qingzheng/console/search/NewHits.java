package cn.qingzheng.console.search;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.SavedSearch;
import cn.qingzheng.casework.SavedSearches;
import cn.qingzheng.casework.Scope;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.Regions;
import cn.qingzheng.index.SearchMark;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts for each officer what is new in the searches that he follows. */
public final class NewHits {
  /** More are not counted one by one: the badge says 99+. */
  public static final int MOST = 100;

  private NewHits() {}

  /** After a scan, an import or a recheck, when the index is committed. */
  public static void count(Casebook casebook, EvidenceIndex index) {
    Casebook whole = casebook.whole();
    SavedSearches searches = new SavedSearches(whole);
    Map<String, Officer> officers =
        new Officers(whole).list().stream().collect(Collectors.toMap(Officer::number, Function.identity()));
    for (SavedSearch.Following following : searches.followed()) {
      Optional<SearchMark> mark = SearchMark.read(following.mark());
      Optional<Officer> officer = Optional.ofNullable(officers.get(following.officer())).filter(Officer::active);
      if (mark.isPresent() && officer.isPresent()) {
        Scope scope = whole.scopeOf(officer.get());
        EvidenceIndex seen = index.within(() -> new Regions(scope.prefix(), scope.unassigned()));
        searches.counted(following, seen.newcomers(SearchAddress.read(following.address()).request(), mark.get(), MOST).size());
      }
    }
  }
}
