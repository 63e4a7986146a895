package cn.qingzheng.console.web;

import cn.qingzheng.index.SearchField;
import cn.qingzheng.index.SearchHit;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchResult;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The search: the address holds its whole state. */
@Controller
class SearchController {
  /** In the order an analyst narrows by. */
  private static final List<SearchField> SHOWN = List.of(
      SearchField.OUTCOME, SearchField.SEVERITY, SearchField.FORM, SearchField.TERM, SearchField.PLATFORM,
      SearchField.HOST, SearchField.PROMOTER_STATUS, SearchField.RULE, SearchField.FACET, SearchField.LAW,
      SearchField.KIND, SearchField.STATE, SearchField.CASE, SearchField.MONTH);

  private static final int AT_ONCE = 6;

  private final ConsoleData data;

  SearchController(ConsoleData data) {
    this.data = data;
  }

  /** A value to narrow by, or to take away again. */
  record Choice(String label, long count, boolean chosen, String address) {}

  /** @param more those behind the first few */
  record FacetView(String label, List<Choice> first, List<Choice> more, boolean chosen) {}

  /** A filter that is on. */
  record Chip(String field, String value, String without) {}

  record HitView(SearchHit hit, String address, String outcomeStyle, String severityStyle, List<String> forms) {}

  record OrderView(String label, boolean chosen, String address) {}

  @GetMapping("/search")
  String search(HttpServletRequest request, Model model) {
    SearchAddress asked = SearchAddress.of(request.getParameterMap());
    SearchResult result = data.search(asked.request());
    model.addAttribute("query", asked.query());
    model.addAttribute("asked", asked);
    model.addAttribute("result", result);
    model.addAttribute("took", result.took().toMillis());
    model.addAttribute("hits", result.hits().stream().map(h -> view(h, asked.query())).toList());
    model.addAttribute("facets", facets(asked, result));
    model.addAttribute("chips", chips(asked));
    model.addAttribute("without", asked.unfiltered().path());
    model.addAttribute("orders", Arrays.stream(SearchRequest.Order.values())
        .map(o -> new OrderView(o.label(), o == asked.order(), asked.ordered(o).path())).toList());
    model.addAttribute("pager", Pager.of(
        result.total(), SearchAddress.PAGE_SIZE, asked.page(), SearchRequest.DEEPEST_HIT / SearchAddress.PAGE_SIZE,
        n -> asked.onPage(n).path()));
    return "search";
  }

  private static HitView view(SearchHit hit, String query) {
    String q = query.isEmpty() ? "" : "?q=" + Shown.segment(query);
    String anchor = hit.marks().isEmpty() ? "" : "#" + MarkedText.anchor(hit.marks().getFirst().start());
    return new HitView(
        hit,
        "/pages/" + Shown.segment(hit.source().captureId()) + q + anchor,
        Styles.of(hit.verdict().outcome()),
        Styles.of(hit.verdict().severity()),
        hit.verdict().forms().stream().filter(f -> !f.equals("原文")).toList());
  }

  private static List<FacetView> facets(SearchAddress asked, SearchResult result) {
    List<FacetView> views = new ArrayList<>();
    for (SearchField field : SHOWN) {
      result.facets().stream().filter(f -> f.field() == field).findFirst().ifPresent(f -> views.add(facet(asked, f)));
    }
    return views;
  }

  private static FacetView facet(SearchAddress asked, SearchResult.FacetCounts counts) {
    SearchField field = counts.field();
    List<Choice> choices = counts.values().stream()
        .map(v -> new Choice(
            v.label(), v.count(), asked.has(field, v.value()), asked.toggled(field, v.value()).path()))
        .toList();
    int first = Math.min(AT_ONCE, choices.size());
    return new FacetView(
        field.label(), choices.subList(0, first), choices.subList(first, choices.size()),
        asked.filters().containsKey(field));
  }

  private static List<Chip> chips(SearchAddress asked) {
    List<Chip> chips = new ArrayList<>();
    asked.filters().forEach((field, values) -> values.forEach(value -> chips.add(
        new Chip(field.label(), field.display(value), asked.toggled(field, value).path()))));
    return chips;
  }
}
