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
import java.util.stream.Stream;

/**
 * The texts of letters and tables and the holiday calendars, checked. Files in the operator's folder stand
 * before the shipped ones of the same name: {@code compliance-prompt.yaml}, {@code competence.tsv}, {@code
 * progress-tables.yaml}, {@code calendar/2027.tsv}.
 */
public final class Templates {
  private static final List<String> CALENDARS = List.of("2026.tsv");

  private static final List<String> NOTICES =
      List.of(
          "compliance-prompt.yaml", "platform-instruction.yaml", "lead-referral.yaml", "assistance-request.yaml",
          "assistance-sweep.yaml", "rectification-order.yaml", "interview.yaml", "case-referral.yaml", "reminder.yaml");

  private final List<NoticeTemplate> notices;
  private final Competence competence;
  private final TableTexts tables;
  private final WorkCalendar calendar;

  private Templates(List<NoticeTemplate> notices, Competence competence, TableTexts tables, WorkCalendar calendar) {
    this.notices = List.copyOf(notices);
    this.competence = competence;
    this.tables = tables;
    this.calendar = calendar;
  }

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
    Optional<TableTexts> tables =
        yaml(folder, "progress-tables.yaml", problems).flatMap(y -> TableTexts.read(y, problems));
    WorkCalendar calendar = WorkCalendar.read(calendars(folder, problems), problems);
    problems.throwIfAny();
    return new Templates(notices, competence, tables.orElseThrow(), calendar);
  }

  private static SourceFile competence(Optional<Path> folder, Problems problems) {
    return folder
        .map(f -> f.resolve("competence.tsv"))
        .filter(Files::exists)
        .flatMap(f -> SourceFile.read(f, problems))
        .orElseGet(() -> new SourceFile("templates/competence.tsv", resource("/templates/competence.tsv")));
  }

  private static Optional<YamlMap> yaml(Optional<Path> folder, String name, Problems problems) {
    Optional<Path> own = folder.map(f -> f.resolve(name)).filter(Files::exists);
    return own.isPresent()
        ? YamlMap.read(own.get(), problems)
        : YamlMap.parse("templates/" + name, resource("/templates/" + name), problems);
  }

  private static List<SourceFile> calendars(Optional<Path> folder, Problems problems) {
    List<SourceFile> out = new ArrayList<>();
    List<Path> own = folder.map(f -> f.resolve("calendar")).filter(Files::isDirectory).map(Templates::list).orElse(List.of());
    List<String> names = own.stream().map(p -> p.getFileName().toString()).toList();
    CALENDARS.stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> out.add(new SourceFile("calendar/" + name, resource("/calendar/" + name))));
    own.forEach(file -> SourceFile.read(file, problems).ifPresent(out::add));
    return out;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".tsv")).sorted().toList();
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
    return tables;
  }
}
