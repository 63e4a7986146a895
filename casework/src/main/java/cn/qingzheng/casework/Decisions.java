package cn.qingzheng.casework;

import cn.qingzheng.model.FindingState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What officers decide, each with the name and the reason in the audit log. Runs inside one transaction. */
final class Decisions {
  private final Connection c;
  private final Instant now;
  private final String officer;
  private final Optional<String> number;
  private final String reason;

  Decisions(Connection c, Instant now, String officer, String reason) throws SQLException {
    OfficerRows.Signature signature = OfficerRows.bind(c, officer, "作出认定");
    this.c = c;
    this.now = now;
    this.officer = signature.shown();
    this.number = signature.number();
    this.reason = reason.strip();
  }

  static String named(String officer) {
    if (officer.isBlank()) {
      throw new Refusal("没有写明经办人：请填写姓名");
    }
    if (officer.strip().equals(Audit.PROGRAM)) {
      throw new Refusal("经办人不能是“" + Audit.PROGRAM + "”：请填写姓名");
    }
    return officer.strip();
  }

  void requireReason(String act) {
    if (reason.isEmpty()) {
      throw new Refusal(act + "必须写明理由：请填写");
    }
  }

  /**
   * Refuses to decide over somebody else's head.
   *
   * @param seen {@link FindingRecord#version} when the officer looked; empty: he decides whatever it is now
   */
  void unchanged(String fingerprint, Optional<String> seen) throws SQLException {
    Optional<FindingRecord> today = seen.isEmpty() ? Optional.empty() : Findings.find(c, fingerprint);
    if (today.isPresent() && !today.get().version().equals(seen.get())) {
      FindingRecord f = today.get();
      String who = f.decision().map(FindingRecord.Decision::officer).orElse("别人");
      throw new Refusal(
          "“" + f.finding().hit().match().term() + "”（" + f.where().host() + "）在您打开页面之后已由" + who + "改为“" + f.finding().state().label()
              + "”，这次没有改动：请看过再办理");
    }
  }

  /** As {@link #unchanged}, for a whole case: nobody decided on it or its findings, and no finding came or went. */
  void caseUnchanged(String caseId, Optional<String> seen) throws SQLException {
    if (seen.isPresent() && !seen.get().equals(caseVersion(c, caseId))) {
      throw new Refusal("案件 " + caseId + " 在您打开页面之后有变动（有人作了认定，或线索有增减），这次没有改动：请看过再办理");
    }
  }

  static String caseVersion(Connection c, String caseId) throws SQLException {
    return Sql.first(
            c, r -> r.getString("state") + "@" + r.getLong("decided") + "@" + r.getLong("findings"),
            "SELECT k.state, (SELECT count(*) FROM finding f WHERE f.case_id = k.id) AS findings, (SELECT coalesce(max(d.id), 0) "
                + "FROM decision d JOIN finding f ON f.fingerprint = d.fingerprint WHERE f.case_id = k.id) AS decided FROM case_file k WHERE k.id = ?",
            caseId)
        .orElse("-");
  }

  /** Sets the state of a finding; a confirmed one gets a case if its subject has none. */
  void decide(String fingerprint, FindingState state, String act) throws SQLException {
    FindingRecord record =
        Findings.find(c, fingerprint).orElseThrow(() -> new Refusal("没有问题记录 " + fingerprint + "：请刷新列表"));
    Sql.update(
        c, "INSERT INTO decision (fingerprint, state, officer, officer_number, reason, at) VALUES (?, ?, ?, ?, ?, ?)",
        fingerprint, state, officer, number, reason, now);
    Sql.update(c, "UPDATE finding SET state = ? WHERE fingerprint = ?", state, fingerprint);
    Audit.append(
        c, now, new Audit.Act(officer, act, fingerprint, reason, record.finding().state().name(), state.name()));
    if (state == FindingState.CONFIRMED && record.caseId().isEmpty()) {
      new Cases(c, now).openOrCreate(record.subject().id(), "工作人员确认问题：" + record.finding().url());
    }
  }

  /** Sets the state of a case and of those of its findings that nobody has decided on. */
  void decideCase(String caseId, CaseState state, String act) throws SQLException {
    CaseState before = new Cases(c, now).state(caseId);
    if (!before.open()) {
      throw new Refusal("案件 " + caseId + " 已是“" + before.label() + "”：不能再" + act);
    }
    FindingState finding = state == CaseState.CONFIRMED ? FindingState.CONFIRMED : FindingState.DISMISSED;
    String which = state == CaseState.CONFIRMED ? "state = 'CANDIDATE'" : "state <> 'DISMISSED'";
    List<String> open =
        Sql.list(c, r -> r.getString(1), "SELECT fingerprint FROM finding WHERE case_id = ? AND " + which, caseId);
    for (String fingerprint : open) {
      decide(fingerprint, finding, act);
    }
    Sql.update(c, "UPDATE case_file SET state = ? WHERE id = ?", state, caseId);
    Audit.append(c, now, new Audit.Act(officer, act, caseId, reason, before.name(), state.name()));
  }

  void state(String caseId, CaseField field, long value, LocalDate day) throws SQLException {
    new Cases(c, now).state(caseId);
    if (!field.accepts(value)) {
      throw new Refusal("“" + field + "”不能是 " + value + "：请改正");
    }
    Optional<Long> before =
        Sql.first(
            c, r -> r.getLong(1), "SELECT value FROM case_field WHERE case_id = ? AND field = ? ORDER BY id DESC LIMIT 1",
            caseId, field);
    Sql.update(
        c, "INSERT INTO case_field (case_id, field, value, officer, reason, day, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        caseId, field, value, officer, reason, day.toString(), now);
    String was = before.map(v -> Long.toString(v)).orElse("");
    Audit.append(c, now, new Audit.Act(officer, "登记" + field, caseId, reason, was, Long.toString(value)));
  }

  void figure(int line, Column column, long value, LocalDate day) throws SQLException {
    requireReason("登记数据");
    if (line < 1 || line > 3 || value < 0 || !Column.ANNEX_1.contains(column)) {
      throw new Refusal("附件1没有第 " + line + " 行的“" + column + "”，或数值为负：请改正");
    }
    Sql.update(
        c, "INSERT INTO figure (line, field, value, officer, source, day, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        line, column, value, officer, reason, day.toString(), now);
    Audit.append(
        c, now, new Audit.Act(officer, "登记附件1数据", line + "/" + column, reason, "", value + "（自 " + day + "）"));
  }
}
