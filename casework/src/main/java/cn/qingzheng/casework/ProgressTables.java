package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Annex 1 and 2 of 鲁人社函〔2023〕65号, filled from the casebook as of a day, as DOCX and PDF, with a short
 * summary. Figures are cumulative, or those of a period.
 */
public final class ProgressTables {
  private final Casebook book;
  private final Templates templates;
  private final String organ;

  /** @param organ what stands before 人力资源和社会保障局, for example {@code 青岛市}; blank for an empty line */
  public ProgressTables(Casebook book, Templates templates, String organ) {
    this.book = book;
    this.templates = templates;
    this.organ = organ.strip();
  }

  /** How the head of Annex 1 is read: the printed notice allows both. */
  public enum Layout {
    /** 已核实 is a cell of its own under 排查总量. */
    NESTED,
    /** 已核实 is only a heading, as in Annex 2. */
    FLAT
  }

  /** The tables as they stood on the evening of that day in China. */
  public ProgressTable asOf(LocalDate day) {
    return book.database().read(c -> new TableCount(new TableFacts(c, day), templates.tables(), day).table());
  }

  /** With what the bureaus below reported added to each figure. */
  public ProgressTable rolledUp(LocalDate day) {
    return book.database().read(
        c -> RollUp.add(new TableCount(new TableFacts(c, day), templates.tables(), day).table(), c));
  }

  /**
   * What came about in a period, both days included.
   *
   * @param withCities adds what the bureaus below reported
   */
  public ProgressTable between(LocalDate from, LocalDate to, boolean withCities) {
    if (from.isAfter(to)) {
      throw new Refusal("起始日 " + from + " 晚于截止日 " + to + "：请改正");
    }
    LocalDate eve = from.minusDays(1);
    return withCities ? rolledUp(to).since(rolledUp(eve)) : asOf(to).since(asOf(eve));
  }

  /** What would still change the tables of a day if officers confirmed the candidates that nobody decided on. */
  public List<PendingCount> pending(LocalDate day) {
    return book.database().read(c -> new TableCount(new TableFacts(c, day), templates.tables(), day).pending());
  }

  /**
   * Writes the figures as CSV, as the bureau above imports them; gives the file.
   *
   * @param region whose figures they are
   */
  public Path writeFigures(ProgressTable table, CityReports.Region region, Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve("进展数据_" + table.asOf() + ".csv"), TableText.figures(table, region));
  }

  /** Writes one annex as DOCX. */
  public void writeDocx(ProgressTable table, ProgressTable.Annex annex, Layout layout, Path file) throws IOException {
    DocxWriter.write(page(table, annex, layout), file);
  }

  /** Writes one annex as PDF/A-2b. */
  public void writePdf(ProgressTable table, ProgressTable.Annex annex, Layout layout, Path file) throws IOException {
    PdfWriter.write(page(table, annex, layout), file);
  }

  /** Writes both annexes in both formats, the summary, and who stands behind each figure; gives the files. */
  public List<Path> writeAll(ProgressTable table, Layout layout, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> out = new ArrayList<>();
    String days = table.from().map(from -> from + "至").orElse("") + table.asOf();
    for (ProgressTable.Annex annex : List.of(table.annex1(), table.annex2())) {
      Path docx = folder.resolve("附件" + annex.number() + "_" + days + ".docx");
      Path pdf = folder.resolve("附件" + annex.number() + "_" + days + ".pdf");
      writeDocx(table, annex, layout, docx);
      writePdf(table, annex, layout, pdf);
      out.add(docx);
      out.add(pdf);
    }
    out.add(Files.writeString(folder.resolve("工作小结_" + days + ".txt"), summary(table)));
    out.add(Files.writeString(folder.resolve("数据来源_" + days + ".csv"), TableText.behind(table, templates.tables())));
    return out;
  }

  private LegalPage page(ProgressTable table, ProgressTable.Annex annex, Layout layout) {
    return TableSheet.page(table, annex, layout, templates.tables(), organ);
  }

  /** 工作小结: the figures in a few sentences. */
  public String summary(ProgressTable table) {
    return TableText.summary(table, organ);
  }
}
