package cn.qingzheng.console.web;

import cn.qingzheng.casework.NoticeDesk;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.NoticeState;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Outbox;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.ReplyKeys;
import cn.qingzheng.casework.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Letters on their way through the house: who wrote one neither reviews nor signs it. */
@Controller
class NoticeController {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeController.class);

  private final Office office;
  private final NoticeDesk desk;

  NoticeController(Office office) {
    this.office = office;
    this.desk = new NoticeDesk(office.casebook());
  }

  record Choice(String label, long count, boolean chosen, String address) {}

  /**
   * What somebody may do with a letter now.
   *
   * @param reason whether it needs one
   */
  record Step(String act, String label, boolean reason) {}

  record FileView(String name, String address) {}

  @GetMapping("/notices")
  String list(@RequestParam(name = "state", defaultValue = "") String state, Model model) {
    List<NoticeDraft> all = office.letters().list();
    Optional<NoticeState> asked = Arrays.stream(NoticeState.values()).filter(s -> s.name().equals(state)).findFirst();
    List<Choice> choices = new ArrayList<>(List.of(new Choice("全部", all.size(), asked.isEmpty(), "/notices")));
    for (NoticeState s : NoticeState.values()) {
      long count = all.stream().filter(n -> n.state() == s).count();
      if (count > 0 || asked.equals(Optional.of(s))) {
        choices.add(new Choice(s.label(), count, asked.equals(Optional.of(s)), "/notices?state=" + s.name()));
      }
    }
    model.addAttribute("choices", choices);
    model.addAttribute("notices", all.stream().filter(n -> asked.isEmpty() || n.state() == asked.get()).toList());
    return "notices";
  }

  @GetMapping("/notices/{id}")
  String one(@PathVariable("id") String id, HttpServletRequest request, Model model) {
    NoticeDraft notice = office.letters().find(id).orElseThrow(NotFoundException::new);
    model.addAttribute("notice", notice);
    model.addAttribute("steps", steps(notice, Signed.required(request)));
    model.addAttribute(
        "files",
        office.letters().files(notice.id()).stream()
            .map(f -> f.getFileName().toString())
            .map(n -> new FileView(n, "/notices/" + Shown.segment(notice.id()) + "/files/" + Shown.segment(n)))
            .toList());
    model.addAttribute("deliveries", new Outbox(office.casebook()).list(Optional.of(notice.id())));
    model.addAttribute("replies", office.letters().replies().list(notice.id()));
    model.addAttribute("replyKey", new ReplyKeys(office.casebook()).state(notice.id()));
    model.addAttribute("keyOpen", new ReplyKeys(office.casebook()).state(notice.id()).filter(k -> k.open(office.letters().clock().instant())).isPresent());
    return "notice";
  }

  /** The casebook refuses what does not fit all the same; this only spares people buttons that would not work. */
  private static List<Step> steps(NoticeDraft notice, Officer me) {
    List<Step> out = new ArrayList<>();
    boolean analyst = me.roles().contains(Role.ANALYST);
    boolean reviewer = me.roles().contains(Role.REVIEWER) || me.roles().contains(Role.APPROVER);
    boolean signed = notice.signing().docNo().isPresent();
    if (notice.state() == NoticeState.DRAFT && analyst) {
      out.add(new Step("submit", "送复核", false));
    }
    if (notice.state() == NoticeState.IN_REVIEW && reviewer) {
      out.add(new Step("review", "复核通过", false));
    }
    if (notice.state() == NoticeState.TO_SIGN && !signed && me.roles().contains(Role.APPROVER)) {
      out.add(new Step("sign", "签发", false));
    }
    if (notice.state() == NoticeState.TO_SIGN && signed && me.roles().contains(Role.SEAL_KEEPER)) {
      out.add(new Step("seal", "用印", false));
    }
    if (notice.state() == NoticeState.SEALED && (analyst || me.roles().contains(Role.SEAL_KEEPER) || me.roles().contains(Role.APPROVER))) {
      out.add(new Step("send", "发送", false));
    }
    if ((notice.state() == NoticeState.IN_REVIEW || notice.state() == NoticeState.TO_SIGN) && reviewer) {
      out.add(new Step("return", "退回", true));
    }
    if (notice.state().editable() && analyst) {
      out.add(new Step("withdraw", "撤回", true));
    }
    return out;
  }

  @PostMapping("/notices/{id}/{act}")
  String act(
      @PathVariable("id") String id,
      @PathVariable("act") String act,
      @RequestParam(name = "hash", defaultValue = "") String hash,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    Officer me = Signed.required(request);
    NoticeDraft seen = office.letters().find(id).orElseThrow(NotFoundException::new);
    try {
      if (!seen.contentHash().equals(hash)) {
        throw new Refusal("这件函在您打开之后被改过：请看过新的文本再办理");
      }
      switch (act) {
        case "submit" -> desk.submit(id, me);
        case "review" -> desk.review(id, me);
        case "sign" -> desk.sign(id, me);
        case "return" -> desk.giveBack(id, reason, me);
        case "withdraw" -> desk.withdraw(id, reason, me);
        case "seal" -> office.letters().seal(id, me);
        case "send" -> office.letters().send(id, me);
        default -> throw new NotFoundException();
      }
      flash.addFlashAttribute("done", "已办理，现为“" + office.letters().find(id).orElseThrow().state().label() + "”。");
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    } catch (IOException e) {
      LOG.error("letter {}: {} failed", id, act, e);
      flash.addFlashAttribute("problem", "没有办成：文件读写或用印失败，详情已写入日志；可以再试一次。");
    }
    return "redirect:/notices/" + Shown.segment(id);
  }

  @PostMapping("/cases/{id}/letters")
  String draft(@PathVariable("id") String caseId, HttpServletRequest request, RedirectAttributes flash) {
    try {
      List<NoticeDraft> drafts = office.letters().draft(caseId, Signed.required(request));
      flash.addFlashAttribute("done", "已起草 " + drafts.size() + " 件合规提示函。");
      return drafts.size() == 1 ? "redirect:/notices/" + Shown.segment(drafts.get(0).id()) : "redirect:/notices?state=DRAFT";
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    } catch (IOException e) {
      LOG.error("drafting for case {} failed", caseId, e);
      flash.addFlashAttribute("problem", "函件已起草，但文件没有写成，详情已写入日志。");
    }
    return "redirect:/cases/" + Shown.segment(caseId);
  }

  @GetMapping("/notices/{id}/files/{name}")
  ResponseEntity<Resource> file(@PathVariable("id") String id, @PathVariable("name") String name) {
    NoticeDraft notice = office.letters().find(id).orElseThrow(NotFoundException::new);
    return office.letters().files(notice.id()).stream()
        .filter(f -> f.getFileName().toString().equals(name))
        .findFirst()
        .map(Download::of)
        .orElseThrow(NotFoundException::new);
  }
}
