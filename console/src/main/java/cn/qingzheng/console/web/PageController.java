package cn.qingzheng.console.web;

import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One captured page: its text with the hits, why each is one, who stands behind it, and where the original lies. */
@Controller
class PageController {
  private final ConsoleData data;

  PageController(ConsoleData data) {
    this.data = data;
  }

  /** @param number from 1, in the order of severity */
  record HitView(int number, Hit hit, String anchor, String style) {}

  @GetMapping("/pages/{capture}")
  String page(
      @PathVariable("capture") String captureId,
      @RequestParam(name = "q", defaultValue = "") String query,
      Model model) {
    Optional<ConsoleData.CapturedPage> there = data.page(captureId);
    if (there.isEmpty()) {
      return pruned(data.pruned(captureId).orElseThrow(NotFoundException::new), query, model);
    }
    ConsoleData.CapturedPage captured = there.get();
    List<Span> found = query.isBlank() ? List.of() : data.marks(captureId, query);
    List<Hit> hits = captured.result().hits();
    model.addAttribute("query", query);
    model.addAttribute("found", found);
    model.addAttribute("captured", captured);
    model.addAttribute("page", captured.page());
    model.addAttribute("result", captured.result());
    model.addAttribute("outcomeStyle", Styles.of(captured.result().outcome()));
    model.addAttribute("blocks", new MarkedText(captured.page().text(), hits, found).blocks(captured.page().text()));
    model.addAttribute("hits", views(hits.stream().filter(Hit::violation).toList()));
    model.addAttribute("mentions", views(hits.stream().filter(h -> !h.violation()).toList()));
    model.addAttribute("laws", hits.stream()
        .filter(Hit::violation).flatMap(h -> h.judgement().basis().stream()).distinct().toList());
    CaptureRoom room = data.captures();
    List<PageRecord> history = room.history(captured.page().url());
    model.addAttribute("history", history.stream().map(r -> past(r, history, captured.page())).toList());
    model.addAttribute("packages", room.packages(captureId).stream().map(e -> new PackageView(e, Files.isRegularFile(e.sealed().file()))).toList());
    captured.screenshot().filter(Files::isRegularFile).flatMap(png -> Overlay.of(png, room.boxes(captureId)))
        .ifPresent(o -> model.addAttribute("overlay", o));
    model.addAttribute("screenshot", captured.screenshot().filter(Files::isRegularFile).isPresent());
    return "page";
  }

  /** @param there whether its file lies where the casebook says */
  record PackageView(StoredEvidence evidence, boolean there) {}

  /** @param changes where the difference to the one before it is shown; empty for the first */
  record Past(PageRecord record, boolean here, String changes) {}

  private static Past past(PageRecord r, List<PageRecord> history, Page shown) {
    int at = history.indexOf(r);
    String changes =
        at + 1 < history.size()
            ? "/pages/" + Shown.segment(r.captureId()) + "/changes/" + Shown.segment(history.get(at + 1).captureId())
            : "";
    return new Past(r, r.captureId().equals(shown.captureId()), changes);
  }

  private static String pruned(ConsoleData.PrunedPage page, String query, Model model) {
    model.addAttribute("query", query);
    model.addAttribute("pruned", page.pruned());
    model.addAttribute("record", page.record());
    return "pruned";
  }

  private static List<HitView> views(List<Hit> hits) {
    List<Hit> ordered = hits.stream()
        .sorted(Comparator.comparing((Hit h) -> h.judgement().severity()).reversed()
            .thenComparing(h -> h.match().span().start()))
        .toList();
    return java.util.stream.IntStream.range(0, ordered.size())
        .mapToObj(i -> new HitView(
            i + 1, ordered.get(i), MarkedText.anchor(ordered.get(i).match().span().start()), Styles.of(ordered.get(i).judgement().severity())))
        .toList();
  }

  @GetMapping("/pages/{capture}/screenshot.png")
  ResponseEntity<Resource> screenshot(@PathVariable("capture") String captureId) {
    Path png = data.page(captureId)
        .flatMap(ConsoleData.CapturedPage::screenshot)
        .filter(Files::isRegularFile)
        .orElseThrow(NotFoundException::new);
    return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(new FileSystemResource(png));
  }
}
