package cn.qingzheng.casework;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An extraction record as a page: what, who, how, signatures; the list of files as attachment. */
final class ExtractionSheet {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy年M月d日 HH时mm分ss秒", Locale.ROOT);
  private static final String BLANK = "＿＿＿＿＿＿＿＿＿＿";
  /** Of the four columns, in mm; 156 in all. */
  private static final List<Integer> WIDTHS = List.of(25, 53, 25, 53);
  private static final int SMALL = 21;

  private final ExtractionRecord record;
  private final ExtractionTemplate template;

  private ExtractionSheet(ExtractionRecord record, ExtractionTemplate template) {
    this.record = record;
    this.template = template;
  }

  static LegalPage page(ExtractionRecord record, ExtractionTemplate template) {
    ExtractionSheet sheet = new ExtractionSheet(record, template);
    List<LegalPage.Block> blocks = new ArrayList<>();
    blocks.add(new LegalPage.Title(template.text("title")));
    blocks.add(sheet.facts());
    blocks.add(new LegalPage.Heading(template.label("method")));
    sheet.steps().forEach(step -> blocks.add(new LegalPage.Paragraph(step)));
    blocks.add(new LegalPage.Heading(template.label("signatures")));
    blocks.add(sheet.signatures());
    blocks.add(new LegalPage.Note("注：" + template.text("signature_note")));
    blocks.add(new LegalPage.Attachment("附件"));
    blocks.add(new LegalPage.Title(template.label("files")));
    blocks.add(sheet.files());
    blocks.add(new LegalPage.Note("注：" + template.text("list_note")));
    return new LegalPage(
        template.text("title") + " " + record.evidenceId(), false, Optional.empty(), Optional.empty(),
        ExtractionTemplate.filled(template.text("foot"), java.util.Map.of("evidence", record.evidenceId(), "page", "{page}", "pages", "{pages}")), blocks);
  }

  private LegalPage.Grid facts() {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    rows.add(pair("evidence", record.evidenceId(), "case", record.caseId()));
    rows.add(wide("cause", template.text("cause")));
    rows.add(wide("basis", template.text("basis")));
    rows.add(wide("time", time(record.course().requested()) + "至" + time(record.course().sealed()) + "（北京时间）"));
    rows.add(pair("place", orBlank(record.people().place()), "officers", officers()));
    rows.add(pair("party", orBlank(record.people().party()), "witness", orBlank(record.people().witness())));
    rows.add(wide("address", record.web().url()));
    rows.add(wide("page", record.web().title()));
    rows.add(wide("server", record.web().server()));
    rows.add(wide("software", record.machine().system() + "\n" + String.join("\n", record.machine().tools())));
    rows.add(wide("network", String.join("\n", record.machine().network()) + "\n" + ExtractionTemplate.filled(template.text("clock"), Map.of("clock", record.machine().clock()))));
    rows.add(wide("integrity", filled("integrity")));
    rows.add(wide("medium", filled("medium")));
    return new LegalPage.Grid(WIDTHS, 0, SMALL, rows);
  }

  private List<LegalPage.Cell> pair(String first, String a, String second, String b) {
    return List.of(
        LegalPage.Cell.centre(template.label(first)), LegalPage.Cell.left(a), LegalPage.Cell.centre(template.label(second)),
        LegalPage.Cell.left(b));
  }

  private List<LegalPage.Cell> wide(String label, String text) {
    return List.of(
        LegalPage.Cell.centre(template.label(label)), new LegalPage.Cell(text, LegalPage.Align.LEFT, 3, 1, false));
  }

  private String officers() {
    List<ExtractionRecord.Signer> known = record.people().officers();
    return known.isEmpty()
        ? BLANK + "\n" + BLANK
        : known.stream().map(ExtractionRecord.Signer::toString).collect(Collectors.joining("\n"));
  }

  private static String orBlank(String text) {
    return text.isBlank() ? BLANK : text;
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (String step : template.method()) {
      steps.add((steps.size() + 1) + "．" + ExtractionTemplate.filled(step, values()));
    }
    return steps;
  }

  private String filled(String key) {
    return ExtractionTemplate.filled(template.text(key), values());
  }

  private Map<String, String> values() {
    ExtractionRecord.Course course = record.course();
    Map<String, String> values = new HashMap<>();
    values.put("requested", time(course.requested()));
    values.put("status", Integer.toString(record.web().status()));
    values.put("length", Long.toString(record.web().length()));
    values.put("hits", Integer.toString(course.hits()));
    values.put("checks", course.checks());
    values.put("sealed", time(course.sealed()));
    values.put("signed", course.signed());
    values.put("evidence", record.evidenceId());
    values.put("manifest", record.manifest().orElse(BLANK + "（封存后由程序报告，执法人员核对后填写）"));
    values.put("browser", course.recaptured().browserOrReason());
    values.put("reason", course.recaptured().browserOrReason());
    values.put("recaptured", course.recaptured().at().map(ExtractionSheet::time).orElse(""));
    String again = template.text(course.recaptured().at().isPresent() ? "recaptured" : "not_recaptured");
    values.put("recapture", ExtractionTemplate.filled(again, values));
    return values;
  }

  private LegalPage.Grid signatures() {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    template.signing().persons().forEach(who -> rows.add(signature(who, "　\n　")));
    // A seal of 42 mm needs the room.
    rows.add(signature(template.signing().seal(), "　\n　\n　\n　\n　"));
    return new LegalPage.Grid(List.of(50, 60, 46), 0, 28, rows);
  }

  private List<LegalPage.Cell> signature(String who, String room) {
    return List.of(LegalPage.Cell.centre(who), LegalPage.Cell.left(room), LegalPage.Cell.centre(template.signing().date()));
  }

  private LegalPage.Grid files() {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    rows.add(template.heads().stream().map(h -> LegalPage.Cell.head(h, 1, 1)).toList());
    for (ExtractionRecord.File f : record.files()) {
      String[] kind = kind(f.path());
      rows.add(
          List.of(
              LegalPage.Cell.centre(Integer.toString(rows.size())), LegalPage.Cell.left(f.path()), LegalPage.Cell.left(kind[0]),
              LegalPage.Cell.left(kind[1]), LegalPage.Cell.centre(Long.toString(f.bytes())),
              LegalPage.Cell.left("SHA-256：" + f.sha256() + "\nSM3：" + f.sm3())));
    }
    return new LegalPage.Grid(List.of(11, 50, 33, 26, 17, 120), 1, 18, rows);
  }

  /** Category and format. */
  private String[] kind(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String[] parts = template.kinds().getOrDefault(name, "其他").split("｜", 2);
    String ending = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT) : "";
    return parts.length == 2 ? parts : new String[] {parts[0], ending};
  }

  private static String time(Instant at) {
    return TIME.format(at.atZone(Cases.ZONE));
  }
}
