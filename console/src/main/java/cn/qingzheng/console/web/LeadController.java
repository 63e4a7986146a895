package cn.qingzheng.console.web;

import cn.qingzheng.casework.Lead;
import cn.qingzheng.casework.LeadChannel;
import cn.qingzheng.casework.LeadState;
import cn.qingzheng.casework.Leads;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.model.ProblemsException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Leads that people and organs handed in: entered, looked into, made seeds of. Who reported is shown for a reason only. */
@Controller
class LeadController {
  private final Leads leads;
  private final SourceRoom sources;

  LeadController(Office office) {
    this.leads = new Leads(office.casebook());
    this.sources = office.sources();
  }

  record Choice(String label, long count, boolean chosen, String address) {}

  /** A form as it was filled in. */
  record Form(
      String channel, String received, String region, String body, String code, String platform, String shop, String url,
      String text, String reporter, String contact, String source) {}

  @GetMapping("/leads")
  String list(@RequestParam(name = "state", defaultValue = "") String state, Model model) {
    List<Lead> all = leads.all(Optional.empty());
    Optional<LeadState> asked = Arrays.stream(LeadState.values()).filter(s -> s.name().equals(state)).findFirst();
    List<Choice> choices = new ArrayList<>(List.of(new Choice("全部", all.size(), asked.isEmpty(), "/leads")));
    for (LeadState s : LeadState.values()) {
      long count = all.stream().filter(l -> l.state() == s).count();
      if (count > 0 || asked.filter(a -> a == s).isPresent()) {
        choices.add(new Choice(s.label(), count, asked.filter(a -> a == s).isPresent(), "/leads?state=" + s.name()));
      }
    }
    model.addAttribute("choices", choices);
    model.addAttribute("leads", all.reversed().stream().filter(l -> asked.map(s -> l.state() == s).orElse(true)).toList());
    model.addAttribute("channels", LeadChannel.values());
    return "leads";
  }

  @PostMapping("/leads")
  String add(@ModelAttribute Form form, HttpServletRequest request, RedirectAttributes flash) {
    try {
      Lead lead = leads.add(entry(form), Signed.required(request).number());
      flash.addFlashAttribute(
          "done", "已登记线索 " + lead.number() + "，" + lead.state().label() + (lead.sameBy().isEmpty() ? "。" : "：" + lead.sameBy() + "。"));
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
      flash.addFlashAttribute("form", form);
    }
    return "redirect:/leads";
  }

  private static Leads.Entry entry(Form f) {
    LeadChannel channel =
        Arrays.stream(LeadChannel.values()).filter(c -> c.name().equals(f.channel)).findFirst()
            .orElseThrow(() -> new Refusal("没有写明渠道：请选择"));
    Optional<String> code = given(f.code).map(c -> c.toUpperCase(Locale.ROOT));
    code.filter(c -> !c.matches("[0-9A-Z]{18}")).ifPresent(c -> {
      throw new Refusal("统一社会信用代码不是 18 位：请核对");
    });
    Lead.Target target = new Lead.Target(given(f.body), code, given(f.platform), given(f.shop), given(f.url).map(LeadController::address));
    Lead.Content content = new Lead.Content(channel, day(f.received), text(f.region), target, text(f.text), text(f.source));
    return new Leads.Entry(content, new Lead.Reporter(text(f.reporter), text(f.contact)));
  }

  private static String text(String value) {
    return value == null ? "" : value.strip();
  }

  private static Optional<String> given(String value) {
    return Optional.of(text(value)).filter(v -> !v.isEmpty());
  }

  private static LocalDate day(String value) {
    try {
      return LocalDate.parse(text(value));
    } catch (DateTimeParseException e) {
      throw new Refusal("收到日期应写成 2026-11-24 的形式：请改正");
    }
  }

  private static URI address(String value) {
    try {
      URI url = new URI(value);
      if (url.getHost() != null && List.of("http", "https").contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new Refusal("网址应写成 https://… 的形式：请改正");
  }

  @GetMapping("/leads/{number}")
  String one(@PathVariable("number") String number, Model model) {
    Lead lead = known(number);
    model.addAttribute("lead", lead);
    model.addAttribute("steps", leads.steps(number));
    model.addAttribute(
        "states",
        List.of(LeadState.NEW, LeadState.SUBSTANTIATED, LeadState.UNSUBSTANTIATED, LeadState.REFERRED, LeadState.REJECTED));
    return "lead";
  }

  private Lead known(String number) {
    return leads.find(number).orElseThrow(NotFoundException::new);
  }

  @PostMapping("/leads/{number}/state")
  String state(
      @PathVariable("number") String number,
      @RequestParam("state") LeadState state,
      @RequestParam("reason") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    return acted(number, flash, () -> {
      leads.state(number, state, Signed.required(request).number(), reason);
      flash.addFlashAttribute("done", "已登记：" + state.label() + "。");
    });
  }

  @PostMapping("/leads/{number}/seed")
  String seed(@PathVariable("number") String number, HttpServletRequest request, RedirectAttributes flash) {
    return acted(number, flash, () -> {
      List<String> left = sources.seed(known(number), Signed.required(request).number());
      flash.addFlashAttribute(left.isEmpty() ? "done" : "problem", left.isEmpty() ? "已写入排查对象清单，下次扫描即排查。" : String.join("；", left));
    });
  }

  /** What the form asks for is shown once, on the page that comes back. */
  @PostMapping("/leads/{number}/reporter")
  String reporter(
      @PathVariable("number") String number,
      @RequestParam("reason") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    return acted(number, flash, () ->
        flash.addFlashAttribute("reporter", leads.reporter(number, Signed.required(request).number(), reason)));
  }

  private interface Act {
    void run() throws IOException;
  }

  private String acted(String number, RedirectAttributes flash, Act act) {
    known(number);
    try {
      act.run();
    } catch (Refusal | ProblemsException | IOException e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/leads/" + Shown.segment(number);
  }
}
