package cn.qingzheng.console.web;

import cn.qingzheng.console.search.BatchSearch;
import cn.qingzheng.console.search.BatchSearch.Line;
import cn.qingzheng.datafile.Lists;
import cn.qingzheng.datafile.TableWriter;
import cn.qingzheng.datafile.TableWriter.Form;
import cn.qingzheng.model.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A list of searches at once: pasted, or the first column of a CSV or XLSX. */
@Controller
class BatchSearchController {
  private final ConsoleData data;
  private final Office office;

  BatchSearchController(ConsoleData data, Office office) {
    this.data = data;
    this.office = office;
  }

  @GetMapping("/search/batch")
  String form(Model model) {
    return page(model, List.of(), List.of(), List.of());
  }

  private static String page(Model model, List<String> queries, List<Line> lines, List<String> hints) {
    model.addAttribute("queries", String.join("\n", queries));
    model.addAttribute("lines", lines);
    model.addAttribute("hints", hints);
    model.addAttribute("most", BatchSearch.MOST);
    model.addAttribute("forms", Form.values());
    return "batch";
  }

  /** @param form to be given out as a file, absent to be shown */
  @PostMapping("/search/batch")
  Object ask(
      @RequestParam(name = "queries", defaultValue = "") String pasted,
      @RequestParam(name = "file", required = false) Optional<MultipartFile> file,
      @RequestParam(name = "form", required = false) Optional<Form> form,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    List<String> hints = new ArrayList<>();
    List<String> given = new ArrayList<>(pasted.lines().toList());
    if (file.isPresent() && !file.get().isEmpty()) {
      given.addAll(column(file.get(), hints));
    }
    List<String> queries = BatchSearch.queries(given);
    if (queries.isEmpty() && hints.isEmpty()) {
      hints.add("没有检索式：请粘贴，每行一条，或选择文件");
    }
    if (queries.size() > BatchSearch.MOST) {
      hints.add("共 " + queries.size() + " 条，一次最多 " + BatchSearch.MOST + " 条：只检索了前 " + BatchSearch.MOST + " 条");
    }
    if (form.isPresent() && reason.isBlank()) {
      hints.add("导出须写明用途：请填写");
    }
    List<Line> lines = BatchSearch.ask(queries, data::search);
    boolean out = form.isPresent() && !reason.isBlank();
    note(request, queries, lines, out ? "（" + form.get().label() + "）" + reason.strip() : "", out);
    if (!out) {
      return page(model, queries, lines, hints);
    }
    write(lines, form.get(), response);
    return null;
  }

  private void note(HttpServletRequest request, List<String> queries, List<Line> lines, String why, boolean out) {
    if (!lines.isEmpty()) {
      String first = String.join("；", queries.subList(0, Math.min(5, queries.size())));
      office.casebook().note(
          Signed.required(request).shown(), out ? "导出批量检索" : "批量检索", first.length() > 200 ? first.substring(0, 200) + "…" : first,
          lines.size() + " 条检索式，共命中 " + lines.stream().mapToLong(l -> l.result().total()).sum() + " 页" + why);
    }
  }

  /** The first column; what reads like the head of one is none. */
  private static List<String> column(MultipartFile file, List<String> hints) throws IOException {
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("").toLowerCase(Locale.ROOT);
    Path copy = Files.createTempFile("batch", name.endsWith(".xlsx") ? ".xlsx" : ".csv");
    try {
      file.transferTo(copy);
      Problems problems = new Problems();
      List<String> column = Lists.firstColumn(copy, problems);
      problems.list().stream().map(p -> "所选文件：" + p.wrong() + " – " + p.advice()).forEach(hints::add);
      return column.isEmpty() || !column.getFirst().strip().matches("检索式|检索词|关键词|词语|query") ? column : column.subList(1, column.size());
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static void write(List<Line> lines, Form form, HttpServletResponse response) throws IOException {
    response.setContentType(form.type());
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
        .filename("批量检索-" + lines.size() + "条." + form.ending(), StandardCharsets.UTF_8).build().toString());
    try (TableWriter table = TableWriter.open(form, response.getOutputStream(), BatchSearch.COLUMNS)) {
      for (Line line : lines) {
        table.row(line.row());
      }
    }
  }
}
