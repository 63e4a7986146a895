package cn.qingzheng.console.web;

import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.SubjectDesk;
import cn.qingzheng.casework.SubjectSuggestion;
import java.util.List;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is one and who is two, and where a subject belongs: the program suggests, a person decides. */
@Controller
class SubjectController {
  private static final int MOST = 100;

  private final SubjectDesk desk;

  SubjectController(Office office) {
    this.desk = new SubjectDesk(office.casebook());
  }

  @GetMapping("/subjects")
  String suggestions(Model model) {
    List<SubjectSuggestion> all = desk.suggestions();
    model.addAttribute("total", all.size());
    model.addAttribute("suggestions", all.stream().limit(MOST).toList());
    return "subjects";
  }

  @PostMapping("/subjects/verdict")
  String verdict(
      @RequestParam("one") String one,
      @RequestParam("other") String other,
      @RequestParam("same") boolean same,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "case", defaultValue = "") String caseId,
      HttpServletRequest request,
      RedirectAttributes flash) {
    String me = Signed.required(request).number();
    return done(caseId, flash, same ? "已合并主体。" : "已记为两个主体，以后不再提示。", () -> {
      if (same) {
        desk.merge(number(one), number(other), me, reason);
      } else {
        desk.split(number(one), number(other), me, reason);
      }
    });
  }

  @PostMapping("/subjects/{id}/region")
  String region(
      @PathVariable("id") String id,
      @RequestParam(name = "region", defaultValue = "") String region,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "case", defaultValue = "") String caseId,
      HttpServletRequest request,
      RedirectAttributes flash) {
    String me = Signed.required(request).number();
    return done(caseId, flash, "已指定地区。", () -> desk.assign(number(id), region, me, reason));
  }

  private static String done(String caseId, RedirectAttributes flash, String what, Runnable act) {
    try {
      act.run();
      flash.addFlashAttribute("done", what);
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:" + (caseId.isEmpty() ? "/subjects" : "/cases/" + Shown.segment(caseId));
  }

  private static long number(String text) {
    if (!text.matches("\\d{1,15}")) {
      throw new Refusal("没有主体 " + text + "：请刷新");
    }
    return Long.parseLong(text);
  }
}
