package cn.qingzheng.casework;

import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 典型案例通报: confirmed cases in a few lines each, in which nobody is named; a draft until somebody signs it. */
public final class CaseBulletin {
  private final Casebook book;
  private final BulletinTexts texts;

  public CaseBulletin(Casebook book, Templates templates) {
    this.book = book;
    this.texts = templates.bulletin();
  }

  /** What is told of one case. */
  record Told(CaseFile file, List<FindingRecord> findings, List<Disposition> acts, RectificationList.Standing standing) {
    /** The finding that stands for the case: the gravest, then the one that is written in the fewest words. */
    FindingRecord foremost() {
      return findings.stream()
          .min(Comparator.<FindingRecord>comparingInt(r -> -hit(r).judgement().severity().ordinal()).thenComparingInt(r -> hit(r).place().sentence().length()))
          .orElseThrow();
    }

    static Hit hit(FindingRecord r) {
      return r.finding().hit();
    }
  }

  /** The most telling cases of each kind, at most so many; those in which something was done and seen come first. */
  public List<String> telling(int most) {
    List<Told> all =
        book.cases().stream().filter(k -> k.state() == CaseState.CONFIRMED && k.tally().confirmed() > 0).map(k -> told(k.id())).toList();
    return CaseChoice.of(all, most).stream().map(t -> t.file().id()).toList();
  }

  private Told told(String id) {
    CaseFile file = book.caseFile(id).orElseThrow(() -> new Refusal("没有案件 " + id + "：请检查案件编号"));
    List<FindingRecord> confirmed = new Rechecks(book).items(id);
    if (file.state() != CaseState.CONFIRMED || confirmed.isEmpty()) {
      throw new Refusal("案件 " + id + " 没有确认的问题：只通报已确认的案件");
    }
    List<Disposition> acts = new Dispositions(book).of(id).stream().filter(Disposition::stands).toList();
    return new Told(file, confirmed, acts, RectificationList.Standing.of(file, new Rechecks(book).latest(id)));
  }

  /**
   * Writes the draft as DOCX and PDF; gives the files. Bodies and shops become 某培训学校, numbers of persons are masked,
   * addresses are left out.
   *
   * @param organ who signs
   */
  public List<Path> write(List<String> caseIds, String organ, LocalDate day, Path folder) throws IOException {
    if (caseIds.isEmpty()) {
      throw new Refusal("没有可通报的案件：请先确认案件，或写明案件编号");
    }
    List<LegalPage.Block> blocks = new ArrayList<>();
    blocks.add(new LegalPage.Title(texts.text("title")));
    blocks.add(new LegalPage.Paragraph(PaperTexts.filled(texts.text("opening"), Map.of("count", Integer.toString(caseIds.size())))));
    for (int i = 0; i < caseIds.size(); i++) {
      blocks.add(new LegalPage.Paragraph(line(i + 1, told(caseIds.get(i)))));
    }
    blocks.add(new LegalPage.Paragraph(texts.text("closing")));
    blocks.add(new LegalPage.Signature(organ, NoticeGroup.DAY.format(day)));
    LegalPage page = new LegalPage(texts.text("title"), false, Optional.empty(), Optional.of(texts.text("mark")), "", blocks);
    Files.createDirectories(folder);
    Path docx = folder.resolve("典型案例通报_" + day + ".docx");
    Path pdf = folder.resolve("典型案例通报_" + day + ".pdf");
    DocxWriter.write(page, docx);
    PdfWriter.write(page, pdf);
    return List.of(docx, pdf);
  }

  private String line(int number, Told told) {
    Hit hit = Told.hit(told.foremost());
    Map<String, String> values = new HashMap<>();
    values.put("number", Integer.toString(number));
    values.put("body", texts.body(told.file().subject().name()));
    values.put("where", texts.text(told.file().subject().kind() == Subject.Kind.SHOP ? "where_shop" : "where_site"));
    values.put("items", Integer.toString(told.findings().size()));
    values.put("matter", texts.matter().get(hit.facet().name()));
    values.put("basis", hit.judgement().basis().stream().findFirst().map(Citation::toString).orElse(hit.judgement().why()));
    values.put("acts", acts(told.acts()));
    values.put("seen", texts.text("seen_" + switch (told.standing()) {
      case DONE -> "gone";
      case SUPERFICIAL -> "superficial";
      case OPEN -> "open";
    }));
    String quote = quote(hit, told.file().subject());
    values.put("quote", PaperTexts.filled(texts.text(quote.isEmpty() ? "quote_none" : "quote"), Map.of("quote", quote, "items", values.get("items"))));
    return PaperTexts.filled(texts.text("told"), values);
  }

  /** The two last measures. */
  private String acts(List<Disposition> acts) {
    List<String> names = acts.stream().map(a -> a.act().kind().label()).distinct().toList();
    List<String> last = names.subList(Math.max(0, names.size() - 2), names.size());
    return last.isEmpty() ? texts.text("acts_none") : PaperTexts.filled(texts.text("acts"), Map.of("acts", String.join("、", last)));
  }

  /** So much of the sentence as fits round what was found; empty if that is not left in it without names and numbers. */
  private String quote(Hit hit, Subject subject) {
    String nameless = anonymous(hit.place().sentence().replaceAll("\\s+", " ").strip(), subject);
    int at = nameless.indexOf(hit.match().surface());
    int size = hit.match().surface().length();
    int most = Math.max(texts.quoteCharacters(), size);
    if (at < 0 || size > 3 * texts.quoteCharacters()) {
      return "";
    }
    int from = Math.max(0, Math.min(at - (most - size) / 2, nameless.length() - most));
    int to = Math.min(nameless.length(), from + most);
    return whole(nameless, from, to);
  }

  /** Without halves of characters and without marks at the ends. */
  private static String whole(String text, int from, int to) {
    int start = from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    int end = to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    return text.substring(start, end).replaceAll("^[\\p{P}\\s]+|[\\p{P}\\s]+$", "");
  }

  /** The sentence without the subject's name, with and without what kind of body it is, and without numbers of persons. */
  private String anonymous(String sentence, Subject subject) {
    String name = subject.name();
    String brand = texts.kind(name).map(k -> name.substring(0, name.length() - k.length())).orElse(name);
    String out = sentence.replace(name, texts.body(name));
    out = brand.length() >= 2 ? out.replace(brand, texts.text("body_prefix")) : out;
    return PersonalData.masked(out).replaceAll("(?i)https?://\\S+|www\\.\\S+", texts.text("link"));
  }
}
