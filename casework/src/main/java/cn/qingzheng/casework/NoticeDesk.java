package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a letter through the house: submitted, reviewed, signed, returned, edited, withdrawn. Who wrote any
 * version of it neither reviews nor signs it; the database refuses what this class would let through. Sealing is
 * {@link SealRoom}'s.
 */
public final class NoticeDesk {
  private final Casebook book;

  public NoticeDesk(Casebook book) {
    this.book = book;
  }

  @FunctionalInterface
  private interface Step {
    void take(Connection c, NoticeDraft draft, Instant now) throws SQLException;
  }

  private NoticeDraft on(String id, Officer by, String act, Set<NoticeState> from, Step step, Role... roles) {
    book.require(Kept.NOTICE, id);
    return book.database().guarded(
        c -> {
          NoticeDraft draft = NoticeRows.known(c, id);
          Officer officer = OfficerRows.known(c, by.number());
          officer.require(act, roles);
          if (!officer.organ().equals(draft.content().issuer().name())) {
            throw new Refusal(officer.shown() + "不是发函单位" + draft.content().issuer().name() + "的人员：不能" + act);
          }
          if (!from.contains(draft.state())) {
            throw new Refusal("函件 " + id + " 现为“" + draft.state().label() + "”：不能" + act);
          }
          step.take(c, draft, book.clock().instant());
          return NoticeRows.known(c, id);
        });
  }

  /** Hands a draft in for review; every item must have been confirmed by an officer. */
  public NoticeDraft submit(String id, Officer by) {
    return on(
        id, by, "送复核", Set.of(NoticeState.DRAFT),
        (c, draft, now) -> {
          long open = draft.content().items().stream().filter(i -> !i.confirmed()).count();
          if (open > 0) {
            throw new Refusal("清单中有 " + open + " 项尚未确认：请先认定，再重新起草");
          }
          if (draft.content().issuer().name().contains("＿") || draft.content().issuer().word().isBlank()) {
            throw new Refusal("发函单位的名称或机关代字还没有写：请在设置的 organ 下填写 name 和 document_code，再重新起草");
          }
          NoticeRows.move(c, draft, NoticeState.IN_REVIEW, now, by.shown(), "送复核", draft.contentHash());
        },
        Role.ANALYST);
  }

  /** Another officer finds the text right. */
  public NoticeDraft review(String id, Officer by) {
    return on(
        id, by, "复核", Set.of(NoticeState.IN_REVIEW),
        (c, draft, now) -> {
          notTheAuthor(c, draft, by, "复核");
          approval(c, draft, "REVIEW", "PASS", by, "", now);
          NoticeRows.move(c, draft, NoticeState.TO_SIGN, now, by.shown(), "复核通过", draft.contentHash());
        },
        Role.REVIEWER, Role.APPROVER);
  }

  /** Another officer signs the text; the letter gets its 文号 and its date. */
  public NoticeDraft sign(String id, Officer by) {
    return on(
        id, by, "签发", Set.of(NoticeState.TO_SIGN),
        (c, draft, now) -> {
          notTheAuthor(c, draft, by, "签发");
          if (draft.signing().docNo().isPresent()) {
            throw new Refusal("函件 " + id + " 已签发，文号 " + draft.signing().docNo().get() + "：等待用印");
          }
          LocalDate today = now.atZone(Cases.ZONE).toLocalDate();
          if (!draft.content().replyBy().isAfter(today)) {
            throw new Refusal("反馈期限 " + draft.content().replyBy() + " 已到：请退回后用 notice edit --reply-by 改期");
          }
          approval(c, draft, "SIGN", "PASS", by, "", now);
          String number = DocumentNumbers.take(c, draft, by, now);
          Audit.append(c, now, new Audit.Act(by.shown(), "签发", id, draft.contentHash(), "", number));
        },
        Role.APPROVER);
  }

  /** Sends the text back to its author, with a reason; a number it had is void. */
  public NoticeDraft giveBack(String id, String reason, Officer by) {
    return on(
        id, by, "退回", Set.of(NoticeState.IN_REVIEW, NoticeState.TO_SIGN),
        (c, draft, now) -> {
          required(reason, "退回");
          notTheAuthor(c, draft, by, "退回");
          approval(c, draft, draft.state() == NoticeState.IN_REVIEW ? "REVIEW" : "SIGN", "RETURN", by, reason.strip(), now);
          NoticeRows.move(c, draft, NoticeState.RETURNED, now, by.shown(), "退回", reason.strip());
          DocumentNumbers.voidOf(c, draft, "退回：" + reason.strip(), now);
        },
        Role.REVIEWER, Role.APPROVER);
  }

  /**
   * What an author changes in a text; empty parts stay as they are.
   *
   * @param body paragraphs, as in a template with everything filled in
   */
  public record Edit(Optional<String> title, Optional<java.util.List<String>> body, Optional<LocalDate> replyBy) {}

  /** Changes the text: a new version, which needs every approval anew; a number it had is void. */
  public NoticeDraft edit(String id, Edit edit, String reason, Officer by) {
    return on(
        id, by, "修改", Set.of(NoticeState.DRAFT, NoticeState.IN_REVIEW, NoticeState.TO_SIGN, NoticeState.RETURNED),
        (c, draft, now) -> {
          required(reason, "修改");
          NoticeContent changed = changed(draft.content(), edit);
          String json = Json.write(changed);
          if (NoticeRows.hash(json).equals(draft.contentHash()) && draft.state() != NoticeState.RETURNED) {
            throw new Refusal("没有改动：请写明要改的标题、正文或期限");
          }
          int version = draft.drafting().version() + 1;
          NoticeRows.version(c, id, version, new OfficerRows.Signature(by.shown(), Optional.of(by.number())), json, reason.strip(), now);
          Sql.update(
              c, "UPDATE notice SET content = ?, content_hash = ?, reply_by = ?, version = ?, state = ? WHERE id = ?",
              json, NoticeRows.hash(json), changed.replyBy().toString(), version, NoticeState.DRAFT.label(), id);
          DocumentNumbers.voidOf(c, draft, "修改：" + reason.strip(), now);
          Audit.append(c, now, new Audit.Act(by.shown(), "修改函件", id, reason.strip(), draft.contentHash(), NoticeRows.hash(json)));
        },
        Role.ANALYST);
  }

  private static NoticeContent changed(NoticeContent content, Edit edit) {
    LocalDate day = edit.replyBy.orElse(content.replyBy());
    if (edit.replyBy.isPresent() && !day.isAfter(content.date())) {
      throw new Refusal("反馈期限 " + day + " 应在拟稿日 " + content.date() + " 之后");
    }
    NoticeContent.Wording w = content.wording();
    String before = NoticeGroup.DAY.format(content.replyBy());
    java.util.List<String> body =
        edit.body.orElse(w.body()).stream().map(p -> p.replace(before, NoticeGroup.DAY.format(day))).toList();
    return content.replyBy(
        day, new NoticeContent.Wording(edit.title.orElse(w.title()), w.salutation(), body, w.attachmentTitle(), w.attachmentNote()));
  }

  /** Takes a letter back at any time before it is answered; its number is void and stays in the list. */
  public NoticeDraft withdraw(String id, String reason, Officer by) {
    Set<NoticeState> from =
        Set.of(
            NoticeState.DRAFT, NoticeState.IN_REVIEW, NoticeState.TO_SIGN, NoticeState.RETURNED, NoticeState.SEALED,
            NoticeState.SENDING, NoticeState.DELIVERED, NoticeState.ACKNOWLEDGED);
    return on(
        id, by, "撤回", from,
        (c, draft, now) -> {
          required(reason, "撤回");
          if (!draft.state().editable()) {
            by.require("撤回已用印的函件", Role.APPROVER);
          }
          NoticeRows.move(c, draft, NoticeState.WITHDRAWN, now, by.shown(), "撤回", reason.strip());
          DocumentNumbers.voidOf(c, draft, "撤回：" + reason.strip(), now);
        },
        Role.ANALYST, Role.APPROVER);
  }

  private static void required(String reason, String act) {
    if (reason.isBlank()) {
      throw new Refusal(act + "必须写明理由：请填写");
    }
  }

  private static void notTheAuthor(Connection c, NoticeDraft draft, Officer by, String act) throws SQLException {
    long wrote =
        Sql.number(
            c, "SELECT count(*) FROM notice_version WHERE notice_id = ? AND (author_number = ? OR (author_number IS NULL AND author = ?))",
            draft.id(), by.number(), by.name());
    if (wrote > 0) {
      throw new Refusal(by.shown() + "写过或改过这件函，不能" + act + "：须由另一人办理");
    }
  }

  private static void approval(Connection c, NoticeDraft draft, String step, String verdict, Officer by, String reason, Instant now)
      throws SQLException {
    Sql.update(
        c,
        "INSERT INTO notice_approval (notice_id, version, content_hash, step, verdict, officer, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        draft.id(), draft.drafting().version(), draft.contentHash(), step, verdict, by.number(), reason, now);
  }
}
