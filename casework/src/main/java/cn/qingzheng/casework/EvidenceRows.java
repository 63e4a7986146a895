package cn.qingzheng.casework;

import cn.qingzheng.model.EvidencePackage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table of sealed packages.
 *
 * @param folder packages in it are kept by their path from here, so that it can be moved
 */
record EvidenceRows(Connection c, Path folder, Instant now) {
  /** {@code EV-20261123-000001}, by the day in China. */
  String nextId() throws SQLException {
    String day = DateTimeFormatter.BASIC_ISO_DATE.format(now.atZone(Cases.ZONE).toLocalDate());
    return String.format(Locale.ROOT, "EV-%s-%06d", day, Cases.next(c, "evidence", day));
  }

  /** @return whether it was not filed before */
  boolean add(String caseId, String captureId, EvidencePackage sealed, String officer) throws SQLException {
    String who = who(officer, "证据入卷");
    new Cases(c, now).state(caseId);
    if (find(sealed.id()).isPresent()) {
      return false;
    }
    Sql.update(
        c, "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
        sealed.id(), caseId, captureId, stored(sealed.file()), sealed.sealedAt(), sealed.manifestSha256(), sealed.manifestSm3());
    Audit.append(c, now, new Audit.Act(who, "证据入卷", sealed.id(), "案件 " + caseId, "", sealed.manifestSha256()));
    return true;
  }

  /** Writes into the log what was done with a package that is there. */
  boolean note(String evidenceId, String act, String officer, String reason, String detail) throws SQLException {
    String who = who(officer, act);
    if (find(evidenceId).isEmpty()) {
      throw new Refusal("没有证据包 " + evidenceId + "：请用 case show 查看编号");
    }
    Audit.append(c, now, new Audit.Act(who, act, evidenceId, reason.strip(), "", detail));
    return true;
  }

  Optional<StoredEvidence> find(String evidenceId) throws SQLException {
    return Sql.first(c, this::read, "SELECT * FROM evidence WHERE id = ?", evidenceId);
  }

  List<StoredEvidence> all() throws SQLException {
    return Sql.list(c, this::read, "SELECT * FROM evidence ORDER BY id");
  }

  List<StoredEvidence> ofCase(String caseId) throws SQLException {
    return Sql.list(c, this::read, "SELECT * FROM evidence WHERE case_id = ? ORDER BY id", caseId);
  }

  List<StoredEvidence> ofCapture(String captureId) throws SQLException {
    return Sql.list(c, this::read, "SELECT * FROM evidence WHERE capture_id = ? ORDER BY id", captureId);
  }

  private String who(String officer, String act) throws SQLException {
    return officer.equals(Audit.PROGRAM) ? officer : OfficerRows.bind(c, officer, act).shown();
  }

  private String stored(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return whole.startsWith(folder) ? folder.relativize(whole).toString() : whole.toString();
  }

  private StoredEvidence read(ResultSet r) throws SQLException {
    return new StoredEvidence(
        r.getString("case_id"), r.getString("capture_id"),
        new EvidencePackage(
            r.getString("id"), folder.resolve(r.getString("file")), Sql.instant(r, "sealed_at"), r.getString("manifest_sha256"),
            r.getString("manifest_sm3")));
  }
}
