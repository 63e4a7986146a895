package cn.qingzheng.console.imports;

import cn.qingzheng.console.scan.ImportJob;
import cn.qingzheng.crawler.archive.Sha256;
import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes sources of what a person hands in; every mistake goes to the problems, and nothing is taken in then. */
public final class ImportReader {
  private static final long MOST_BYTES = 100L << 20;
  private static final long MOST_WARC_BYTES = 4L << 30;

  private final Map<String, String> said;
  private final Instant now;
  private final Problems problems;

  /**
   * @param said what holds for everything that does not say otherwise, by the names of the fields
   * @param now when it is handed in
   */
  public ImportReader(Map<String, String> said, Instant now, Problems problems) {
    this.said = Map.copyOf(said);
    this.now = now;
    this.problems = problems;
  }

  /** Files of which nothing more is stated than holds for all. */
  public List<ImportJob.Source> files(List<Path> files) {
    return files.stream().flatMap(f -> file(f, new Row(f.toString(), 0, said)).stream()).toList();
  }

  /** A form: a row for every file, whose path is relative to the form. */
  public List<ImportJob.Source> form(Path form, Map<String, String> columns) {
    List<ImportJob.Source> sources = new ArrayList<>();
    List<Row> rows = new Columns(columns, problems).named(table(form), problems);
    for (Row row : rows) {
      Row whole = Stated.filled(row, said);
      path(form, whole).flatMap(f -> file(f, whole)).ifPresent(sources::add);
    }
    nothing(form, rows);
    return sources;
  }

  /** A table of offers. */
  public List<ImportJob.Source> table(Path table, Map<String, String> columns) {
    List<Row> rows = table(table);
    List<Row> named = new Columns(columns, problems).named(rows, problems);
    List<TableSource.Offer> offers = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      Row whole = Stated.filled(named.get(i), said);
      if (whole.text("title").isEmpty() && whole.text("text").isEmpty()) {
        whole.problem(problems, "没有标题，也没有文字", "请填写，或用 --column title=列名 指明哪一列是标题");
      }
      Stated stated = Stated.of(whole, List.of(Stated.Need.TIME, Stated.Need.ORIGIN), now, problems);
      offers.add(new TableSource.Offer(rows.get(i), stated));
    }
    nothing(table, rows);
    if (!problems.isEmpty()) {
      return List.of();
    }
    try {
      return List.of(new TableSource(table, Sha256.hex(table), offers, now));
    } catch (IOException e) {
      problems.add(table.toString(), 0, "无法读取：" + e.getMessage(), "请检查权限");
      return List.of();
    }
  }

  private void nothing(Path table, List<Row> rows) {
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add(table.toString(), 0, "表中没有一行内容", "请检查文件");
    }
  }

  private List<Row> table(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".xlsx")) {
      return Table.xlsx(file, List.of(), problems).rows();
    }
    if (name.endsWith(".csv")) {
      return Table.csv(file, List.of(), problems).rows();
    }
    problems.add(file.toString(), 0, "不是 .csv 或 .xlsx 表格", "请另存为其中之一（.xls 也请另存）");
    return List.of();
  }

  private Optional<Path> path(Path form, Row row) {
    String name = row.text("file");
    if (name.isEmpty()) {
      row.problem(problems, "没有写文件（file）", "请写文件名，路径相对于登记表所在目录");
      return Optional.empty();
    }
    try {
      return Optional.of(form.toAbsolutePath().resolveSibling(name));
    } catch (InvalidPathException e) {
      row.problem(problems, "路径不对：" + name, "请检查 file");
      return Optional.empty();
    }
  }

  private Optional<ImportJob.Source> file(Path file, Row row) {
    Optional<Medium> medium = medium(file, row);
    if (medium.isEmpty()) {
      return Optional.empty();
    }
    List<Stated.Need> needs = new ArrayList<>();
    Optional<URI> own = Optional.empty();
    if (medium.get() != Medium.WARC) {
      needs.add(Stated.Need.TIME);
      own = own(file, medium.get());
      if (own.isEmpty()) {
        needs.add(Stated.Need.ORIGIN);
      }
    }
    if (medium.get().picture()) {
      needs.add(Stated.Need.DEVICE);
    }
    Stated stated = Stated.of(row, needs, now, problems);
    check(medium.get(), own, stated, row);
    return Optional.of(new FileSource(file, medium.get(), stated, now));
  }

  private void check(Medium medium, Optional<URI> own, Stated stated, Row row) {
    boolean takesText = medium.picture() || medium == Medium.PDF;
    if (!takesText && !stated.offer().text().isEmpty()) {
      row.problem(problems, "文字（text）只用于图片和没有文字的 PDF", "请删去：网页自己有文字");
    }
    if (medium == Medium.MHTML && own.isPresent() && stated.url().isPresent() && !own.equals(stated.url())) {
      row.problem(problems, "网址 " + stated.url().get() + " 与文件中记录的 " + own.get() + " 不同", "请核对，或不写 url");
    }
    if (medium == Medium.WARC && (stated.url().isPresent() || !row.text("seen_at").isEmpty())) {
      row.problem(problems, "WARC 文件自己记有网址和时间", "请不要写 url 和 seen_at");
    }
  }

  private static Optional<URI> own(Path file, Medium medium) {
    try {
      return medium == Medium.HTML || medium == Medium.MHTML
          ? FileSource.address(medium, Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Medium> medium(Path file, Row row) {
    String shown = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    try {
      if (!Files.isRegularFile(file)) {
        row.problem(problems, Files.isDirectory(file) ? shown + " 是目录，不是文件" : "文件 " + shown + " 不存在", "请检查路径");
        return Optional.empty();
      }
      if (Files.size(file) == 0) {
        row.problem(problems, "文件 " + shown + " 是空的", "请检查文件");
        return Optional.empty();
      }
      if (shown.toLowerCase(Locale.ROOT).matches(".*\\.(xlsx?|csv)")) {
        row.problem(problems, shown + " 是表格", "清单用 import table 导入，登记表用 import form 导入");
        return Optional.empty();
      }
      Optional<Medium> medium = Medium.of(file);
      if (medium.isEmpty()) {
        row.problem(problems, shown + " 不是可以导入的文件", "可导入：网页（html、mhtml）、txt、warc、PDF、图片（png、jpg、gif、webp、bmp）");
      }
      boolean large = Files.size(file) > (medium.equals(Optional.of(Medium.WARC)) ? MOST_WARC_BYTES : MOST_BYTES);
      if (large) {
        row.problem(problems, "文件 " + shown + " 过大", "一般文件不超过 100 MB，WARC 不超过 4 GB");
      }
      return large ? Optional.empty() : medium;
    } catch (IOException e) {
      row.problem(problems, "文件 " + shown + " 无法读取", "请检查权限");
      return Optional.empty();
    }
  }
}
