package cn.qingzheng.console.web;

import cn.qingzheng.casework.Officer;
import cn.qingzheng.console.search.HitColumns;
import cn.qingzheng.console.search.SearchAddress;
import cn.qingzheng.console.search.SearchLabels;
import cn.qingzheng.datafile.TableWriter;
import cn.qingzheng.datafile.TableWriter.Form;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.SearchHit;
import cn.qingzheng.index.SearchRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives the hits of a search out as a table, row by row as they are read; with a reason, and never more than it says. */
@Controller
class SearchExportController {
  /** Rows of one table. */
  static final int MOST = 100_000;

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm", Locale.ROOT);

  private final ConsoleData data;
  private final Office office;
  private final SearchLabels labels;
  private final Clock clock = Clock.system(ZoneId.of("Asia/Shanghai"));

  SearchExportController(ConsoleData data, Office office) {
    this.data = data;
    this.office = office;
    this.labels = new SearchLabels(data.ruleNames());
  }

  @GetMapping("/search/export")
  String form(HttpServletRequest request, Model model) {
    SearchAddress asked = SearchAddress.of(request.getParameterMap());
    model.addAttribute("says", SearchLog.described(asked));
    model.addAttribute("parts", asked.parts());
    model.addAttribute("back", asked.path());
    model.addAttribute("total", data.search(asked.request().slice(0, 0)).total());
    model.addAttribute("most", MOST);
    model.addAttribute("forms", Form.values());
    return "export";
  }

  @PostMapping("/search/export")
  Object export(
      @RequestParam(name = "address", defaultValue = "") String address,
      @RequestParam("form") Form form,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes flash)
      throws IOException {
    SearchAddress asked = SearchAddress.read(address);
    if (reason.isBlank()) {
      flash.addFlashAttribute("problem", "导出须写明用途：请填写");
      return "redirect:" + asked.under("/search/export");
    }
    EvidenceIndex index = data.index().orElseThrow(NotFoundException::new);
    long total = data.search(asked.request().slice(0, 0)).total();
    note(Signed.required(request), asked, form, total, reason);
    response.setContentType(form.type());
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
        .filename(name(total) + "." + form.ending(), StandardCharsets.UTF_8).build().toString());
    write(index, asked, form, response);
    return null;
  }

  /** Says in its name where it was cut. */
  private String name(long total) {
    String name = "检索结果-" + STAMP.format(LocalDateTime.now(clock));
    return total > MOST ? name + "-共" + total + "页-仅前" + MOST + "页" : name + "-" + total + "页";
  }

  private void note(Officer officer, SearchAddress asked, Form form, long total, String reason) {
    String what = SearchLog.described(asked);
    office.casebook().note(
        officer.shown(), "导出检索结果", what.isEmpty() ? "（全部页面）" : what,
        reason.strip() + "（" + form.label() + "，" + Math.min(total, MOST) + " 行，命中 " + total + " 页）");
  }

  private void write(EvidenceIndex index, SearchAddress asked, Form form, HttpServletResponse response) throws IOException {
    SearchRequest request = asked.request();
    try (TableWriter table = TableWriter.open(form, response.getOutputStream(), HitColumns.NAMES)) {
      index.each(request, MOST, hit -> write(table, hit));
    }
  }

  private void write(TableWriter table, SearchHit hit) {
    try {
      if (data.sees(hit)) {
        table.row(HitColumns.row(hit, labels));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
