package cn.qingzheng.console.web;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.evidence.VerificationReport;
import cn.qingzheng.index.PersonalData;
import cn.qingzheng.model.Page;
import java.nio.file.Files;
import java.util.concurrent.Semaphore;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What lies behind a captured page: what the server sent, what changed since, and whether the package is still whole. */
@Controller
class EvidenceController {
  /** Reading a package whole takes memory and time. */
  private static final Semaphore VERIFYING = new Semaphore(2);

  private final ConsoleData data;
  private final Casebook casebook;

  EvidenceController(ConsoleData data, Office office) {
    this.data = data;
    this.casebook = office.casebook();
  }

  /** The archived source as text, never as a page. */
  @GetMapping("/pages/{capture}/source")
  String source(@PathVariable("capture") String captureId, Model model) {
    ConsoleData.CapturedPage captured = data.page(captureId).orElseThrow(NotFoundException::new);
    model.addAttribute("page", captured.page());
    model.addAttribute("capture", captured.capture());
    model.addAttribute("source", data.captures().source(captureId).map(PersonalData::mask).orElseThrow(NotFoundException::new));
    return "source";
  }

  /** What is different in a capture from an earlier one of the same address. */
  @GetMapping("/pages/{capture}/changes/{earlier}")
  String changes(@PathVariable("capture") String captureId, @PathVariable("earlier") String earlierId, Model model) {
    Page after = data.page(captureId).orElseThrow(NotFoundException::new).page();
    Page before = data.page(earlierId).orElseThrow(NotFoundException::new).page();
    if (!before.url().equals(after.url())) {
      throw new NotFoundException();
    }
    model.addAttribute("page", after);
    model.addAttribute("before", before);
    model.addAttribute("changes", new TextChanges(data.captures().words()).between(before.text(), after.text()));
    model.addAttribute("titleChanged", !before.title().equals(after.title()));
    return "changes";
  }

  /** Checks a package now, with the program's own verifier. */
  @PostMapping("/cases/{id}/evidence/{evidence}/verify")
  String verify(@PathVariable("id") String id, @PathVariable("evidence") String evidenceId, HttpServletRequest request, Model model)
      throws InterruptedException {
    StoredEvidence asked =
        data.evidence(id).stream().filter(e -> e.sealed().id().equals(evidenceId)).findFirst().orElseThrow(NotFoundException::new);
    if (!Files.isRegularFile(asked.sealed().file())) {
      throw new NotFoundException();
    }
    VERIFYING.acquire();
    VerificationReport report;
    try {
      report = data.captures().verify(asked);
    } finally {
      VERIFYING.release();
    }
    casebook.noteEvidence(evidenceId, "核验证据包", Signed.required(request).number(), "经网页控制台核验", report.verdict());
    model.addAttribute("caseId", id);
    model.addAttribute("asked", asked);
    model.addAttribute("report", report);
    return "verified";
  }
}
