package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** 整改清单: every confirmed case and where it stands. Only what officers confirmed gets into it. */
public final class RectificationList {
  private static final List<Integer> WIDTHS = List.of(10, 28, 44, 40, 18, 44, 24, 34, 20);

  private final Casebook book;
  private final RectificationTexts texts;

  public RectificationList(Casebook book, Templates templates) {
    this.book = book;
    this.texts = templates.rectification();
  }

  /**
   * Writes it as XLSX, DOCX and PDF; gives the files.
   *
   * @param organ what stands over it
   */
  public List<Path> write(String organ, LocalDate day, Path folder) throws IOException {
    List<List<String>> rows = rows();
    Files.createDirectories(folder);
    Path xlsx = folder.resolve("整改清单_" + day + ".xlsx");
    Path docx = folder.resolve("整改清单_" + day + ".docx");
    Path pdf = folder.resolve("整改清单_" + day + ".pdf");
    List<List<Object>> sheet = new ArrayList<>(List.of(List.copyOf(texts.heads())));
    rows.forEach(r -> sheet.add(List.copyOf(r)));
    SheetWriter.write(List.of(new SheetWriter.Sheet(texts.text("sheet"), sheet, WIDTHS)), xlsx);
    LegalPage page = page(rows, organ, day);
    DocxWriter.write(page, docx);
    PdfWriter.write(page, pdf);
    return List.of(xlsx, docx, pdf);
  }

  private LegalPage page(List<List<String>> rows, String organ, LocalDate day) {
    List<List<LegalPage.Cell>> cells = new ArrayList<>();
    cells.add(texts.heads().stream().map(h -> LegalPage.Cell.head(h, 1, 1)).toList());
    rows.forEach(r -> cells.add(r.stream().map(LegalPage.Cell::left).toList()));
    List<LegalPage.Block> blocks =
        List.of(
            new LegalPage.Title(texts.text("title")), new LegalPage.Flush(PaperTexts.filled(texts.text("unit"), Map.of("organ", organ))),
            new LegalPage.Grid(WIDTHS, 1, 18, cells), new LegalPage.Note(texts.text("note")));
    String foot = PaperTexts.filled(texts.text("foot"), Map.of("day", NoticeGroup.DAY.format(day)));
    return new LegalPage(texts.text("title"), true, Optional.empty(), Optional.empty(), foot, blocks);
  }

  private List<List<String>> rows() {
    List<CaseFile> confirmed = book.cases().stream().filter(k -> k.state() == CaseState.CONFIRMED && k.tally().confirmed() > 0).toList();
    if (confirmed.isEmpty()) {
      throw new Refusal("没有已确认的案件，整改清单无可列：请先确认案件");
    }
    List<List<String>> out = new ArrayList<>();
    confirmed.forEach(k -> out.add(row(out.size() + 1, k)));
    return out;
  }

  private List<String> row(int number, CaseFile file) {
    List<Disposition> acts = new Dispositions(book).of(file.id()).stream().filter(Disposition::stands).toList();
    Set<String> measures = new LinkedHashSet<>();
    acts.forEach(a -> measures.add(a.act().kind().label() + " " + a.act().day()));
    Optional<LocalDate> due = acts.stream().flatMap(a -> a.act().due().stream()).max(LocalDate::compareTo);
    Map<String, Recheck> latest = new Rechecks(book).latest(file.id());
    return List.of(
        Integer.toString(number), file.id(), file.subject().shown(), file.subject().creditCode().orElse(""),
        Integer.toString(file.tally().confirmed()), String.join("；", measures), due.map(LocalDate::toString).orElse(""), seen(latest),
        texts.text("state_" + Standing.of(file, latest).name().toLowerCase(java.util.Locale.ROOT)));
  }

  private String seen(Map<String, Recheck> latest) {
    if (latest.isEmpty()) {
      return texts.text("unseen");
    }
    Map<RecheckVerdict, Integer> counts = new TreeMap<>();
    latest.values().forEach(r -> counts.merge(r.seen().verdict(), 1, Integer::sum));
    Instant last = latest.values().stream().map(Recheck::at).max(Instant::compareTo).orElseThrow();
    List<String> words = counts.entrySet().stream().map(e -> e.getKey().label() + e.getValue() + "项").toList();
    return last.atZone(Cases.ZONE).toLocalDate() + " " + String.join("，", words);
  }

  /** How a confirmed case stands by what was last seen of it. */
  enum Standing {
    /** All gone. */
    DONE,
    /** Something was done and the advertisement goes on. */
    SUPERFICIAL,
    OPEN;

    static Standing of(CaseFile file, Map<String, Recheck> latest) {
      boolean all = latest.size() == file.tally().confirmed();
      if (all && latest.values().stream().allMatch(r -> r.seen().verdict() == RecheckVerdict.GONE)) {
        return DONE;
      }
      return latest.values().stream().anyMatch(r -> r.seen().verdict().superficial()) ? SUPERFICIAL : OPEN;
    }
  }
}
