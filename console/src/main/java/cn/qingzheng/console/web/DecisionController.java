package cn.qingzheng.console.web;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What officers decide of findings and cases, in their own name. */
@Controller
class DecisionController {
  private static final int MOST = 500;

  private final Casebook casebook;

  DecisionController(Office office) {
    this.casebook = office.casebook();
  }

  /** What is to become of a finding or a case. */
  enum Act {
    CONFIRM("已确认"),
    DISMISS("已排除"),
    RECONSIDER("已恢复为候选");

    private final String done;

    Act(String done) {
      this.done = done;
    }
  }

  /** One decision for all that were chosen; each counts for itself, so that one that cannot be decided keeps no other back. */
  @PostMapping("/findings/decide")
  String findings(
      @RequestParam("act") Act act,
      @RequestParam(name = "finding", defaultValue = "") List<String> chosen,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "back", defaultValue = "") String back,
      HttpServletRequest request,
      RedirectAttributes flash) {
    String me = Signed.required(request).number();
    List<String> problems = new ArrayList<>();
    int done = 0;
    for (String fingerprint : chosen.stream().distinct().limit(MOST).toList()) {
      try {
        decide(act, fingerprint, me, reason);
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

  private void decide(Act act, String fingerprint, String me, String reason) {
    switch (act) {
      case CONFIRM -> casebook.confirm(fingerprint, me, reason);
      case DISMISS -> casebook.dismiss(fingerprint, me, reason);
      case RECONSIDER -> casebook.reconsider(fingerprint, me, reason);
    }
  }

  @PostMapping("/cases/{id}/decide")
  String oneCase(
      @PathVariable("id") String id,
      @RequestParam("act") Act act,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    String me = Signed.required(request).number();
    try {
      switch (act) {
        case CONFIRM -> casebook.confirmCase(id, me, reason);
        case DISMISS -> casebook.dismissCase(id, me, reason);
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
