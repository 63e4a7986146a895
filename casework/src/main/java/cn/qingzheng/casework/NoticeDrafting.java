package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Drafts the notices of one request inside one transaction. */
final class NoticeDrafting {
  private final Connection c;
  private final Instant now;
  private final NoticeTemplate template;
  private final WorkCalendar calendar;
  private final Issuer issuer;
  private final Contacts contacts;
  private final NoticeRequest request;

  NoticeDrafting(
      Connection c, Instant now, NoticeTemplate template, WorkCalendar calendar, Issuer issuer, Contacts contacts, NoticeRequest request) {
    this.c = c;
    this.now = now;
    this.template = template;
    this.calendar = calendar;
    this.issuer = issuer;
    this.contacts = contacts;
    this.request = request;
  }

  List<NoticeDraft> draft() throws SQLException {
    OfficerRows.Signature drafter = OfficerRows.bind(c, request.drafter(), "拟稿");
    checkInputs();
    Optional<NoticeDraft> related = related();
    Map<String, NoticeGroup> groups = new TreeMap<>();
    for (String caseId : caseIds(related)) {
      if (!new Cases(c, now).state(caseId).open()) {
        throw new Refusal("案件 " + caseId + " 已排除或并入他案：请从名单中去掉");
      }
      for (FindingRecord record : Findings.list(c, FindingFilter.all().inCase(caseId).present(true))) {
        if (NoticeGroup.listed(record, request.include()) && spokenOf(related, record)) {
          groups.computeIfAbsent(key(record), k -> new NoticeGroup()).add(caseId, record, proof(record));
        }
      }
    }
    if (groups.isEmpty()) {
      throw new Refusal(
          "所选案件没有" + (request.include() == Notices.Include.CONFIRMED ? "已确认且" : "") + "仍在网上的问题：请先由工作人员确认，或重新采集");
    }
    List<NoticeDraft> out = new ArrayList<>();
    for (NoticeGroup group : groups.values()) {
      out.add(store(group, related, drafter));
    }
    return out;
  }

  private void checkInputs() {
    for (String name : request.inputs().keySet().stream().sorted().toList()) {
      if (!template.inputs().containsKey(name)) {
        throw new Refusal(request.kind().label() + "没有可填的“" + name + "”：可填的有 " + template.inputs().keySet().stream().sorted().toList());
      }
    }
    List<String> missing =
        template.inputs().entrySet().stream()
            .filter(e -> request.inputs().getOrDefault(e.getKey(), "").isBlank())
            .map(e -> e.getKey() + "（" + e.getValue() + "）")
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw new Refusal(request.kind().label() + "还须填写：" + String.join("、", missing));
    }
    if (template.addressee() == NoticeForm.Addressee.ORGAN && request.to().filter(t -> !t.isBlank()).isEmpty()) {
      throw new Refusal(request.kind().label() + "须写明送给哪个机关：请写收函机关全称");
    }
  }

  private Optional<NoticeDraft> related() throws SQLException {
    if (request.related().isEmpty()) {
      if (template.addressee() == NoticeForm.Addressee.RELATED) {
        throw new Refusal(request.kind().label() + "须写明针对哪件函件：请写其编号");
      }
      return Optional.empty();
    }
    NoticeDraft before = NoticeRows.known(c, request.related().get());
    if (before.signing().docNo().isEmpty() || before.state().editable() || before.state() == NoticeState.WITHDRAWN) {
      throw new Refusal("函件 " + before.id() + " 没有发出（" + before.state().label() + "）：不能据此再发函");
    }
    return Optional.of(before);
  }

  private List<String> caseIds(Optional<NoticeDraft> related) {
    List<String> asked = request.caseIds().isEmpty() ? related.map(NoticeDraft::caseIds).orElse(List.of()) : request.caseIds();
    return asked.stream().distinct().sorted().toList();
  }

  /** A notice about an earlier one speaks of nothing new. */
  private boolean spokenOf(Optional<NoticeDraft> related, FindingRecord record) throws SQLException {
    return related.isEmpty()
        || Sql.number(
                c, "SELECT count(*) FROM notice_finding WHERE notice_id = ? AND fingerprint = ?", related.get().id(),
                record.finding().fingerprint())
            > 0;
  }

  private String key(FindingRecord record) {
    return switch (template.addressee()) {
      case PLATFORM -> NoticeGroup.key(record);
      case SUBJECT -> String.format(Locale.ROOT, "%012d", record.subject().id());
      case ORGAN, RELATED -> "";
    };
  }

  /** The package with this very capture; else none: a package of another capture would prove something else. */
  private Optional<NoticeItem.Proof> proof(FindingRecord record) throws SQLException {
    return Sql.first(
        c,
        r -> new NoticeItem.Proof(r.getString("id"), r.getString("manifest_sha256"), r.getString("manifest_sm3")),
        "SELECT e.id, e.manifest_sha256, e.manifest_sm3 FROM evidence e WHERE e.case_id = ? AND e.capture_id IN "
            + "(SELECT capture_id FROM finding_change WHERE fingerprint = ? AND kind <> 'RESOLVED') ORDER BY e.id DESC LIMIT 1",
        record.caseId(), record.finding().fingerprint());
  }

  private NoticeDraft store(NoticeGroup group, Optional<NoticeDraft> related, OfficerRows.Signature drafter) throws SQLException {
    LocalDate today = now.atZone(Cases.ZONE).toLocalDate();
    WorkCalendar.Deadline deadline = calendar.after(today, template.replyWorkingDays());
    NoticeContent content =
        new NoticeWording(template, issuer, contacts, request, related).content(group, today, deadline);
    String json = Json.write(content);
    Optional<String> same =
        Sql.first(
            c, r -> r.getString(1), "SELECT id FROM notice WHERE content_hash = ? AND drafter = ? AND state = ?",
            NoticeRows.hash(json), drafter.shown(), NoticeState.DRAFT.label());
    return NoticeRows.known(c, same.isPresent() ? same.get() : insert(content, json, group, related, drafter, today));
  }

  private String insert(
      NoticeContent content, String json, NoticeGroup group, Optional<NoticeDraft> related, OfficerRows.Signature drafter, LocalDate today)
      throws SQLException {
    String id = String.format(Locale.ROOT, "N-%d-%06d", today.getYear(), Cases.next(c, "notice", Integer.toString(today.getYear())));
    Sql.update(
        c,
        "INSERT INTO notice (id, kind, scope, issuer, issuer_kind, issuer_level, recipient, state, version, related, drafter, "
            + "created_at, reply_by, content, content_hash, reply_token) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
        id, content.kind(), request.scope(), issuer.name(), issuer.kind(), issuer.level(), content.recipient(),
        NoticeState.DRAFT.label(), related.map(NoticeDraft::id), drafter.shown(), now, content.replyBy().toString(), json,
        NoticeRows.hash(json), id);
    NoticeRows.version(c, id, 1, drafter, json, "拟稿", now);
    for (String caseId : group.caseIds()) {
      Sql.update(c, "INSERT INTO notice_case VALUES (?, ?)", id, caseId);
    }
    for (String fingerprint : group.fingerprints()) {
      Sql.update(c, "INSERT INTO notice_finding VALUES (?, ?)", id, fingerprint);
    }
    Audit.append(
        c, now,
        new Audit.Act(drafter.shown(), "拟稿" + content.kind().label(), id, "主送 " + content.recipient(), "", NoticeRows.hash(json)));
    return id;
  }
}
