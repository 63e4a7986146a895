package cn.qingzheng.console.web;

import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.SavedSearch;
import cn.qingzheng.casework.SavedSearches;
import cn.qingzheng.console.search.NewHits;
import cn.qingzheng.console.search.SearchAddress;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.SearchMark;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Searches that officers keep, share and follow. */
@Controller
class SavedSearchController {
  private final ConsoleData data;
  private final SavedSearches searches;
  private final Clock clock = Clock.systemUTC();

  SavedSearchController(ConsoleData data, Office office) {
    this.data = data;
    this.searches = new SavedSearches(office.casebook());
  }

  /**
   * @param says the search as one would type it
   * @param own whether whoever looks saved it
   * @param fresh new hits, empty if there are none
   */
  record Row(long id, String name, String says, String owner, boolean own, boolean shared, boolean followed, String fresh, Optional<Instant> looked) {}

  @GetMapping("/searches")
  String list(HttpServletRequest request, Model model) {
    Officer me = Signed.required(request);
    model.addAttribute("rows", searches.seenBy(me).stream().map(s -> row(s, me)).toList());
    return "searches";
  }

  /** Counted now, not only after the last scan. */
  private Row row(SavedSearch search, Officer me) {
    int fresh = search.look().map(look -> fresh(search, me, look)).orElse(0);
    return new Row(
        search.id(), search.name(), SearchLog.described(SearchAddress.read(search.address())), search.ownerName(),
        search.owner().equals(me.number()), search.shared(), search.look().isPresent(), shown(fresh), search.look().map(SavedSearch.Look::at));
  }

  private int fresh(SavedSearch search, Officer me, SavedSearch.Look look) {
    Optional<SearchMark> mark = SearchMark.read(look.mark());
    Optional<EvidenceIndex> index = data.index();
    if (mark.isEmpty() || index.isEmpty()) {
      return 0;
    }
    int now = index.get().newcomers(SearchAddress.read(search.address()).request(), mark.get(), NewHits.MOST).size();
    if (now != look.fresh()) {
      searches.counted(new SavedSearch.Following(search.id(), me.number(), search.address(), look.mark()), now);
    }
    return now;
  }

  /** As on a badge. */
  static String shown(int fresh) {
    return fresh == 0 ? "" : fresh >= NewHits.MOST ? (NewHits.MOST - 1) + "+" : Integer.toString(fresh);
  }

  /** Opens it: what is new first, if anything is. From now on that counts as seen. */
  @PostMapping("/searches/{id}/open")
  String open(@PathVariable("id") long id, HttpServletRequest request, RedirectAttributes flash) {
    Officer me = Signed.required(request);
    Optional<SavedSearch> search = searches.find(id, me);
    if (search.isEmpty()) {
      throw new NotFoundException();
    }
    try {
      Optional<SearchMark> before = search.get().look().flatMap(l -> SearchMark.read(l.mark()));
      boolean fresh = search.get().look().filter(l -> fresh(search.get(), me, l) > 0).isPresent();
      searches.looked(id, me, mark());
      SearchAddress address = SearchAddress.read(search.get().address());
      return "redirect:" + (fresh ? address.since(before) : address).path();
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
      return "redirect:/searches";
    }
  }

  private String mark() {
    return data.index().map(i -> i.mark(clock.instant())).orElse(new SearchMark("", 0, clock.instant())).text();
  }

  @PostMapping("/searches")
  String save(
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "address", defaultValue = "") String address,
      @RequestParam(name = "shared", defaultValue = "false") boolean shared,
      HttpServletRequest request,
      RedirectAttributes flash) {
    SearchAddress asked = SearchAddress.read(address);
    return act(flash, () -> {
      searches.save(Signed.required(request), name, asked.parts(), shared, mark());
      return "已保存“" + name.strip() + "”，有新命中时会在页首提示。";
    }, asked.path());
  }

  @PostMapping("/searches/{id}/{what}")
  String change(
      @PathVariable("id") long id, @PathVariable("what") String what, HttpServletRequest request, RedirectAttributes flash) {
    Officer me = Signed.required(request);
    return act(flash, () -> {
      switch (what) {
        case "share" -> searches.share(id, me, true);
        case "unshare" -> searches.share(id, me, false);
        case "leave" -> searches.leave(id, me);
        case "delete" -> searches.delete(id, me);
        default -> throw new NotFoundException();
      }
      return "已办理。";
    }, "/searches");
  }

  private interface Act {
    String done();
  }

  private static String act(RedirectAttributes flash, Act act, String back) {
    try {
      flash.addFlashAttribute("done", act.done());
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:" + back;
  }
}
