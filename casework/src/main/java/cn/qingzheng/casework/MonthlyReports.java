package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** 月度统计: what was found, decided, mended and sent in a month, as DOCX, PDF/A and XLSX. */
public final class MonthlyReports {
  private final Casebook book;
  private final Templates templates;
  private final String organ;
  private final Function<String, Optional<String>> regions;

  /**
   * @param organ whose report it is
   * @param regions the region of a host, as far as known
   */
  public MonthlyReports(Casebook book, Templates templates, String organ, Function<String, Optional<String>> regions) {
    this.book = book;
    this.templates = templates;
    this.organ = organ;
    this.regions = regions;
  }

  /** @throws Refusal in Chinese if the month has not begun, or nothing was captured in it: there is nothing to count */
  public MonthlyStatistics of(YearMonth month) {
    YearMonth now = YearMonth.from(book.clock().instant().atZone(Cases.ZONE));
    if (month.isAfter(now)) {
      throw new Refusal(month + " 还没有到：请写已有数据的月份");
    }
    return book.database().read(
        c -> {
          long pages = MonthlyFacts.pages(c, month);
          if (pages == 0) {
            throw new Refusal(month + " 没有采集过网页，无从统计：请检查月份，或先运行 scan");
          }
          return new MonthlyStatistics(month, pages, new MonthlyFacts(c, month, regions).events());
        });
  }

  /** Writes {@code 月度统计_2026-11} in all three formats; gives the files. */
  public List<Path> writeAll(MonthlyStatistics statistics, Path folder) throws IOException {
    Files.createDirectories(folder);
    MonthlySheet sheet = new MonthlySheet(statistics, templates.monthly(), organ);
    LegalPage page = sheet.page();
    String name = "月度统计_" + statistics.month();
    Path docx = folder.resolve(name + ".docx");
    Path pdf = folder.resolve(name + ".pdf");
    Path xlsx = folder.resolve(name + ".xlsx");
    DocxWriter.write(page, docx);
    PdfWriter.write(page, pdf);
    SheetWriter.write(sheet.tables(), xlsx);
    return List.of(docx, pdf, xlsx);
  }

  /** The figures of the month in one paragraph. */
  public String summary(MonthlyStatistics statistics) {
    return new MonthlySheet(statistics, templates.monthly(), organ).opening();
  }
}
