package cn.qingzheng.console.web;

import cn.qingzheng.casework.Accounts;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signing in, and one's own password. */
@Controller
class SignInController {
  private final Accounts accounts;

  SignInController(Accounts accounts) {
    this.accounts = accounts;
  }

  @GetMapping("/signin")
  String signIn(HttpServletRequest request, Model model) {
    String why =
        request.getParameter("wrong") != null
            ? "证号或口令不对，或账号已停用、已锁定。连错 " + Accounts.ATTEMPTS + " 次后锁定 " + Accounts.LOCKED.toMinutes() + " 分钟。"
            : request.getParameter("ended") != null
                ? "登录已失效，请重新登录。"
                : request.getParameter("out") != null ? "已退出登录。" : "";
    model.addAttribute("why", why);
    model.addAttribute("nobody", !accounts.any());
    return "signin";
  }

  @GetMapping("/password")
  String password() {
    return "password";
  }

  @PostMapping("/password")
  String change(
      @RequestParam("old") String old,
      @RequestParam("fresh") String fresh,
      @RequestParam("again") String again,
      HttpServletRequest request,
      RedirectAttributes flash) {
    Officer me = Signed.required(request);
    try {
      if (!fresh.equals(again)) {
        throw new Refusal("两次输入的新口令不同：请重新输入");
      }
      long version = accounts.changePassword(me, old, fresh);
      request.changeSessionId();
      keep(new Signed(me.number(), version), me, request);
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
      return "redirect:/password";
    }
    flash.addFlashAttribute("done", "口令已更换。");
    return "redirect:/";
  }

  /** Else the new password would end the session that set it. */
  private static void keep(Signed signed, Officer officer, HttpServletRequest request) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(SessionGuard.authentication(signed, officer));
    request.getSession().setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
  }
}
