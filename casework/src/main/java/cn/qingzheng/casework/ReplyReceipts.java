package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what a recipient gets for his reply, as PDF/A: number, time, what came and its digests. */
public final class ReplyReceipts {
  private static final String NAME = "reply-receipt.yaml";
  private static final List<String> TEXTS = List.of("title", "note", "none");
  private static final List<String> LABELS =
      List.of("number", "letter", "recipient", "time", "hash", "remark", "lines", "files", "file_name", "file_bytes", "total");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy年M月d日 HH时mm分ss秒", Locale.ROOT);
  private static final int SMALL = 18;

  private final Map<String, String> texts;

  private ReplyReceipts(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /**
   * Reads and checks the texts.
   *
   * @param folder the operator's own {@code reply-receipt.yaml} stands before the shipped one, if it is there
   * @throws cn.qingzheng.model.ProblemsException with every mistake, each as {@code file:line}
   */
  public static ReplyReceipts load(Optional<Path> folder) {
    Problems problems = new Problems();
    Optional<Path> own = folder.map(f -> f.resolve(NAME)).filter(Files::exists);
    Optional<YamlMap> yaml =
        own.isPresent() ? YamlMap.read(own.get(), problems) : YamlMap.parse("templates/" + NAME, shipped(), problems);
    Map<String, String> texts = yaml.map(y -> texts(y, problems)).orElse(Map.of());
    problems.throwIfAny();
    return new ReplyReceipts(texts);
  }

  private static Map<String, String> texts(YamlMap yaml, Problems problems) {
    Set<String> known = new HashSet<>(TEXTS);
    known.addAll(LABELS);
    known.add("schema");
    yaml.onlyKeys(known, problems);
    Map<String, String> out = new HashMap<>();
    if (!yaml.requiredText("schema", problems).equals("reply-receipt/1")) {
      yaml.problem("schema", "模板版本应为 reply-receipt/1", "请按随附模板书写", problems);
    }
    TEXTS.forEach(k -> out.put(k, yaml.requiredText(k, problems)));
    LABELS.forEach(k -> out.put(k, yaml.requiredText(k, problems)));
    return out;
  }

  private static String shipped() {
    try (InputStream in = ReplyReceipts.class.getResourceAsStream("/templates/" + NAME)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] pdf(NoticeDraft letter, Reply reply) throws IOException {
    Path file = Files.createTempFile("receipt", ".pdf");
    try {
      PdfWriter.write(page(letter, reply), file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  private LegalPage page(NoticeDraft letter, Reply reply) {
    List<LegalPage.Block> blocks = new ArrayList<>();
    blocks.add(new LegalPage.Title(texts.get("title")));
    blocks.add(facts(letter, reply));
    if (!reply.lines().isEmpty()) {
      blocks.add(new LegalPage.Heading(texts.get("lines")));
      blocks.add(lines(reply));
    }
    blocks.add(new LegalPage.Heading(texts.get("files")));
    blocks.add(reply.attachments().isEmpty() ? new LegalPage.Paragraph(texts.get("none")) : files(reply));
    blocks.add(new LegalPage.Note(texts.get("note")));
    blocks.add(new LegalPage.Signature(letter.content().issuer().name(), NoticeGroup.DAY.format(reply.at().atZone(Cases.ZONE).toLocalDate())));
    return new LegalPage(
        texts.get("title") + " " + reply.number(), false, Optional.empty(), Optional.empty(), texts.get("title") + "　" + reply.number(), blocks);
  }

  private LegalPage.Grid facts(NoticeDraft letter, Reply reply) {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    rows.add(row("number", reply.number()));
    rows.add(row("letter", "《" + letter.content().wording().title() + "》（" + letter.signing().docNo().orElse(letter.id()) + "）"));
    rows.add(row("recipient", letter.content().recipient()));
    rows.add(row("time", TIME.format(reply.at().atZone(Cases.ZONE)) + "（北京时间）"));
    rows.add(row("hash", reply.hash()));
    if (!reply.remark().isBlank()) {
      rows.add(row("remark", reply.remark()));
    }
    return new LegalPage.Grid(List.of(30, 126), 0, SMALL, rows);
  }

  private List<LegalPage.Cell> row(String label, String text) {
    return List.of(LegalPage.Cell.centre(texts.get(label)), LegalPage.Cell.left(text));
  }

  private LegalPage.Grid lines(Reply reply) {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    List<String> heads = new ArrayList<>(List.of(NoticeSheets.NUMBER));
    Arrays.stream(ReplyMeasure.values()).map(ReplyMeasure::column).forEach(heads::add);
    heads.addAll(List.of(NoticeSheets.RESULT, NoticeSheets.NOTE));
    rows.add(heads.stream().map(h -> LegalPage.Cell.head(h, 1, 1)).toList());
    for (Reply.Line line : reply.lines()) {
      List<LegalPage.Cell> cells = new ArrayList<>(List.of(LegalPage.Cell.centre(Integer.toString(line.item()))));
      cells.addAll(counts(line.counts()));
      cells.addAll(List.of(LegalPage.Cell.left(line.result()), LegalPage.Cell.left(line.note())));
      rows.add(cells);
    }
    List<LegalPage.Cell> total = new ArrayList<>(List.of(LegalPage.Cell.centre(texts.get("total"))));
    total.addAll(counts(reply.totals()));
    total.addAll(List.of(LegalPage.Cell.left(""), LegalPage.Cell.left("")));
    rows.add(total);
    return new LegalPage.Grid(List.of(12, 19, 19, 19, 19, 28, 40), 1, SMALL, rows);
  }

  private static List<LegalPage.Cell> counts(Map<ReplyMeasure, Integer> counts) {
    return Arrays.stream(ReplyMeasure.values()).map(m -> LegalPage.Cell.centre(Integer.toString(counts.get(m)))).toList();
  }

  private LegalPage.Grid files(Reply reply) {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    rows.add(List.of(texts.get("file_name"), texts.get("file_bytes"), "SHA-256").stream().map(h -> LegalPage.Cell.head(h, 1, 1)).toList());
    for (Reply.Attachment a : reply.attachments()) {
      rows.add(List.of(LegalPage.Cell.left(a.name()), LegalPage.Cell.centre(Long.toString(a.bytes())), LegalPage.Cell.left(a.sha256())));
    }
    return new LegalPage.Grid(List.of(46, 20, 90), 1, SMALL, rows);
  }
}
