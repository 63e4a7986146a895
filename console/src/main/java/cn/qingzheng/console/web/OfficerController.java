package cn.qingzheng.console.web;

import cn.qingzheng.casework.Accounts;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The security administrator's page: who may do what. Secrets are shown once, on the page after they were made. */
@Controller
class OfficerController {
  private final Officers officers;
  private final Accounts accounts;

  OfficerController(Office office, Accounts accounts) {
    this.officers = new Officers(office.casebook());
    this.accounts = accounts;
  }

  /** @param secret shown once */
  record Handed(String to, String kind, String secret, String use) implements Serializable {}

  record Row(Officer officer, String roles, boolean pool) {}

  @GetMapping("/officers")
  String list(Model model) {
    model.addAttribute("rows", officers.list().stream().map(o -> new Row(o, labels(o.roles()), officers.pool(o.number()))).toList());
    model.addAttribute("roles", Role.values());
    return "officers";
  }

  private static String labels(Set<Role> roles) {
    return roles.stream().sorted().map(Role::label).collect(Collectors.joining("、"));
  }

  /** What an act of the administrator gives to hand on. */
  private interface Act {
    List<Handed> run(Officer me);
  }

  private static String done(HttpServletRequest request, RedirectAttributes flash, Act act) {
    try {
      flash.addFlashAttribute("handed", act.run(Signed.required(request)));
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/officers";
  }

  @PostMapping("/officers")
  String add(
      @RequestParam("number") String number,
      @RequestParam("name") String name,
      @RequestParam("organ") String organ,
      @RequestParam("region") String region,
      @RequestParam(name = "role", defaultValue = "") List<String> roles,
      HttpServletRequest request,
      RedirectAttributes flash) {
    return done(
        request,
        flash,
        me -> {
          Set<Role> wanted =
              Arrays.stream(Role.values()).filter(r -> roles.contains(r.name())).collect(Collectors.toSet());
          Officer officer = new Officer(number.strip(), name.strip(), organ.strip(), region.strip(), wanted, true);
          String token = officers.add(officer, Optional.of(me));
          return List.of(password(officer.number(), me), token(officer.number(), token));
        });
  }

  @PostMapping("/officers/{number}/password")
  String newPassword(@PathVariable("number") String number, HttpServletRequest request, RedirectAttributes flash) {
    return done(request, flash, me -> List.of(password(number, me)));
  }

  @PostMapping("/officers/{number}/token")
  String newToken(@PathVariable("number") String number, HttpServletRequest request, RedirectAttributes flash) {
    return done(request, flash, me -> List.of(token(number, officers.renewToken(number, me))));
  }

  @PostMapping("/officers/{number}/pool")
  String pool(
      @PathVariable("number") String number, @RequestParam("pool") boolean pool, HttpServletRequest request, RedirectAttributes flash) {
    return done(
        request,
        flash,
        me -> {
          officers.setPool(number, pool, me);
          return List.of();
        });
  }

  @PostMapping("/officers/{number}/active")
  String active(
      @PathVariable("number") String number,
      @RequestParam("active") boolean active,
      @RequestParam("reason") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    return done(
        request,
        flash,
        me -> {
          officers.setActive(number, active, reason, me);
          return List.of();
        });
  }

  private Handed password(String number, Officer me) {
    return new Handed(number, "一次性口令", accounts.oneTimePassword(number, me), "登录控制台用，首次登录须更换");
  }

  private static Handed token(String number, String token) {
    return new Handed(number, "令牌", token, "命令行用，放在环境变量 QINGZHENG_TOKEN 或只有本人可读的文件中");
  }
}
