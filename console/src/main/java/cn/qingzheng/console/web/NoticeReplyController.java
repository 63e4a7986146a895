package cn.qingzheng.console.web;

import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.Reply;
import cn.qingzheng.casework.ReplyKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The keys to a letter's reply page, and the files that came with replies. */
@Controller
class NoticeReplyController {
  private final Office office;
  private final ReplyKeys keys;

  NoticeReplyController(Office office) {
    this.office = office;
    this.keys = new ReplyKeys(office.casebook());
  }

  @PostMapping("/notices/{id}/reply-key")
  String key(
      @PathVariable("id") String id,
      @RequestParam("act") String act,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    Officer me = Signed.required(request);
    office.letters().find(id).orElseThrow(NotFoundException::new);
    try {
      if (act.equals("renew")) {
        // Shown once, on the page that comes next.
        flash.addFlashAttribute("replyAddress", office.letters().replyAt().orElse("") + "/reply/" + keys.renew(id, reason, me));
      } else {
        keys.revoke(id, reason, me);
        flash.addFlashAttribute("done", "反馈码已作废。");
      }
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/notices/" + Shown.segment(id);
  }

  /** What strangers sent: a browser is to save it, never to show it. */
  @GetMapping("/notices/{id}/replies/{reply}/files/{sha256}")
  ResponseEntity<Resource> attachment(@PathVariable("id") String id, @PathVariable("reply") String replyId, @PathVariable("sha256") String sha256) {
    office.letters().find(id).orElseThrow(NotFoundException::new);
    Reply reply =
        office.letters().replies().list(id).stream()
            .filter(r -> Long.toString(r.id()).equals(replyId)).findFirst().orElseThrow(NotFoundException::new);
    Path file = office.letters().replies().attachment(reply, sha256).orElseThrow(NotFoundException::new);
    String name = reply.attachments().stream().filter(a -> a.sha256().equals(sha256)).findFirst().map(Reply.Attachment::name).orElseThrow();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new FileSystemResource(file));
  }
}
