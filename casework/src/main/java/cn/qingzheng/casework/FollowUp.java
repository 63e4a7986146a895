package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What comes after a letter: receipt, overdue, reminder, referral, and the look of our own that alone closes it. A
 * reminder or referral is a letter of its own with the earlier one as {@code related}.
 */
public final class FollowUp {
  /** Still there, or at the last second look in other words or at another address: 表面整改 closes nothing. */
  private static final String GOING_ON =
      "(f.present = 1 OR EXISTS (SELECT 1 FROM recheck r WHERE r.id = (SELECT max(y.id) FROM recheck y WHERE y.fingerprint = f.fingerprint) "
          + "AND r.verdict IN ('CHANGED', 'MOVED', 'STILL_THERE', 'RELAPSED')))";

  private static final Set<NoticeState> AWAITING = Set.of(NoticeState.DELIVERED, NoticeState.ACKNOWLEDGED);
  private static final Set<NoticeState> OUT =
      Set.of(
          NoticeState.DELIVERED, NoticeState.ACKNOWLEDGED, NoticeState.ANSWERED, NoticeState.OVERDUE, NoticeState.REMINDED,
          NoticeState.REFERRED, NoticeState.RECHECK);

  private final Casebook book;

  public FollowUp(Casebook book) {
    this.book = book;
  }

  /** Somebody at the recipient's signed for it. */
  public NoticeDraft acknowledged(String id, String by, Officer officer) {
    book.require(Kept.NOTICE, id);
    return book.database().write(
        c -> {
          OfficerRows.known(c, officer.number()).require("登记签收", Role.ANALYST, Role.SEAL_KEEPER, Role.APPROVER);
          NoticeDraft draft = NoticeRows.known(c, id);
          if (draft.state() != NoticeState.DELIVERED) {
            throw new Refusal("函件 " + id + " 现为“" + draft.state().label() + "”：送达后才能登记签收");
          }
          if (by.isBlank()) {
            throw new Refusal("登记签收须写明签收人：请填写");
          }
          NoticeRows.move(c, draft, NoticeState.ACKNOWLEDGED, book.clock().instant(), officer.shown(), "登记签收", by.strip());
          return NoticeRows.known(c, id);
        });
  }

  /**
   * Goes through all letters that are out: what is past its day without a reply, or was looked at and found still
   * there, is overdue; an overdue one whose
   * reminder or referral went out says so. The program does that by itself; it sends nothing.
   *
   * @return the letters that changed
   */
  public List<NoticeDraft> review() {
    return book.database().write(
        c -> {
          Instant now = book.clock().instant();
          LocalDate today = now.atZone(Cases.ZONE).toLocalDate();
          List<String> changed = new ArrayList<>();
          for (NoticeDraft draft : NoticeRows.list(c, "")) {
            boolean due = AWAITING.contains(draft.state()) || draft.state() == NoticeState.RECHECK && count(c, draft.id(), GOING_ON) > 0;
            if (due && today.isAfter(draft.content().replyBy())) {
              NoticeRows.move(c, draft, NoticeState.OVERDUE, now, Audit.PROGRAM, "逾期", "反馈期限 " + draft.content().replyBy());
              changed.add(draft.id());
            } else if (draft.state() == NoticeState.OVERDUE || draft.state() == NoticeState.REMINDED) {
              if (followed(c, draft, now)) {
                changed.add(draft.id());
              }
            }
          }
          List<NoticeDraft> out = new ArrayList<>();
          for (String id : changed) {
            out.add(NoticeRows.known(c, id));
          }
          return out;
        });
  }

  private static boolean followed(Connection c, NoticeDraft draft, Instant now) throws SQLException {
    if (gone(c, draft, "'CASE_REFERRAL', 'LEAD_REFERRAL'")) {
      NoticeRows.move(c, draft, NoticeState.REFERRED, now, Audit.PROGRAM, "移送", "移送函已送达");
      return true;
    }
    if (draft.state() == NoticeState.OVERDUE && gone(c, draft, "'REMINDER'")) {
      NoticeRows.move(c, draft, NoticeState.REMINDED, now, Audit.PROGRAM, "催告", "催告已送达");
      return true;
    }
    return false;
  }

  /** Whether a letter of these kinds about it was delivered. */
  private static boolean gone(Connection c, NoticeDraft draft, String kinds) throws SQLException {
    return Sql.number(
            c, "SELECT count(*) FROM notice WHERE related = ? AND kind IN (" + kinds + ") AND delivered_at IS NOT NULL AND state <> '撤回'",
            draft.id())
        > 0;
  }

  /**
   * What our own captures say of a letter's findings.
   *
   * @param gone no longer there when last looked
   * @param present still there
   * @param unseen of those present: not looked at again since the letter arrived
   */
  public record Recheck(NoticeDraft notice, int gone, int present, int unseen) {}

  /**
   * Looks at what the captures since say of the letter's findings: all gone closes it, anything else leaves it at
   * 复查. A reply changes nothing here.
   */
  public Recheck recheck(String id, Officer officer) {
    book.require(Kept.NOTICE, id);
    return book.database().write(
        c -> {
          OfficerRows.known(c, officer.number()).require("复查", Role.ANALYST, Role.REVIEWER, Role.APPROVER);
          NoticeDraft draft = NoticeRows.known(c, id);
          if (!OUT.contains(draft.state())) {
            throw new Refusal("函件 " + id + " 现为“" + draft.state().label() + "”：送达后才能复查");
          }
          Instant now = book.clock().instant();
          int gone = count(c, id, "NOT " + GOING_ON);
          int present = count(c, id, GOING_ON);
          int unseen = count(c, id, "f.present = 1 AND f.last_seen <= n.delivered_at");
          if (draft.state() != NoticeState.RECHECK) {
            NoticeRows.move(c, draft, NoticeState.RECHECK, now, officer.shown(), "复查", "已消失 " + gone + " 项，仍在 " + present + " 项");
          }
          if (present == 0 && gone > 0) {
            NoticeRows.move(c, NoticeRows.known(c, id), NoticeState.CLOSED, now, officer.shown(), "办结", "我方复查：" + gone + " 项全部消失");
          }
          return new Recheck(NoticeRows.known(c, id), gone, present, unseen);
        });
  }

  private static int count(Connection c, String id, String which) throws SQLException {
    return (int)
        Sql.number(
            c,
            "SELECT count(*) FROM notice_finding x JOIN finding f ON f.fingerprint = x.fingerprint JOIN notice n ON n.id = x.notice_id "
                + "WHERE x.notice_id = ? AND " + which,
            id);
  }
}
