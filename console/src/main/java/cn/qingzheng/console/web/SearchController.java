package cn.qingzheng.console.web;

import cn.qingzheng.console.search.SearchAddress;
import cn.qingzheng.console.search.SearchLabels;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.SearchField;
import cn.qingzheng.index.SearchHit;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchResult;
import cn.qingzheng.model.FindingState;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The search: the address holds its whole state. */
@Controller
class SearchController {
  /** In the order an analyst narrows by. */
  private static final List<SearchField> SHOWN = List.of(
      SearchField.OUTCOME, SearchField.SEVERITY, SearchField.STATE, SearchField.FORM, SearchField.TERM, SearchField.PLATFORM,
      SearchField.INSTITUTION, SearchField.REGION, SearchField.RULE, SearchField.FACET, SearchField.LAW,
      SearchField.PROMOTER_STATUS, SearchField.HOST, SearchField.KIND, SearchField.CASE, SearchField.MONTH);

  private static final int AT_ONCE = 6;

  /** So many values of a field are on the page; the longest lists are of names, which one rather searches for. */
  private static final int MOST_VALUES = 20;

  private static final int MOST_NEW = 200;

  private final ConsoleData data;
  private final SearchLog log;
  private final SearchLabels labels;

  SearchController(ConsoleData data, Office office) {
    this.data = data;
    this.log = new SearchLog(office.casebook(), InstantSource.system());
    this.labels = new SearchLabels(data.ruleNames());
  }

  /** A value to narrow by, or to take away again. */
  record Choice(String label, long count, boolean chosen, String address) {}

  /** @param more those behind the first few */
  record FacetView(String label, List<Choice> first, List<Choice> more, boolean chosen) {}

  /** A filter that is on. */
  record Chip(String field, String value, String without) {}

  /** @param group address of the pages that say the same */
  record HitView(
      SearchHit hit, String address, String outcomeStyle, List<String> forms, List<String> states, Optional<String> group) {}

  record OrderView(String label, boolean chosen, String address) {}

  @GetMapping("/search")
  String search(HttpServletRequest request, Model model) {
    SearchAddress asked = SearchAddress.of(request.getParameterMap());
    SearchResult result = data.search(narrowed(asked));
    Signed.officer(request).ifPresent(officer -> log.searched(officer, asked, result.total()));
    model.addAttribute("query", asked.query());
    model.addAttribute("asked", asked);
    model.addAttribute("sortKey", SearchAddress.key(asked.order()));
    model.addAttribute("result", result);
    model.addAttribute("took", result.took().toMillis());
    model.addAttribute("hits", result.hits().stream().map(h -> view(h, asked)).toList());
    model.addAttribute("facets", facets(asked, result));
    model.addAttribute("chips", chips(asked));
    model.addAttribute("without", asked.unfiltered().path());
    model.addAttribute("orders", Arrays.stream(SearchRequest.Order.values())
        .map(o -> new OrderView(o.label(), o == asked.order(), asked.ordered(o).path())).toList());
    model.addAttribute("folding", asked.folded(!asked.folded()).path());
    model.addAttribute("exporting", asked.under("/search/export"));
    model.addAttribute("parts", asked.since(Optional.empty()).parts());
    model.addAttribute("pager", pager(asked, result));
    return "search";
  }

  /** Of what is new since somebody looked, the pages themselves. */
  private SearchRequest narrowed(SearchAddress asked) {
    SearchRequest request = asked.request();
    Optional<EvidenceIndex> index = data.index();
    if (asked.since().isEmpty() || index.isEmpty()) {
      return request;
    }
    Map<SearchField, Set<String>> filters = new HashMap<>(request.filters());
    Set<String> captures = new HashSet<>(index.get().newcomers(request, asked.since().get(), MOST_NEW));
    filters.put(SearchField.CAPTURE, captures.isEmpty() ? Set.of("无") : captures);
    return new SearchRequest(request.query(), filters, request.offset(), request.limit(), request.order(), false, true);
  }

  /** Where pages are folded nobody knows how many groups there are; then it goes from page to page. */
  private static Pager pager(SearchAddress asked, SearchResult result) {
    if (!asked.folded()) {
      return Pager.of(
          result.total(), SearchAddress.PAGE_SIZE, asked.page(), SearchRequest.DEEPEST_HIT / SearchAddress.PAGE_SIZE,
          n -> asked.onPage(n).path());
    }
    int known = asked.page() + (result.more() ? 1 : 0);
    return Pager.of((long) known * SearchAddress.PAGE_SIZE, SearchAddress.PAGE_SIZE, asked.page(), known, n -> asked.onPage(n).path());
  }

  private static HitView view(SearchHit hit, SearchAddress asked) {
    String q = asked.query().isEmpty() ? "" : "?q=" + Shown.segment(asked.query());
    String anchor = hit.marks().isEmpty() ? "" : "#" + MarkedText.anchor(hit.marks().getFirst().start());
    return new HitView(
        hit,
        "/pages/" + Shown.segment(hit.source().captureId()) + q + anchor,
        Styles.of(hit.verdict().outcome()),
        hit.verdict().forms().stream().filter(f -> !f.equals("原文")).toList(),
        hit.verdict().states().stream().filter(s -> s != FindingState.CANDIDATE).sorted().map(FindingState::label).toList(),
        hit.others().copies().filter(c -> hit.others().folded() > 0).map(c -> asked.unfolded(c).path()));
  }

  private List<FacetView> facets(SearchAddress asked, SearchResult result) {
    List<FacetView> views = new ArrayList<>();
    for (SearchField field : SHOWN) {
      result.facets().stream().filter(f -> f.field() == field).findFirst().ifPresent(f -> views.add(facet(asked, f)));
    }
    return views;
  }

  private FacetView facet(SearchAddress asked, SearchResult.FacetCounts counts) {
    SearchField field = counts.field();
    List<Choice> choices = counts.values().stream()
        .limit(MOST_VALUES)
        .map(v -> new Choice(
            labels.of(field, v.value()), v.count(), asked.has(field, v.value()), asked.toggled(field, v.value()).path()))
        .toList();
    int first = Math.min(AT_ONCE, choices.size());
    return new FacetView(
        field.label(), choices.subList(0, first), choices.subList(first, choices.size()),
        asked.filters().containsKey(field));
  }

  private List<Chip> chips(SearchAddress asked) {
    List<Chip> chips = new ArrayList<>();
    asked.since().ifPresent(mark -> chips.add(new Chip("只看", "上次查看后新增", asked.since(Optional.empty()).path())));
    asked.filters().forEach((field, values) -> values.forEach(value -> chips.add(
        new Chip(field.label(), labels.of(field, value), asked.toggled(field, value).path()))));
    return chips;
  }
}
