package cn.qingzheng.console.web;

import cn.qingzheng.casework.CaseDesk;
import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.CaseState;
import cn.qingzheng.casework.CaseTimeline;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.DecisionDesk;
import cn.qingzheng.casework.DispositionKind;
import cn.qingzheng.casework.Dispositions;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.casework.SubjectDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Cases, their evidence packages and drafted notices. */
@Controller
class CaseController {
  private static final int MOST_FINDINGS = 200;
  private static final int MOST_EVENTS = 300;

  private final ConsoleData data;
  private final Casebook casebook;

  CaseController(ConsoleData data, Office office) {
    this.data = data;
    this.casebook = office.casebook();
  }

  record Choice(String label, long count, boolean chosen, String address) {}

  /** @param downloadable false if the file is no longer where the casebook says */
  record EvidenceView(
      String id, String captureId, java.time.Instant sealedAt, String sha256, String sm3, boolean downloadable, String address) {}

  record DraftView(String id, String title, String state, List<FileView> files) {}

  record FileView(String name, String address) {}

  @GetMapping("/cases")
  String cases(@RequestParam(name = "state", defaultValue = "") String state, Model model) {
    List<CaseFile> all = data.cases();
    Optional<CaseState> asked = Arrays.stream(CaseState.values()).filter(s -> s.name().equals(state)).findFirst();
    model.addAttribute("choices", java.util.stream.Stream.concat(
        java.util.stream.Stream.of(new Choice("全部", all.size(), asked.isEmpty(), "/cases")),
        Arrays.stream(CaseState.values()).filter(s -> s != CaseState.MERGED).map(s -> new Choice(
            s.label(), all.stream().filter(c -> c.state() == s).count(), asked.equals(Optional.of(s)),
            "/cases?state=" + s.name()))).toList());
    model.addAttribute("cases", all.stream()
        .filter(c -> asked.isEmpty() || c.state() == asked.get())
        .sorted(Comparator.comparing(CaseFile::id).reversed())
        .toList());
    return "cases";
  }

  @GetMapping("/cases/{id}")
  String oneCase(@PathVariable("id") String id, Model model) {
    CaseFile file = data.caseFile(id).orElseThrow(NotFoundException::new);
    FindingFilter filter = FindingFilter.all().inCase(id);
    model.addAttribute("file", file);
    model.addAttribute("version", new DecisionDesk(casebook).caseVersion(id));
    model.addAttribute("total", data.count(filter));
    model.addAttribute("rows", data.findings(filter.slice(MOST_FINDINGS, 0)).stream().map(FindingController.Row::of).toList());
    model.addAttribute("evidence", data.evidence(id).stream()
        .map(e -> new EvidenceView(
            e.sealed().id(), e.captureId(), e.sealed().sealedAt(), e.sealed().manifestSha256(), e.sealed().manifestSm3(),
            Files.isRegularFile(e.sealed().file()),
            "/cases/" + Shown.segment(id) + "/evidence/" + Shown.segment(e.sealed().id())))
        .toList());
    CaseDesk desk = new CaseDesk(casebook);
    SubjectDesk subjects = new SubjectDesk(casebook);
    model.addAttribute("stamp", desk.stamp().toString());
    model.addAttribute("assignee", desk.assignee(id).flatMap(new Officers(casebook)::find));
    model.addAttribute("colleagues", desk.colleagues());
    model.addAttribute("tags", desk.tags(id));
    model.addAttribute("region", subjects.region(file.subject().id()));
    model.addAttribute("alike", subjects.suggestions(file.subject().id()));
    model.addAttribute("acts", new Dispositions(casebook).of(id));
    model.addAttribute("kinds", DispositionKind.values());
    model.addAttribute("events", new CaseTimeline(casebook).of(id, MOST_EVENTS));
    model.addAttribute("drafts", data.drafts(id).stream().map(d -> view(id, d)).toList());
    return "case";
  }

  private static DraftView view(String caseId, ConsoleData.Draft draft) {
    return new DraftView(draft.id(), draft.title(), draft.state(), draft.files().stream()
        .map(f -> f.getFileName().toString())
        .map(name -> new FileView(name, "/cases/" + Shown.segment(caseId) + "/drafts/" + Shown.segment(draft.id())
            + "/" + Shown.segment(name)))
        .toList());
  }

  /** Hands out a sealed original, which shows personal data as it was; by name and with a reason. */
  @PostMapping("/cases/{id}/evidence/{evidence}")
  Object evidence(
      @PathVariable("id") String id,
      @PathVariable("evidence") String evidenceId,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    StoredEvidence asked =
        data.evidence(id).stream().filter(e -> e.sealed().id().equals(evidenceId)).findFirst().orElseThrow(NotFoundException::new);
    try {
      casebook.noteEvidence(asked.sealed().id(), "打开原件", Signed.required(request).number(), reason, "经网页控制台下载");
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
      return "redirect:/cases/" + Shown.segment(id);
    }
    return Download.of(asked.sealed().file());
  }

  @GetMapping("/cases/{id}/drafts/{draft}/{name}")
  ResponseEntity<Resource> draft(
      @PathVariable("id") String id, @PathVariable("draft") String draftId, @PathVariable("name") String name) {
    Path file = data.drafts(id).stream()
        .filter(d -> d.id().equals(draftId))
        .flatMap(d -> d.files().stream())
        .filter(f -> f.getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow(NotFoundException::new);
    return Download.of(file);
  }
}
