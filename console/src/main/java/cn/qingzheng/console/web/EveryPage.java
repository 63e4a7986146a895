package cn.qingzheng.console.web;

import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.SavedSearches;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every template may use. */
@ControllerAdvice
class EveryPage {
  private final ConsoleData data;
  private final Nights nights;
  private final SavedSearches searches;

  EveryPage(ConsoleData data, Office office, Nights nights) {
    this.data = data;
    this.searches = new SavedSearches(office.casebook());
    this.nights = nights;
  }

  /** What runs by itself; the first page of everybody says when it went wrong. */
  @ModelAttribute("nights")
  Nights nights() {
    return nights;
  }

  /** New hits in the searches that whoever is signed in follows, as on a badge; empty if there are none. */
  @ModelAttribute("fresh")
  String fresh(HttpServletRequest request) {
    return Signed.officer(request).map(o -> SavedSearchController.shown(searches.fresh(o.number()))).orElse("");
  }

  @ModelAttribute("shown")
  Shown shown() {
    return new Shown();
  }

  /** Who is signed in; absent on the page where one signs in. */
  @ModelAttribute("me")
  Officer me(HttpServletRequest request) {
    return Signed.officer(request).orElse(null);
  }

  /** Whether whoever is signed in works on cases. */
  @ModelAttribute("desk")
  boolean desk(HttpServletRequest request) {
    return Signed.officer(request).filter(o -> o.roles().stream().noneMatch(SecurityConfiguration.APART::contains)).isPresent();
  }

  /** Whether whoever is signed in may decide on findings. */
  @ModelAttribute("mayDecide")
  boolean mayDecide(HttpServletRequest request) {
    return Signed.officer(request).filter(o -> o.roles().stream().anyMatch(SecurityConfiguration.DECIDING::contains)).isPresent();
  }

  /** The page that was asked for, to come back to. */
  @ModelAttribute("here")
  String here(HttpServletRequest request) {
    return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
  }

  @ModelAttribute("organ")
  String organ() {
    return data.organ();
  }
}
