package cn.qingzheng.casework;

import java.nio.file.Path;
import java.time.Instant;

/** Takes a package out of a case: one officer asks, another approves; the database holds that line. */
public final class EvidenceRemovals {
  private final Casebook book;

  public EvidenceRemovals(Casebook book) {
    this.book = book;
  }

  /** Asks for the removal; nothing is removed yet. */
  public void ask(String evidenceId, String reason, Officer by) {
    book.require(Kept.EVIDENCE, evidenceId);
    book.database().write(
        c -> {
          OfficerRows.known(c, by.number()).require("申请移除证据", Role.ANALYST, Role.REVIEWER, Role.APPROVER);
          if (reason.isBlank()) {
            throw new Refusal("申请移除证据必须写明理由：请填写");
          }
          if (Sql.number(c, "SELECT count(*) FROM evidence WHERE id = ?", evidenceId) == 0) {
            throw new Refusal("没有证据 " + evidenceId + "：用 case show 查看编号");
          }
          if (Sql.number(c, "SELECT count(*) FROM evidence_removal WHERE evidence_id = ?", evidenceId) > 0) {
            throw new Refusal("证据 " + evidenceId + " 已有移除申请：等待另一名人员批准");
          }
          Instant now = book.clock().instant();
          Sql.update(
              c,
              "INSERT INTO evidence_removal (evidence_id, case_id, file, manifest_sha256, reason, asked_by, asked_at) "
                  + "SELECT id, case_id, file, manifest_sha256, ?, ?, ? FROM evidence WHERE id = ?",
              reason.strip(), by.number(), now, evidenceId);
          Audit.append(c, now, new Audit.Act(by.shown(), "申请移除证据", evidenceId, reason.strip(), "", ""));
          return true;
        });
  }

  /**
   * Approves a removal that somebody else asked for. The record of it stays.
   *
   * @return the file, which is now in no case
   */
  public Path approve(String evidenceId, Officer by) {
    book.require(Kept.EVIDENCE, evidenceId);
    return book.database().guarded(
        c -> {
          OfficerRows.known(c, by.number()).require("批准移除证据", Role.APPROVER);
          record Asked(String by, String file, String sha, boolean done) {}
          Asked asked =
              Sql.first(
                      c,
                      r -> new Asked(r.getString("asked_by"), r.getString("file"), r.getString("manifest_sha256"), r.getString("approved_by") != null),
                      "SELECT * FROM evidence_removal WHERE evidence_id = ?", evidenceId)
                  .orElseThrow(() -> new Refusal("没有人申请移除证据 " + evidenceId + "：请先申请"));
          if (asked.done) {
            throw new Refusal("证据 " + evidenceId + " 已经移除");
          }
          if (asked.by.equals(by.number())) {
            throw new Refusal("申请人不能自己批准：请由另一名签发人办理");
          }
          Instant now = book.clock().instant();
          Sql.update(c, "UPDATE evidence_removal SET approved_by = ?, approved_at = ? WHERE evidence_id = ?", by.number(), now, evidenceId);
          Sql.update(c, "DELETE FROM evidence WHERE id = ?", evidenceId);
          Audit.append(c, now, new Audit.Act(by.shown(), "批准移除证据", evidenceId, "申请人 " + asked.by, asked.sha, ""));
          return book.resolve(asked.file);
        });
  }
}
