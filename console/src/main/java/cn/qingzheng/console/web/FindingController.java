package cn.qingzheng.console.web;

import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.index.PersonalData;
import cn.qingzheng.index.Piece;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The findings over time, by state and severity. */
@Controller
class FindingController {
  private static final int PAGE_SIZE = 50;

  private final ConsoleData data;

  FindingController(ConsoleData data) {
    this.data = data;
  }

  /** What the address asks for. */
  record Asked(Optional<FindingState> state, Optional<Severity> severity, Optional<Boolean> present, Optional<String> host) {
    FindingFilter filter() {
      return new FindingFilter(
          state, severity, present, host, Optional.empty(), new FindingFilter.Slice(PAGE_SIZE, 0));
    }

    String path(int page) {
      List<String> parts = new ArrayList<>();
      state.ifPresent(s -> parts.add("state=" + s.name()));
      severity.ifPresent(s -> parts.add("severity=" + s.name()));
      present.ifPresent(p -> parts.add("present=" + p));
      host.ifPresent(h -> parts.add("host=" + Shown.segment(h)));
      if (page > 1) {
        parts.add("page=" + page);
      }
      return parts.isEmpty() ? "/findings" : "/findings?" + String.join("&", parts);
    }
  }

  record Choice(String label, long count, boolean chosen, String address) {}

  record ChoiceRow(String label, List<Choice> choices) {}

  /** A row of the list; also used for the findings of a case. */
  record Row(FindingRecord record, List<Piece> sentence, String address, String style) {
    static Row of(FindingRecord record) {
      Hit hit = record.finding().hit();
      return new Row(
          record,
          sentence(hit),
          "/pages/" + Shown.segment(record.finding().seen().captureId()) + "#" + MarkedText.anchor(hit.match().span().start()),
          Styles.of(hit.judgement().severity()));
    }

    /** The sentence with the hit marked, cut around it. */
    private static List<Piece> sentence(Hit hit) {
      String text = PersonalData.mask(hit.place().sentence());
      Span span = hit.match().span();
      int start = span.start() - hit.place().sentenceSpan().start();
      int end = start + span.length();
      if (start < 0 || end > text.length()) {
        return List.of(new Piece(hit.match().surface(), true));
      }
      int from = Math.max(0, start - 40);
      int to = Math.min(text.length(), end + 60);
      return List.of(
          new Piece((from > 0 ? "…" : "") + text.substring(from, start), false),
          new Piece(text.substring(start, end), true),
          new Piece(text.substring(end, to) + (to < text.length() ? "…" : ""), false));
    }
  }

  @GetMapping("/findings")
  String findings(
      @RequestParam(name = "state", defaultValue = "") String state,
      @RequestParam(name = "severity", defaultValue = "") String severity,
      @RequestParam(name = "present", defaultValue = "") String present,
      @RequestParam(name = "host", defaultValue = "") String host,
      @RequestParam(name = "page", defaultValue = "1") String page,
      Model model) {
    Asked asked = new Asked(
        named(FindingState.values(), state),
        named(Severity.values(), severity),
        present.equals("true") || present.equals("false") ? Optional.of(present.equals("true")) : Optional.empty(),
        Optional.of(host).filter(h -> !h.isBlank()));
    int here = page.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1;
    long total = data.count(asked.filter());
    model.addAttribute("total", total);
    model.addAttribute("choices", choices(asked));
    model.addAttribute("host", asked.host());
    model.addAttribute("anyHost", new Asked(asked.state(), asked.severity(), asked.present(), Optional.empty()).path(1));
    model.addAttribute("rows", data.findings(asked.filter().slice(PAGE_SIZE, (here - 1) * PAGE_SIZE)).stream()
        .map(Row::of).toList());
    model.addAttribute("pager", Pager.of(total, PAGE_SIZE, here, 100_000, asked::path));
    return "findings";
  }

  private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
    return Arrays.stream(values).filter(v -> v.name().equals(name)).findFirst();
  }

  private List<ChoiceRow> choices(Asked a) {
    List<Choice> states = new ArrayList<>();
    states.add(choice("全部", a.state().isEmpty(), new Asked(Optional.empty(), a.severity(), a.present(), a.host())));
    for (FindingState s : FindingState.values()) {
      states.add(choice(s.label(), a.state().equals(Optional.of(s)),
          new Asked(Optional.of(s), a.severity(), a.present(), a.host())));
    }
    List<Choice> severities = new ArrayList<>();
    severities.add(choice("全部", a.severity().isEmpty(), new Asked(a.state(), Optional.empty(), a.present(), a.host())));
    for (Severity s : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      severities.add(choice(s.label(), a.severity().equals(Optional.of(s)),
          new Asked(a.state(), Optional.of(s), a.present(), a.host())));
    }
    List<Choice> presence = List.of(
        choice("全部", a.present().isEmpty(), new Asked(a.state(), a.severity(), Optional.empty(), a.host())),
        choice("仍在网上", a.present().equals(Optional.of(true)),
            new Asked(a.state(), a.severity(), Optional.of(true), a.host())),
        choice("已消失", a.present().equals(Optional.of(false)),
            new Asked(a.state(), a.severity(), Optional.of(false), a.host())));
    return List.of(
        new ChoiceRow("处理", states), new ChoiceRow("严重程度", severities), new ChoiceRow("现状", presence));
  }

  private Choice choice(String label, boolean chosen, Asked asked) {
    return new Choice(label, data.count(asked.filter()), chosen, asked.path(1));
  }
}
