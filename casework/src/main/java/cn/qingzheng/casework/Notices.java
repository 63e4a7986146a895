package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Drafts letters from cases. A draft is all this does: it cannot be sent before somebody else has approved it,
 * and the database holds that line, not only this class.
 */
public final class Notices {
  private final Casebook book;
  private final Templates templates;
  private final Issuer issuer;

  public Notices(Casebook book, Templates templates, Issuer issuer) {
    this.book = book;
    this.templates = templates;
    this.issuer = issuer;
  }

  /** Which findings go into a draft; always only those still on the web when last looked. */
  public enum Include {
    /** What an officer confirmed. */
    CONFIRMED,
    /** Candidates too, each marked as such: for looking ahead, not for signing. */
    WITH_CANDIDATES
  }

  /**
   * Drafts a 合规提示函 for every platform, and for every host that is on none, that the cases' findings stand on.
   * The same draft of the same day again gives the one that is there.
   *
   * @throws Refusal in Chinese if nothing can be listed or the organ may not send it
   */
  public List<NoticeDraft> compliancePrompts(List<String> caseIds, Include include, String drafter) {
    NoticeKind kind = templates.compliancePrompt().kind();
    requireCompetence(kind);
    String who = Decisions.named(drafter);
    return book.database().write(c -> draftAll(c, caseIds, include, who));
  }

  /** Whether our organ may send that kind. */
  public void requireCompetence(NoticeKind kind) {
    if (!kind.allowedTo(issuer.kind())) {
      throw new Refusal(issuer.name() + "无权制发" + kind.label() + "：请改用" + NoticeKind.COMPLIANCE_PROMPT.label() + "或"
          + NoticeKind.LEAD_REFERRAL.label());
    }
  }

  private List<NoticeDraft> draftAll(Connection c, List<String> caseIds, Include include, String drafter) throws SQLException {
    Map<String, NoticeGroup> groups = new TreeMap<>();
    for (String caseId : caseIds.stream().distinct().sorted().toList()) {
      if (!new Cases(c, book.clock().instant()).state(caseId).open()) {
        throw new Refusal("案件 " + caseId + " 已排除或并入他案：请从名单中去掉");
      }
      for (FindingRecord record : Findings.list(c, FindingFilter.all().inCase(caseId).present(true))) {
        if (NoticeGroup.listed(record, include)) {
          groups.computeIfAbsent(NoticeGroup.key(record), k -> new NoticeGroup()).add(caseId, record, proof(c, record));
        }
      }
    }
    if (groups.isEmpty()) {
      throw new Refusal("所选案件没有" + (include == Include.CONFIRMED ? "已确认且" : "") + "仍在网上的问题：请先由工作人员确认，或重新采集");
    }
    List<NoticeDraft> out = new ArrayList<>();
    for (NoticeGroup group : groups.values()) {
      out.add(store(c, group, drafter));
    }
    return out;
  }

  /** The package with this very capture; else none: a package of another capture would prove something else. */
  private static Optional<NoticeItem.Proof> proof(Connection c, FindingRecord record) throws SQLException {
    return Sql.first(
        c,
        r -> new NoticeItem.Proof(r.getString("id"), r.getString("manifest_sha256"), r.getString("manifest_sm3")),
        "SELECT e.id, e.manifest_sha256, e.manifest_sm3 FROM evidence e WHERE e.case_id = ? AND e.capture_id IN "
            + "(SELECT capture_id FROM finding_change WHERE fingerprint = ? AND kind <> 'RESOLVED') ORDER BY e.id DESC LIMIT 1",
        record.caseId(), record.finding().fingerprint());
  }

  private NoticeDraft store(Connection c, NoticeGroup group, String drafter) throws SQLException {
    Instant now = book.clock().instant();
    LocalDate today = now.atZone(Cases.ZONE).toLocalDate();
    NoticeTemplate template = templates.compliancePrompt();
    WorkCalendar.Deadline deadline = templates.calendar().after(today, template.replyWorkingDays());
    NoticeContent content = group.content(issuer, template, today, deadline);
    String json = Json.write(content);
    String hash = HexFormat.of().formatHex(Audit.sha256().digest(json.getBytes(StandardCharsets.UTF_8)));
    Optional<String> same =
        Sql.first(
            c, r -> r.getString(1), "SELECT id FROM notice WHERE content_hash = ? AND drafter = ? AND state = ?", hash, drafter,
            NoticeState.DRAFT.label());
    if (same.isPresent()) {
      return read(c, same.get());
    }
    String id = String.format(Locale.ROOT, "N-%d-%06d", today.getYear(), Cases.next(c, "notice", Integer.toString(today.getYear())));
    Sql.update(
        c,
        "INSERT INTO notice (id, kind, issuer, issuer_kind, recipient, state, drafter, created_at, reply_by, content, content_hash) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, content.kind(), issuer.name(), issuer.kind(), content.recipient(), NoticeState.DRAFT.label(), drafter, now,
        content.replyBy().toString(), json, hash);
    for (String caseId : group.caseIds()) {
      Sql.update(c, "INSERT INTO notice_case VALUES (?, ?)", id, caseId);
    }
    Audit.append(
        c, now, new Audit.Act(drafter, "拟稿" + content.kind().label(), id, "主送 " + content.recipient(), "", hash));
    return read(c, id);
  }

  /** All drafts and notices, youngest first. */
  public List<NoticeDraft> list() {
    return book.database().read(
        c -> {
          List<NoticeDraft> out = new ArrayList<>();
          for (String id : Sql.list(c, r -> r.getString(1), "SELECT id FROM notice ORDER BY created_at DESC, id DESC")) {
            out.add(read(c, id));
          }
          return out;
        });
  }

  public Optional<NoticeDraft> find(String id) {
    return list().stream().filter(n -> n.id().equals(id)).findFirst();
  }

  private static NoticeDraft read(Connection c, String id) throws SQLException {
    List<String> cases =
        Sql.list(c, r -> r.getString(1), "SELECT case_id FROM notice_case WHERE notice_id = ? ORDER BY case_id", id);
    return Sql.first(c, r -> draft(r, cases), "SELECT * FROM notice WHERE id = ?", id).orElseThrow();
  }

  private static NoticeDraft draft(ResultSet r, List<String> cases) throws SQLException {
    return new NoticeDraft(
        r.getString("id"), NoticeState.labelled(r.getString("state")), cases,
        Json.read(r.getString("content"), NoticeContent.class), r.getString("content_hash"),
        new NoticeDraft.Drafting(r.getString("drafter"), Sql.instant(r, "created_at"), Sql.text(r, "approver")));
  }

  /** Writes the letter with its list; a draft is marked as one on every page. */
  public void writeDocx(NoticeDraft draft, Path file) throws IOException {
    DocxWriter.write(NoticeLetter.page(draft), file);
  }

  /** As {@link #writeDocx}, as PDF/A-2b with embedded fonts. */
  public void writePdf(NoticeDraft draft, Path file) throws IOException {
    PdfWriter.write(NoticeLetter.page(draft), file);
  }
}
