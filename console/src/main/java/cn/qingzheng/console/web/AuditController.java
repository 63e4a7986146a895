package cn.qingzheng.console.web;

import cn.qingzheng.casework.AuditVerdict;
import cn.qingzheng.casework.Casebook;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The auditor's page: who did what, newest first, and whether the chain is whole. */
@Controller
class AuditController {
  private static final int PAGE_SIZE = 100;

  private final Casebook casebook;

  AuditController(Office office) {
    this.casebook = office.casebook();
  }

  @GetMapping("/audit")
  String audit(
      @RequestParam(name = "page", defaultValue = "1") String page,
      @RequestParam(name = "verify", required = false) Optional<String> verify,
      Model model) {
    long total = casebook.auditLength();
    int here = page.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1;
    model.addAttribute("total", total);
    model.addAttribute("rows", casebook.newestAudit(PAGE_SIZE, (here - 1L) * PAGE_SIZE));
    model.addAttribute("pager", Pager.of(total, PAGE_SIZE, here, Integer.MAX_VALUE, n -> n > 1 ? "/audit?page=" + n : "/audit"));
    model.addAttribute("verdict", verify.map(v -> casebook.verifyAudit()).map(AuditController::say).orElse(""));
    return "audit";
  }

  private static String say(AuditVerdict verdict) {
    return switch (verdict) {
      case AuditVerdict.Intact i -> "审计链完整：共 " + i.entries() + " 条，链尾 " + i.head();
      case AuditVerdict.Broken b -> "审计链不完整，从第 " + b.seq() + " 条起：" + b.why();
    };
  }
}
