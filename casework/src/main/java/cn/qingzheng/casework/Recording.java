package cn.qingzheng.casework;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Finding;
import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what one capture says into the findings over time; runs inside one transaction.
 *
 * <p>A finding is resolved only by a later capture of the same address on which its rule ran to the end and that
 * had enough text to judge. A capture that comes in after a younger one of the same address (an archive read
 * again) adds what it alone has seen, and changes nothing else.
 */
final class Recording {
  private final Connection c;
  private final String runId;
  private final Page page;
  private final PageResult result;
  private final Casebook.Home home;
  private final Map<String, List<Hit>> violations;
  private final Instant now;
  private final String promoter;
  /** As they stand in the table: a capture that comes again reads them there. */
  private final List<FindingChange> changes = new ArrayList<>();

  /** @param violations by fingerprint, in the order of the page */
  Recording(
      Connection c, String runId, Page page, PageResult result, Casebook.Home home, Map<String, List<Hit>> violations, Instant now) {
    this.c = c;
    this.runId = runId;
    this.page = page;
    this.result = result;
    this.home = home;
    this.violations = violations;
    this.now = now;
    this.promoter = Json.write(result.promoter());
  }

  List<FindingChange> record() throws SQLException {
    if (alreadyRecorded()) {
      return Findings.changes(c, runId, page.captureId());
    }
    Optional<Set<String>> laterRules = rulesThatRanLater();
    long subject = new Subjects(c, now).of(page, result.promoter());
    Regions.learn(c, subject, home);
    insertOutcome(subject);
    new SubjectClues(c).keep(page, subject);
    for (Map.Entry<String, List<Hit>> e : violations.entrySet()) {
      seen(e.getKey(), e.getValue(), subject, laterRules);
    }
    if (laterRules.isEmpty() && result.outcome() != Outcome.INSUFFICIENT) {
      resolveWhatIsGone();
    }
    openCase(subject);
    return List.copyOf(changes);
  }

  private boolean alreadyRecorded() throws SQLException {
    return Sql.number(c, "SELECT count(*) FROM page_outcome WHERE run_id = ? AND capture_id = ?", runId, page.captureId()) > 0;
  }

  /** The rules that ran on any younger capture of the address; empty if this is the youngest. */
  private Optional<Set<String>> rulesThatRanLater() throws SQLException {
    List<String[]> later =
        Sql.list(
            c,
            r -> Json.read(r.getString(1), String[].class),
            "SELECT rules FROM page_outcome WHERE url = ? AND at > ? AND outcome <> 'INSUFFICIENT'",
            page.url().toString(), page.at());
    return later.isEmpty()
        ? Optional.empty()
        : Optional.of(later.stream().flatMap(Arrays::stream).collect(Collectors.toSet()));
  }

  private void insertOutcome(long subject) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO page_outcome VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        runId, page.captureId(), page.url().toString(), page.host(), page.title(), page.at(), result.outcome(),
        result.kind(), subject, result.promoter().status(), result.promoter().filing(), promoter,
        page.listing().map(Listing::platform), page.listing().flatMap(Listing::seller),
        Json.write(result.checked().rules().stream().sorted().toList()), Json.write(result.checked().failures()));
  }

  private void seen(String fingerprint, List<Hit> hits, long subject, Optional<Set<String>> laterRules)
      throws SQLException {
    Optional<Known> known = known(fingerprint);
    if (known.isEmpty()) {
      boolean present = laterRules.map(rules -> !rules.contains(hits.get(0).ruleId())).orElse(true);
      insert(fingerprint, hits, subject, present);
      change(FindingChange.Kind.NEW, finding(fingerprint, hits, Optional.empty(), present));
      return;
    }
    if (known.get().firstSeen() > page.at().toEpochMilli()) {
      Sql.update(c, "UPDATE finding SET first_seen = ? WHERE fingerprint = ?", page.at(), fingerprint);
    }
    if (laterRules.isEmpty()) {
      update(fingerprint, hits, known.get().standing());
      if (known.get().nobodys() && known.get().subject() != subject) {
        new Subjects(c, now).better(fingerprint, subject);
      }
      change(
          known.get().present() ? FindingChange.Kind.STILL_OPEN : FindingChange.Kind.RELAPSED,
          finding(fingerprint, hits, known, true));
    }
  }

  private Finding finding(String fingerprint, List<Hit> hits, Optional<Known> known, boolean present) {
    long at = page.at().toEpochMilli();
    Instant first = Instant.ofEpochMilli(known.map(k -> Math.min(k.firstSeen(), at)).orElse(at));
    return new Finding(
        fingerprint, page.url(), heaviest(hits), result.promoter(),
        new Finding.Seen(first, Instant.ofEpochMilli(at), page.captureId()), present,
        known.map(Known::state).orElse(FindingState.CANDIDATE));
  }

  /** @param nobodys whether only the host is known */
  private record Known(
      boolean present, long firstSeen, FindingState state, Optional<String> standing, long subject, boolean nobodys) {}

  private Optional<Known> known(String fingerprint) throws SQLException {
    return Sql.first(
        c,
        r ->
            new Known(
                r.getInt("present") == 1, r.getLong("first_seen"), FindingState.valueOf(r.getString("state")),
                Sql.text(r, "standing"), r.getLong("subject_id"), r.getString("kind").equals(Subject.Kind.HOST.name())),
        "SELECT f.present, f.first_seen, f.state, f.standing, f.subject_id, s.kind FROM finding f JOIN subject s ON s.id = f.subject_id WHERE f.fingerprint = ?",
        fingerprint);
  }

  private void insert(String fingerprint, List<Hit> hits, long subject, boolean present) throws SQLException {
    Hit hit = heaviest(hits);
    Sql.update(
        c,
        "INSERT INTO finding (fingerprint, url, host, title, rule_id, severity, outcome, occurrences, present, state, "
            + "subject_id, first_seen, last_seen, last_capture, hit, promoter, standing) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'CANDIDATE', ?, ?, ?, ?, ?, ?, ?)",
        fingerprint, page.url().toString(), page.host(), page.title(), hit.ruleId(), hit.judgement().severity(),
        result.outcome(), hits.size(), present, subject, page.at(), page.at(), page.captureId(), Json.write(hit),
        promoter, standing(hit));
  }

  private void update(String fingerprint, List<Hit> hits, Optional<String> standingBefore) throws SQLException {
    Hit hit = heaviest(hits);
    Sql.update(
        c,
        "UPDATE finding SET title = ?, severity = ?, outcome = ?, occurrences = ?, present = 1, last_seen = ?, "
            + "last_capture = ?, hit = ?, promoter = ? WHERE fingerprint = ?",
        page.title(), hit.judgement().severity(), result.outcome(), hits.size(), page.at(), page.captureId(), Json.write(hit),
        promoter, fingerprint);
    if (!standing(hit).map(Enum::name).equals(standingBefore)) {
      // Apart, because it stands in an index that need not be touched when it stays.
      Sql.update(c, "UPDATE finding SET standing = ? WHERE fingerprint = ?", standing(hit), fingerprint);
    }
  }

  private static Optional<CertificateStanding> standing(Hit hit) {
    return hit.certificate().map(Certificate::standing);
  }

  /** Of several occurrences the one to show: the most severe, then the first. */
  private static Hit heaviest(List<Hit> hits) {
    return hits.stream().max(Comparator.comparing(h -> h.judgement().severity())).orElseThrow();
  }

  private void resolveWhatIsGone() throws SQLException {
    List<String> open = new ArrayList<>();
    Sql.list(
        c,
        r -> result.checked().rules().contains(r.getString("rule_id")) && open.add(r.getString("fingerprint")),
        "SELECT fingerprint, rule_id FROM finding WHERE url = ? AND present = 1 ORDER BY first_seen, fingerprint",
        page.url().toString());
    for (String fingerprint : open) {
      if (!violations.containsKey(fingerprint)) {
        Sql.update(c, "UPDATE finding SET present = 0 WHERE fingerprint = ?", fingerprint);
        change(FindingChange.Kind.RESOLVED, Findings.find(c, fingerprint).orElseThrow().finding());
      }
    }
  }

  private void change(FindingChange.Kind kind, Finding finding) throws SQLException {
    changes.add(new FindingChange(kind, finding));
    Sql.update(
        c,
        "INSERT INTO finding_change (run_id, capture_id, fingerprint, kind, at) VALUES (?, ?, ?, ?, ?)",
        runId, page.captureId(), finding.fingerprint(), kind, page.at());
  }

  private void openCase(long subject) throws SQLException {
    Cases cases = new Cases(c, now);
    Optional<String> open = cases.open(subject);
    if (open.isPresent()) {
      cases.adopt(subject, open.get());
    } else if (hasGraveCandidateOutsideCases(subject)) {
      cases.openOrCreate(subject, "发现高风险候选问题，来自 " + page.url());
    }
  }

  private boolean hasGraveCandidateOutsideCases(long subject) throws SQLException {
    return Sql.first(
            c,
            r -> true,
            "SELECT 1 FROM finding WHERE subject_id = ? AND case_id IS NULL AND (severity = ? OR outcome = ?) AND state = ? "
                + "AND present = 1 LIMIT 1",
            subject, Severity.HIGH, Outcome.HIGH_RISK, FindingState.CANDIDATE)
        .isPresent();
  }
}
