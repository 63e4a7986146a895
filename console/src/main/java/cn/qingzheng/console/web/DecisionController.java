package cn.qingzheng.console.web;

import cn.qingzheng.casework.DecisionDesk;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.model.FindingState;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What officers decide of findings and cases, in their own name. */
@Controller
class DecisionController {
  private static final int MOST = 500;

  private final DecisionDesk desk;

  DecisionController(Office office) {
    this.desk = new DecisionDesk(office.casebook());
  }

  /** What is to become of a finding or a case. */
  enum Act {
    CONFIRM("已确认", FindingState.CONFIRMED),
    DISMISS("已排除", FindingState.DISMISSED),
    RECONSIDER("已恢复为候选", FindingState.CANDIDATE);

    private final String done;
    private final FindingState state;

    Act(String done, FindingState state) {
      this.done = done;
      this.state = state;
    }
  }

  /** One decision for all that were chosen; each counts for itself, so that one that cannot be decided keeps no other back. */
  @PostMapping("/findings/decide")
  String findings(
      @RequestParam("act") Act act,
      @RequestParam(name = "finding", defaultValue = "") List<String> chosen,
      @RequestParam(name = "seen", defaultValue = "") List<String> seen,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "back", defaultValue = "") String back,
      HttpServletRequest request,
      RedirectAttributes flash) {
    String me = Signed.required(request).number();
    List<String> problems = new ArrayList<>();
    int done = 0;
    for (String fingerprint : chosen.stream().distinct().limit(MOST).toList()) {
      try {
        desk.decide(fingerprint, act.state, me, reason, version(seen, fingerprint));
        done++;
      } catch (Refusal e) {
        problems.add(e.getMessage());
      }
    }
    if (chosen.isEmpty()) {
      problems.add("没有选中任何线索：请先勾选");
    }
    if (done > 0) {
      flash.addFlashAttribute("done", act.done + " " + done + " 条线索。");
    }
    if (!problems.isEmpty()) {
      flash.addFlashAttribute("problem", String.join("；", problems.stream().distinct().toList()));
    }
    return "redirect:" + local(back, "/findings");
  }

  /** What the page showed of a finding: {@code fingerprint:version}. */
  private static Optional<String> version(List<String> seen, String fingerprint) {
    return seen.stream().filter(s -> s.startsWith(fingerprint + ":")).findFirst().map(s -> s.substring(fingerprint.length() + 1));
  }

  @PostMapping("/cases/{id}/decide")
  String oneCase(
      @PathVariable("id") String id,
      @RequestParam("act") Act act,
      @RequestParam(name = "seen", defaultValue = "") String seen,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    String me = Signed.required(request).number();
    try {
      switch (act) {
        case CONFIRM, DISMISS ->
            desk.decideCase(id, act == Act.CONFIRM, me, reason, Optional.of(seen).filter(v -> !v.isEmpty()));
        case RECONSIDER -> throw new Refusal("撤销认定须逐条线索进行：请在下面勾选");
      }
      flash.addFlashAttribute("done", act.done + "案件 " + id + "。");
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/cases/" + Shown.segment(id);
  }

  /** Never anywhere else. */
  private static String local(String address, String otherwise) {
    return address.matches("/[A-Za-z0-9][\\x21-\\x7e&&[^\\\\]]*") ? address : otherwise;
  }
}
