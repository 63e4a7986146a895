package cn.qingzheng.console.web;

import cn.qingzheng.casework.CaseDesk;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Disposition;
import cn.qingzheng.casework.DispositionKind;
import cn.qingzheng.casework.Dispositions;
import cn.qingzheng.casework.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done about one case: whose it is, words on it, measures taken. */
@Controller
class CaseWorkController {
  private final Casebook casebook;
  private final CaseDesk desk;
  private final Dispositions dispositions;

  CaseWorkController(Office office) {
    this.casebook = office.casebook();
    this.desk = new CaseDesk(office.casebook());
    this.dispositions = new Dispositions(office.casebook());
  }

  private interface Act {
    /** @return what was done, in Chinese */
    String run(String me);
  }

  private static String done(String caseId, HttpServletRequest request, RedirectAttributes flash, Act act) {
    try {
      flash.addFlashAttribute("done", act.run(Signed.required(request).number()));
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/cases/" + Shown.segment(caseId);
  }

  private static String told(CaseDesk.Done done, String what) {
    done.skipped().values().stream().findFirst().ifPresent(why -> {
      throw new Refusal(why);
    });
    return what;
  }

  @PostMapping("/cases/{id}/assign")
  String assign(
      @PathVariable("id") String id, @RequestParam("to") String to, @RequestParam(name = "stamp", defaultValue = "") String stamp,
      HttpServletRequest request, RedirectAttributes flash) {
    return done(id, request, flash, me -> {
      Optional<String> whom = Optional.of(to.equals(DeskAddress.ME) ? me : to).filter(t -> !t.isEmpty());
      return told(desk.assign(List.of(id), CaseDesk.Stamp.read(stamp), whom, me), whom.isPresent() ? "已分派。" : "已收回。");
    });
  }

  @PostMapping("/cases/{id}/tags")
  String tag(
      @PathVariable("id") String id, @RequestParam("word") String word, @RequestParam(name = "off", defaultValue = "false") boolean off,
      HttpServletRequest request, RedirectAttributes flash) {
    return done(id, request, flash, me ->
        told(off ? desk.untag(List.of(id), word, me) : desk.tag(List.of(id), word, me), off ? "已去掉标签。" : "已加标签。"));
  }

  @PostMapping("/cases/{id}/acts")
  String act(
      @PathVariable("id") String id,
      @RequestParam("kind") String kind,
      @RequestParam(name = "day", defaultValue = "") String day,
      @RequestParam(name = "doc", defaultValue = "") String doc,
      @RequestParam(name = "amount", defaultValue = "") String amount,
      @RequestParam(name = "due", defaultValue = "") String due,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    return done(id, request, flash, me -> {
      DispositionKind what =
          Arrays.stream(DispositionKind.values()).filter(k -> k.name().equals(kind)).findFirst()
              .orElseThrow(() -> new Refusal("没有这种处置：请在列表中选择"));
      Disposition.Act act =
          new Disposition.Act(what, day(day).orElseGet(casebook::today), doc.strip(), amount(what, amount.strip()), day(due));
      long number = dispositions.enter(id, act, me, reason);
      return "已登记" + what.label() + "，登记号 " + number + "。";
    });
  }

  @PostMapping("/cases/{id}/acts/{number}/reverse")
  String reverse(
      @PathVariable("id") String id, @PathVariable("number") String number, @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request, RedirectAttributes flash) {
    return done(id, request, flash, me -> {
      boolean ofThisCase = dispositions.of(id).stream().anyMatch(d -> Long.toString(d.number()).equals(number));
      if (!ofThisCase) {
        throw new Refusal("这个案件没有处置登记 " + number + "：请刷新");
      }
      return "已冲销，冲销登记号 " + dispositions.reverse(Long.parseLong(number), casebook.today(), me, reason) + "。";
    });
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeParseException e) {
      throw new Refusal("日期应写成 2026-11-28 的形式，现为：" + text);
    }
  }

  /** Money is written in yuan and kept in fen; what is done once needs no number. */
  private static long amount(DispositionKind kind, String text) {
    if (kind.unit() == DispositionKind.Unit.ONCE) {
      return 1;
    }
    boolean money = kind.unit() == DispositionKind.Unit.YUAN;
    if (!text.matches(money ? "\\d{1,12}(\\.\\d{1,2})?" : "\\d{1,9}")) {
      throw new Refusal(kind.label() + "须写明数量（" + kind.unit().label() + "）" + (money ? "，最多两位小数" : "") + "：请填写");
    }
    return money ? new BigDecimal(text).movePointRight(2).longValueExact() : Long.parseLong(text);
  }
}
