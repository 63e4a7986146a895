package cn.qingzheng.console.web;

import cn.qingzheng.casework.CaseDesk;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done with the chosen cases of the queue, or with all of a query, which is then asked again. */
@Controller
class DeskActs {
  private static final Logger LOG = LoggerFactory.getLogger(DeskActs.class);
  private static final int TOLD = 8;

  private final Office office;
  private final Casebook casebook;
  private final CaseDesk desk;

  DeskActs(Office office) {
    this.office = office;
    this.casebook = office.casebook();
    this.desk = new CaseDesk(office.casebook());
  }

  /** What can be done. */
  enum Act {
    CONFIRM("已确认"),
    DISMISS("已排除"),
    ASSIGN("已分派"),
    TAG("已加标签"),
    UNTAG("已去标签"),
    LETTERS("");

    private final String done;

    Act(String done) {
      this.done = done;
    }
  }

  /**
   * What a form says.
   *
   * @param count how many the query had when its list was shown
   */
  record Form(Act act, List<String> chosen, boolean all, long count, CaseDesk.Stamp seen, String reason, String to, String tag) {}

  @PostMapping("/desk")
  String act(
      @RequestParam("act") Act act,
      @RequestParam(name = "case", defaultValue = "") List<String> chosen,
      @RequestParam(name = "all", defaultValue = "false") boolean all,
      @RequestParam(name = "count", defaultValue = "0") long count,
      @RequestParam(name = "stamp", defaultValue = "") String stamp,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "to", defaultValue = "") String to,
      @RequestParam(name = "word", defaultValue = "") String tag,
      HttpServletRequest request,
      RedirectAttributes flash) {
    Officer me = Signed.required(request);
    DeskAddress asked = DeskAddress.of(request.getParameterMap());
    Form form = new Form(act, chosen, all, count, CaseDesk.Stamp.read(stamp), reason, to.equals(DeskAddress.ME) ? me.number() : to, tag);
    try {
      List<String> cases = cases(form, asked, me);
      String drafted = form.act == Act.LETTERS ? letters(cases, me, flash) : "";
      if (form.act != Act.LETTERS) {
        say(form.act, run(form, cases, me), form.all ? form.count - cases.size() : 0, flash);
      }
      return "redirect:" + (drafted.isEmpty() ? asked.path() : drafted);
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
      return "redirect:" + asked.path();
    }
  }

  private List<String> cases(Form form, DeskAddress asked, Officer me) {
    if (!form.all) {
      if (form.chosen.isEmpty()) {
        throw new Refusal("没有选中任何案件：请先勾选");
      }
      return form.chosen.stream().distinct().limit(DeskController.MOST).toList();
    }
    List<String> found = desk.ids(asked.filter(me.number()), DeskController.MOST + 1);
    if (found.size() > DeskController.MOST) {
      throw new Refusal("符合条件的超过 " + DeskController.MOST + " 件：请加条件缩小范围");
    }
    if (found.size() > form.count) {
      throw new Refusal("符合条件的现在有 " + found.size() + " 件，您看到的是 " + form.count + " 件：没有办理，请看过再办");
    }
    return found;
  }

  private CaseDesk.Done run(Form form, List<String> cases, Officer me) {
    String by = me.number();
    return switch (form.act) {
      case CONFIRM -> desk.confirm(cases, form.seen, by, form.reason);
      case DISMISS -> {
        if (form.reason.isBlank()) {
          throw new Refusal("排除案件必须写明理由：请填写");
        }
        yield desk.dismiss(cases, form.seen, by, form.reason);
      }
      case ASSIGN -> desk.assign(cases, form.seen, Optional.of(form.to).filter(t -> !t.isEmpty()), by);
      case TAG -> desk.tag(cases, form.tag, by);
      case UNTAG -> desk.untag(cases, form.tag, by);
      case LETTERS -> throw new IllegalStateException("letters are drafted elsewhere");
    };
  }

  /** @param left how many no longer answer the query that was shown */
  private static void say(Act act, CaseDesk.Done done, long left, RedirectAttributes flash) {
    if (!done.done().isEmpty()) {
      flash.addFlashAttribute("done", act.done + " " + done.done().size() + " 件案件。");
    }
    String problem = done.skipped().isEmpty() ? "" : skipped(done.skipped());
    if (left > 0) {
      problem += "您看到的案件中有 " + left + " 件已不符合条件，可能已由他人办理，没有再办理。";
    }
    if (!problem.isEmpty()) {
      flash.addFlashAttribute("problem", problem);
    }
  }

  private static String skipped(Map<String, String> skipped) {
    String told = skipped.entrySet().stream().limit(TOLD).map(e -> e.getKey() + "：" + e.getValue()).collect(Collectors.joining("；"));
    return "没有办理 " + skipped.size() + " 件。" + told + (skipped.size() > TOLD ? "；……" : "");
  }

  /** One letter for each platform over all the cases; what nobody confirmed stays out and is named. */
  private String letters(List<String> cases, Officer me, RedirectAttributes flash) {
    Map<String, String> skipped = new LinkedHashMap<>();
    List<String> fit = new ArrayList<>();
    for (String id : cases) {
      Optional<CaseFile> file = casebook.caseFile(id);
      if (file.isEmpty() || !file.get().state().open()) {
        skipped.put(id, "不在未结案件中");
      } else if (file.get().tally().confirmed() == 0) {
        skipped.put(id, "还没有确认的问题");
      } else {
        fit.add(id);
      }
    }
    if (!skipped.isEmpty()) {
      flash.addFlashAttribute("problem", skipped(skipped));
    }
    if (fit.isEmpty()) {
      return "";
    }
    try {
      List<NoticeDraft> drafts = office.letters().draft(fit, me);
      flash.addFlashAttribute("done", "已按平台起草 " + drafts.size() + " 件合规提示函，涉及 " + fit.size() + " 件案件。");
      return "/notices?state=DRAFT";
    } catch (IOException e) {
      LOG.error("drafting for {} cases failed", fit.size(), e);
      throw new Refusal("函件已起草，但文件没有写成，详情已写入日志");
    }
  }
}
