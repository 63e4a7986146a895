package cn.qingzheng.console.web;

import cn.qingzheng.casework.Column;
import cn.qingzheng.casework.PendingCount;
import cn.qingzheng.casework.ProgressTable;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the next tables will say as things stand, and what is missing. */
@Controller
class ReportingController {
  private static final int MOST = 100;

  private final ConsoleData data;

  ReportingController(ConsoleData data) {
    this.data = data;
  }

  record Cell(String column, String value) {}

  /** @param empty whether its cells are printed blank, to be filled in by somebody */
  record LineView(int annex, String label, boolean empty, List<Cell> cells) {}

  record PendingView(String where, String what, List<String> cases) {}

  @GetMapping("/reporting")
  String reporting(Model model) {
    ConsoleData.Reporting r = data.reporting().orElseThrow(NotFoundException::new);
    model.addAttribute("due", r.due());
    model.addAttribute("covers", r.table().covers());
    model.addAttribute("warnings", r.table().warnings());
    model.addAttribute("lines", List.of(r.table().annex1(), r.table().annex2()).stream()
        .flatMap(a -> a.lines().stream().map(l -> view(a, l))).toList());
    model.addAttribute("pendingTotal", r.pending().size());
    model.addAttribute("pending", r.pending().stream().limit(MOST).map(ReportingController::view).toList());
    return "reporting";
  }

  private static LineView view(ProgressTable.Annex annex, ProgressTable.Line line) {
    return new LineView(annex.number(), line.label(), !line.known(), line.cells().keySet().stream().sorted()
        .map(c -> new Cell(c.label(), c.shown(line.value(c)))).toList());
  }

  private static PendingView view(PendingCount p) {
    Column column = p.column();
    return new PendingView("附件" + p.annex() + " 第 " + p.line() + " 行 " + column.label(), p.subject().what(), p.subject().cases());
  }
}
