package cn.qingzheng.casework;

import cn.qingzheng.model.EvidencePackage;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one place where findings, cases, decisions and notices are kept: a SQLite file, or a database on a PostgreSQL
 * server. Safe for several threads and processes. Whatever a method returned is on the disk and survives kill -9; what it
 * had not returned is there wholly or not at all. Times are kept to the millisecond.
 */
public final class Casebook implements AutoCloseable {
  /** The name under which the audit log keeps what the program does by itself; no officer may bear it. */
  public static final String PROGRAM = Audit.PROGRAM;

  private final Database database;
  /** Where the file lies; packages beside it are kept by their path from here, so that the folder can be moved. */
  private final Path folder;
  private final Clock clock;

  private Casebook(Database database, Path folder, Clock clock) {
    this.database = database;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Opens the file, makes it if it is not there, and brings an older one up to date.
   *
   * @throws Refusal in Chinese if it is no casebook, cannot be opened, or was written by a newer program
   */
  public static Casebook open(Path file, Clock clock) {
    return new Casebook(Database.open(file, clock), file.toAbsolutePath().normalize().getParent(), clock);
  }

  /**
   * Opens the casebook on a server, makes it in an empty database, and brings an older one up to date.
   *
   * @param folder where packages lie that are kept by their path from here
   * @throws Refusal in Chinese if it cannot be opened, or was written by a newer program
   */
  public static Casebook open(PostgresServer server, Path folder, Clock clock) {
    return new Casebook(Database.open(new PostgresStore(server), clock), folder.toAbsolutePath().normalize(), clock);
  }

  /**
   * The same casebook as somebody sees it: reading shows what the scope covers at that moment, and what it hides cannot be
   * acted on. Closing it closes nothing.
   */
  public Casebook within(Supplier<Scope> scope) {
    return new Casebook(database.within(scope), folder, clock);
  }

  /** The casebook without regard to who looks: for what the program does by itself. */
  public Casebook whole() {
    return new Casebook(database.whole(), folder, clock);
  }

  /** Says whose installation it is; who works there sees everything in it. The same again changes nothing. */
  public void own(String region) {
    if (database.whole().read(Regions::own).equals(region)) {
      return;
    }
    database.write(c -> Regions.own(c, region, clock.instant()));
  }

  /** What an officer sees. */
  public Scope scopeOf(Officer officer) {
    return database.whole().read(c -> Regions.scope(c, officer));
  }

  /** The day it is at the bureau. */
  public LocalDate today() {
    return clock.instant().atZone(Cases.ZONE).toLocalDate();
  }

  /** What this casebook shows now. */
  public Scope scope() {
    return database.scope();
  }

  /** Whether there is such a thing, for who looks through this casebook. */
  public boolean sees(Kept what, Object id) {
    return database.read(c -> Sql.number(c, what.question(), id) > 0);
  }

  /**
   * Ends with the same refusal as for an unknown one if the scope hides it.
   *
   * @throws Refusal in Chinese
   */
  void require(Kept what, Object id) {
    if (!scope().everything() && !sees(what, id)) {
      throw what.unknown(id);
    }
  }

  /** Notes that a scan began; again with the same id changes nothing. */
  public void startRun(String runId) {
    database.write(
        c -> Sql.update(c, "INSERT INTO run (id, started_at) VALUES (?, ?) ON CONFLICT DO NOTHING", runId, clock.instant()));
  }

  /**
   * Notes that a scan ended.
   *
   * @param summaryJson any JSON
   */
  public void endRun(String runId, String summaryJson) {
    database.write(
        c -> Sql.update(c, "UPDATE run SET ended_at = ?, summary = ? WHERE id = ?", clock.instant(), summaryJson, runId));
  }

  /**
   * Records what the analysis says of one capture and tells what that changed. One transaction; the same run and
   * capture again changes nothing and gives the same changes, so that a scan killed at any moment can be run on.
   * Several violations with one fingerprint are one finding with a count. What an officer dismissed stays
   * dismissed when it is seen again.
   *
   * @param runId of a started run
   * @param fingerprint of rule, address, term and folded sentence, without offsets
   */
  public List<FindingChange> record(String runId, Page page, PageResult result, Function<Hit, String> fingerprint) {
    return record(runId, page, result, Home.NOWHERE, fingerprint);
  }

  /**
   * Where the body is at home whose site a page is of, as the list of what is watched says.
   *
   * @param region 行政区划代码, six digits; anything else says nothing
   * @param creditCode of the body, if the list names it
   */
  public record Home(String region, Optional<String> creditCode) {
    public static final Home NOWHERE = new Home("", Optional.empty());
  }

  /** As {@link #record(String, Page, PageResult, Function)}, of a page that the list of what is watched led to. */
  public List<FindingChange> record(
      String runId, Page page, PageResult result, Home home, Function<Hit, String> fingerprint) {
    if (!page.captureId().equals(result.captureId())) {
      throw new IllegalArgumentException(
          "result should be of capture " + page.captureId() + ", was: " + result.captureId());
    }
    Map<String, List<Hit>> violations = new LinkedHashMap<>();
    for (Hit hit : result.violations()) {
      violations.computeIfAbsent(fingerprint.apply(hit), f -> new ArrayList<>()).add(hit);
    }
    return database.write(c -> new Recording(c, runId, page, result, home, violations, clock.instant()).record());
  }

  /** Keeps a page that a search engine shows; the same address again only says that it is still shown. */
  public void found(FoundPage page) {
    database.write(c -> FoundPages.keep(c, page));
  }

  /** What search engines showed, by host, and what was found first of each host first. */
  public List<FoundPage> foundPages() {
    return database.read(FoundPages::list);
  }

  /**
   * Notes that two recorded pages say the same or nearly the same. A hint for a person: nothing follows by itself, and
   * subjects are never merged for it. The same two subjects again keep the pages where they are nearest.
   *
   * @param distance bits of the texts' signatures that differ, 0 to 64
   * @return whether it is one: both pages are recorded, and of different subjects
   */
  public boolean copied(CopyClue.Seen one, CopyClue.Seen other, int distance) {
    return database.write(c -> new CopyClues(c, clock.instant()).note(one, other, distance));
  }

  /**
   * The captures that findings, cases and packages rest on, whatever their age: those in packages, those of confirmed
   * findings, and those of findings that are still there or in an open case and that nobody dismissed.
   *
   * @return the reason by capture id, in Chinese
   */
  public Map<String, String> heldCaptures() {
    return database.read(HeldCaptures::of);
  }

  /**
   * Writes into the audit log what is removed from the archive.
   *
   * @param rule by which, in Chinese
   * @param facts what and how much, JSON
   */
  public void archivePruned(String what, String rule, String facts) {
    database.write(
        c -> {
          Audit.append(c, clock.instant(), new Audit.Act(Audit.PROGRAM, what, "存档", rule, "", facts));
          return true;
        });
  }

  /** The subjects whose pages say the same, the nearest first. */
  public List<CopyClue> copies() {
    return database.read(CopyClues::list);
  }

  /** An officer says that the finding is one. Gives its subject a case if it has none. */
  public void confirm(String fingerprint, String officer, String reason) {
    require(Kept.FINDING, fingerprint);
    decision(officer, reason, d -> d.decide(fingerprint, FindingState.CONFIRMED, "确认问题"));
  }

  /** An officer says that it is none. The reason is required: it feeds the tests of the rules. */
  public void dismiss(String fingerprint, String officer, String reason) {
    require(Kept.FINDING, fingerprint);
    decision(officer, reason, d -> {
      d.requireReason("排除问题");
      d.decide(fingerprint, FindingState.DISMISSED, "排除问题");
    });
  }

  /** An officer takes a decision back; the finding is a candidate again. The reason is required. */
  public void reconsider(String fingerprint, String officer, String reason) {
    require(Kept.FINDING, fingerprint);
    decision(officer, reason, d -> {
      d.requireReason("撤销认定");
      d.decide(fingerprint, FindingState.CANDIDATE, "撤销认定");
    });
  }

  /** An officer confirms the case and all its findings that nobody decided on. */
  public void confirmCase(String caseId, String officer, String reason) {
    require(Kept.CASE, caseId);
    decision(officer, reason, d -> d.decideCase(caseId, CaseState.CONFIRMED, "确认案件"));
  }

  /** An officer dismisses the case and all its findings, confirmed ones too. The reason is required. */
  public void dismissCase(String caseId, String officer, String reason) {
    require(Kept.CASE, caseId);
    decision(officer, reason, d -> {
      d.requireReason("排除案件");
      d.decideCase(caseId, CaseState.DISMISSED, "排除案件");
    });
  }

  /** The next evidence id of the day, {@code EV-20261123-000001}; never given twice. */
  public String nextEvidenceId() {
    return database.write(c -> evidenceRows(c).nextId());
  }

  /** Files a sealed package under a case; the same package again changes nothing. */
  public void addEvidence(String caseId, String captureId, EvidencePackage sealed, String officer) {
    require(Kept.CASE, caseId);
    database.write(c -> evidenceRows(c).add(caseId, captureId, sealed, officer));
  }

  /**
   * Notes in the audit log what was done with a sealed package: a time stamp put in, the original handed out.
   *
   * @param officer who did it, or {@link #PROGRAM}
   * @param reason required of an officer
   * @throws Refusal in Chinese if there is no such package, or nobody or no reason is named
   */
  public void noteEvidence(String evidenceId, String act, String officer, String reason, String detail) {
    if (!officer.equals(Audit.PROGRAM) && reason.isBlank()) {
      throw new Refusal(act + "必须写明理由：请填写");
    }
    require(Kept.EVIDENCE, evidenceId);
    database.write(c -> evidenceRows(c).note(evidenceId, act, officer, reason, detail));
  }

  /** The package of this id, if there is one. */
  public Optional<StoredEvidence> evidenceOf(String evidenceId) {
    return database.read(c -> evidenceRows(c).find(evidenceId));
  }

  /** The packages of a capture, by id. */
  public List<StoredEvidence> evidenceOfCapture(String captureId) {
    return database.read(c -> evidenceRows(c).ofCapture(captureId));
  }

  /** Every sealed package, by id. */
  public List<StoredEvidence> evidence() {
    return database.read(c -> evidenceRows(c).all());
  }

  /**
   * An officer states something about a case that counts in the progress tables from a day on.
   *
   * @param value as the field says; money in fen
   */
  public void setCaseField(String caseId, CaseField field, long value, LocalDate day, String officer, String reason) {
    require(Kept.CASE, caseId);
    decision(officer, reason, d -> d.state(caseId, field, value, day));
  }

  /**
   * An officer enters a figure of Annex 1 that comes from elsewhere; it counts from a day on.
   *
   * @param line 1 to 3
   * @param value money in fen
   * @param source where it is from
   */
  public void setFigure(int line, Column column, long value, LocalDate day, String officer, String source) {
    decision(officer, source, d -> d.figure(line, column, value, day));
  }

  @FunctionalInterface
  private interface Act {
    void by(Decisions decisions) throws SQLException;
  }

  private void decision(String officer, String reason, Act act) {
    database.write(
        c -> {
          act.by(new Decisions(c, clock.instant(), officer, reason));
          return true;
        });
  }

  public List<FindingRecord> findings(FindingFilter filter) {
    return database.read(c -> Findings.list(c, filter));
  }

  /** How many there are, whatever the slice. */
  public long count(FindingFilter filter) {
    return database.read(c -> Findings.count(c, filter));
  }

  /** The addresses on which findings were when they were last looked at. */
  public Set<String> presentAddresses() {
    return database.read(Findings::presentAddresses);
  }

  public Optional<FindingRecord> finding(String fingerprint) {
    return database.read(c -> Findings.find(c, fingerprint));
  }

  /** Every case but those merged into another, by id. */
  public List<CaseFile> cases() {
    return database.read(c -> Cases.list(c, "WHERE k.state <> 'MERGED'"));
  }

  public Optional<CaseFile> caseFile(String caseId) {
    return database.read(c -> Cases.list(c, "WHERE k.id = ?", caseId).stream().findFirst());
  }

  /** By id. */
  public List<StoredEvidence> evidence(String caseId) {
    return database.read(c -> evidenceRows(c).ofCase(caseId));
  }

  /** Youngest first. */
  public List<Run> runs() {
    return database.read(Runs::list);
  }

  /** The captures of a run, in time. */
  public List<PageRecord> pages(String runId) {
    return database.read(c -> Runs.pages(c, runId));
  }

  /** How many captures of a run came out how; what did not occur is missing. */
  public Map<Outcome, Long> outcomes(String runId) {
    return database.read(c -> Runs.outcomes(c, runId));
  }

  /** 行政区划代码 of who stands behind a recorded page; empty if nobody knows. */
  public String region(String captureId) {
    return database.read(c -> Runs.region(c, captureId));
  }

  /** The captures of an address, the youngest first. */
  public List<PageRecord> history(URI url, int most) {
    return database.read(c -> Runs.history(c, url, most));
  }

  /** Whether a run has recorded a capture. */
  public boolean recorded(String runId, String captureId) {
    return database.read(c -> Runs.recorded(c, runId, captureId));
  }

  /** What the run changed, for the table at its end. */
  public List<ChangeSummary> changes(String runId) {
    return database.read(c -> Findings.summary(c, runId));
  }

  /** The audit log after a line, oldest first; 0 for the beginning. */
  public List<AuditEntry> audit(long afterSeq, int limit) {
    return database.read(c -> Audit.entries(c, afterSeq, limit));
  }

  /** The audit log, newest first. */
  public List<AuditEntry> newestAudit(int limit, long offset) {
    return database.read(c -> Audit.newest(c, limit, offset));
  }

  /** Writes down something that was done outside the casebook, an export for example. */
  public void note(String who, String what, String object, String why) {
    database.write(
        c -> {
          Audit.append(c, clock.instant(), new Audit.Act(who, what, object, why, "", ""));
          return true;
        });
  }

  /** How many lines the audit log has. */
  public long auditLength() {
    return database.read(c -> Sql.number(c, scope().everything() ? "SELECT seq FROM audit_head" : "SELECT count(*) FROM audit"));
  }

  /** Recomputes the audit log's chain and finds a changed, missing or added line. */
  public AuditVerdict verifyAudit() {
    return database.whole().read(Audit::verify);
  }

  Clock clock() {
    return clock;
  }

  Database database() {
    return database;
  }

  /** The file behind a path as it is stored. */
  Path resolve(String stored) {
    return folder.resolve(stored);
  }

  private EvidenceRows evidenceRows(Connection c) {
    return new EvidenceRows(c, folder, clock.instant());
  }

  @Override
  public void close() {
    database.close();
  }
}
