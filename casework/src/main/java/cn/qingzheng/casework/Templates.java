package cn.qingzheng.casework;

import cn.qingzheng.datafile.SourceFile;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The texts of letters, tables and papers and the holiday calendars, checked. Files in the operator's folder stand
 * before the shipped ones of the same name: {@code compliance-prompt.yaml}, {@code competence.tsv}, {@code
 * progress-tables.yaml}, {@code case-bulletin.yaml}, {@code calendar/2027.tsv}. One of an unknown name is a mistake: it
 * would stand before nothing.
 */
public final class Templates {
  private static final List<String> CALENDARS = List.of("2026.tsv");

  private static final List<String> NOTICES =
      List.of(
          "compliance-prompt.yaml", "platform-instruction.yaml", "lead-referral.yaml", "assistance-request.yaml",
          "assistance-sweep.yaml", "rectification-order.yaml", "interview.yaml", "case-referral.yaml", "reminder.yaml");

  private final List<NoticeTemplate> notices;
  private final Competence competence;
  private final Papers papers;
  private final WorkCalendar calendar;
  private final ReportingDates dates;
  private final ExtractionRecords extraction;

  private Templates(
      List<NoticeTemplate> notices, Competence competence, Papers papers, WorkCalendar calendar, ReportingDates dates, ExtractionRecords extraction) {
    this.notices = List.copyOf(notices);
    this.competence = competence;
    this.papers = papers;
    this.calendar = calendar;
    this.dates = dates;
    this.extraction = extraction;
  }

  private static final String TABLES = "progress-tables.yaml";
  private static final String BULLETIN = "case-bulletin.yaml";
  private static final String RECTIFICATION = "rectification-list.yaml";
  private static final String MONTHLY = "monthly-report.yaml";
  private static final String COMPETENCE = "competence.tsv";

  /** What is printed beside letters. */
  private record Papers(TableTexts tables, BulletinTexts bulletin, RectificationTexts rectification, MonthlyTexts monthly) {}

  /**
   * Reads and checks everything.
   *
   * @param folder the operator's own texts, if there are any
   * @throws cn.qingzheng.model.ProblemsException with every mistake, each as {@code file:line}
   */
  public static Templates load(Optional<Path> folder) {
    Problems problems = new Problems();
    List<NoticeTemplate> notices = new ArrayList<>();
    for (String name : NOTICES) {
      yaml(folder, name, problems).flatMap(y -> NoticeTemplate.read(y, problems)).ifPresent(notices::add);
    }
    Competence competence = Competence.read(competence(folder, problems), problems);
    Optional<TableTexts> tables = yaml(folder, TABLES, problems).flatMap(y -> TableTexts.read(y, problems));
    Optional<BulletinTexts> bulletin = yaml(folder, BULLETIN, problems).flatMap(y -> BulletinTexts.read(y, problems));
    Optional<RectificationTexts> list = yaml(folder, RECTIFICATION, problems).flatMap(y -> RectificationTexts.read(y, problems));
    Optional<MonthlyTexts> monthly = yaml(folder, MONTHLY, problems).flatMap(y -> MonthlyTexts.read(y, problems));
    WorkCalendar calendar = WorkCalendar.read(calendars(folder, problems), problems);
    Optional<ReportingDates> dates = ReportingDates.read(folder, problems);
    Optional<ExtractionRecords> extraction = ExtractionRecords.read(folder, problems);
    folder.ifPresent(f -> strangers(f, problems));
    problems.throwIfAny();
    Papers papers = new Papers(tables.orElseThrow(), bulletin.orElseThrow(), list.orElseThrow(), monthly.orElseThrow());
    return new Templates(notices, competence, papers, calendar, dates.orElseThrow(), extraction.orElseThrow());
  }

  private static void strangers(Path folder, Problems problems) {
    Set<String> known = new TreeSet<>(NOTICES);
    known.addAll(List.of(TABLES, BULLETIN, RECTIFICATION, MONTHLY, COMPETENCE, ReportingDates.FILE, ExtractionRecords.NAME));
    list(folder, "ya?ml|tsv").stream()
        .filter(f -> !known.contains(f.getFileName().toString()))
        .forEach(f -> problems.add(f.toString(), 0, "没有这个名字的模板，不会被用到", "可用的文件名：" + String.join("、", known)));
  }

  private static SourceFile competence(Optional<Path> folder, Problems problems) {
    return folder
        .map(f -> f.resolve(COMPETENCE))
        .filter(Files::exists)
        .flatMap(f -> SourceFile.read(f, problems))
        .orElseGet(() -> new SourceFile("templates/" + COMPETENCE, resource("/templates/" + COMPETENCE)));
  }

  private static Optional<YamlMap> yaml(Optional<Path> folder, String name, Problems problems) {
    Optional<Path> own = folder.map(f -> f.resolve(name)).filter(Files::exists);
    return own.isPresent()
        ? YamlMap.read(own.get(), problems)
        : YamlMap.parse("templates/" + name, resource("/templates/" + name), problems);
  }

  private static List<SourceFile> calendars(Optional<Path> folder, Problems problems) {
    List<SourceFile> out = new ArrayList<>();
    List<Path> own = folder.map(f -> f.resolve("calendar")).filter(Files::isDirectory).map(f -> list(f, "tsv")).orElse(List.of());
    List<String> names = own.stream().map(p -> p.getFileName().toString()).toList();
    CALENDARS.stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> out.add(new SourceFile("calendar/" + name, resource("/calendar/" + name))));
    own.forEach(file -> SourceFile.read(file, problems).ifPresent(out::add));
    return out;
  }

  private static List<Path> list(Path folder, String endings) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> Files.isRegularFile(f) && f.getFileName().toString().matches(".+\\.(" + endings + ")")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public WorkCalendar calendar() {
    return calendar;
  }

  /** When tables and summary are to be handed in. */
  public ReportingDates dates() {
    return dates;
  }

  /** What writes extraction records. */
  public ExtractionRecords extraction() {
    return extraction;
  }

  NoticeTemplate notice(NoticeKind kind, NoticeScope scope) {
    return notices.stream()
        .filter(t -> t.kind() == kind && t.form().scope() == scope)
        .findFirst()
        .orElseThrow(() -> new Refusal("没有" + (scope == NoticeScope.SWEEP ? "批量的" : "") + kind.label() + "的模板：请改用个案函件"));
  }

  Competence competence() {
    return competence;
  }

  TableTexts tables() {
    return papers.tables;
  }

  BulletinTexts bulletin() {
    return papers.bulletin;
  }

  RectificationTexts rectification() {
    return papers.rectification;
  }

  MonthlyTexts monthly() {
    return papers.monthly;
  }
}
