package cn.qingzheng.casework;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads leads from CSV or XLSX. */
final class LeadFile {
  static final List<String> COLUMNS =
      List.of("渠道", "收到日期", "地区", "机构", "统一社会信用代码", "平台", "店铺", "网址", "内容", "举报人", "联系方式", "来源");
  private static final List<String> NEEDED = List.of("渠道", "收到日期", "内容");

  private LeadFile() {}

  static List<Leads.Entry> read(Path file, LocalDate today, Problems problems) {
    boolean workbook = file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx");
    List<Row> rows = (workbook ? Table.xlsx(file, NEEDED, problems) : Table.csv(file, NEEDED, problems)).rows();
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add(file.toString(), 0, "没有一条线索", "请在表头之后逐行填写");
    }
    rows.stream().findFirst().ifPresent(row -> columns(row, problems));
    List<Leads.Entry> out = new ArrayList<>();
    rows.forEach(row -> entry(row, today, problems).ifPresent(out::add));
    return out;
  }

  /** A heading that nobody knows may be a reporter's under another name, and would be lost. */
  private static void columns(Row first, Problems problems) {
    Set<String> unknown = first.cells().keySet().stream().filter(c -> !c.isEmpty() && !COLUMNS.contains(c)).collect(Collectors.toSet());
    unknown.stream().sorted().forEach(c -> problems.add(first.source(), 0, "不认识的列“" + c + "”", "可写：" + String.join("、", COLUMNS)));
  }

  private static Optional<Leads.Entry> entry(Row row, LocalDate today, Problems problems) {
    Optional<LeadChannel> channel = LeadChannel.labelled(row.required("渠道", problems));
    if (channel.isEmpty() && !row.text("渠道").isEmpty()) {
      String all = Stream.of(LeadChannel.values()).map(LeadChannel::label).collect(Collectors.joining("、"));
      row.problem(problems, "没有“" + row.text("渠道") + "”这种渠道", "请写：" + all);
    }
    Optional<LocalDate> received = row.required("收到日期", problems).isEmpty() ? Optional.empty() : row.date("收到日期", problems);
    received.filter(day -> day.isAfter(today)).ifPresent(day -> row.problem(problems, "“收到日期”的 " + day + " 还没有到", "请改正"));
    String text = row.required("内容", problems);
    Optional<URI> url = url(row, problems);
    Optional<String> code = row.optional("统一社会信用代码").map(s -> s.toUpperCase(Locale.ROOT));
    code.filter(s -> !s.matches("[0-9A-Z]{18}")).ifPresent(s -> row.problem(problems, "统一社会信用代码 " + s + " 不是 18 位", "请核对"));
    Lead.Target target = new Lead.Target(row.optional("机构"), code, row.optional("平台"), row.optional("店铺"), url);
    if (!target.named() && row.text("网址").isEmpty()) {
      row.problem(problems, "没有指向任何对象", "请写明机构、信用代码、店铺或网址之一");
    }
    if (channel.isEmpty() || received.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    Lead.Content content = new Lead.Content(channel.get(), received.get(), row.text("地区"), target, text, row.text("来源"));
    return Optional.of(new Leads.Entry(content, new Lead.Reporter(row.text("举报人"), row.text("联系方式"))));
  }

  private static Optional<URI> url(Row row, Problems problems) {
    Optional<String> text = row.optional("网址");
    Optional<URI> url = text.flatMap(LeadFile::address);
    if (text.isPresent() && url.isEmpty()) {
      row.problem(problems, "“网址”不是网址：" + text.get(), "请写成 https://… 的形式");
    }
    return url;
  }

  /** An address of the web, with its scheme or without. */
  static Optional<URI> address(String text) {
    try {
      URI url = URI.create(text.matches("(?i)https?://.*") ? text : "http://" + text);
      return Optional.of(url).filter(u -> u.getHost() != null && u.getHost().contains("."));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
