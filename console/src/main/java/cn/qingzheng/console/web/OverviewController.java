package cn.qingzheng.console.web;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.CaseState;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ChangeSummary;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.search.SearchAddress;
import cn.qingzheng.index.SearchField;
import cn.qingzheng.index.SearchRequest.Order;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Severity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what the last scan found, what waits for a person, when it runs next, what is missing. */
@Controller
class OverviewController {
  private static final List<Outcome> OUTCOMES =
      List.of(Outcome.HIGH_RISK, Outcome.REVIEW, Outcome.MENTION, Outcome.CLEAR, Outcome.INSUFFICIENT);

  private final ConsoleData data;
  private final Casebook casebook;
  private final OverviewFigures figures;

  OverviewController(ConsoleData data, Office office) {
    this.data = data;
    this.casebook = office.casebook();
    this.figures = new OverviewFigures(office.casebook());
  }

  /** @param style CSS class */
  record OutcomeCount(String label, long count, String style, String address) {}

  /** Findings of one severity by what became of them, in the order of {@link FindingChange.Kind}. */
  record ChangeRow(String severity, String style, List<Long> counts, long dismissed) {}

  @GetMapping("/")
  String overview(HttpServletRequest request, Model model) {
    Set<Role> roles = Signed.required(request).roles();
    if (roles.contains(Role.SECURITY_ADMIN)) {
      return "redirect:/officers";
    }
    if (roles.contains(Role.AUDITOR)) {
      return "redirect:/audit";
    }
    if (roles.contains(Role.SYSTEM_ADMIN)) {
      return "redirect:/system";
    }
    model.addAttribute("scan", data.lastScan());
    model.addAttribute("outcomes", data.lastScan().map(this::outcomes).orElse(List.of()));
    model.addAttribute("kinds", Arrays.stream(FindingChange.Kind.values()).map(FindingChange.Kind::label).toList());
    model.addAttribute("changes", data.lastScan().map(s -> changes(s.changes())).orElse(List.of()));
    model.addAttribute("candidates", data.count(FindingFilter.all().state(FindingState.CANDIDATE).present(true)));
    model.addAttribute("confirmed", data.count(FindingFilter.all().state(FindingState.CONFIRMED).present(true)));
    model.addAttribute("newest", data.findings(
        FindingFilter.all().state(FindingState.CANDIDATE).present(true).severity(Severity.HIGH).slice(8, 0)));
    List<CaseFile> waiting = data.cases().stream().filter(c -> c.state() == CaseState.CANDIDATE).toList();
    model.addAttribute("waitingCases", waiting.size());
    model.addAttribute("cases", waiting.stream()
        .sorted(Comparator.comparing((CaseFile c) -> c.tally().present()).reversed()).limit(6).toList());
    figures.put(casebook.today(), model);
    model.addAttribute("due", data.due());
    model.addAttribute("schedule", data.schedule());
    model.addAttribute("missing", data.missing());
    return "overview";
  }

  private List<OutcomeCount> outcomes(ConsoleData.LastScan scan) {
    return OUTCOMES.stream()
        .map(o -> new OutcomeCount(
            o.label(),
            scan.pages().getOrDefault(o, 0L),
            Styles.of(o),
            new SearchAddress("", Map.of(SearchField.OUTCOME, Set.of(o.name())), Order.NEWEST, true, 1, Optional.empty()).path()))
        .toList();
  }

  private static List<ChangeRow> changes(List<ChangeSummary> changes) {
    return Arrays.stream(Severity.values())
        .sorted(Comparator.reverseOrder())
        .filter(severity -> changes.stream().anyMatch(c -> c.severity() == severity))
        .map(severity -> row(severity, changes.stream().filter(c -> c.severity() == severity).toList()))
        .toList();
  }

  private static ChangeRow row(Severity severity, List<ChangeSummary> changes) {
    List<Long> counts = Arrays.stream(FindingChange.Kind.values())
        .map(kind -> changes.stream().filter(c -> c.kind() == kind).mapToLong(ChangeSummary::findings).sum())
        .toList();
    return new ChangeRow(
        severity.label(), Styles.of(severity), counts, changes.stream().mapToLong(ChangeSummary::dismissed).sum());
  }
}
