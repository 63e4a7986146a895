package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What officers did about cases. Entries last; a wrong one is taken back by a counter-entry. */
public final class Dispositions {
  private final Casebook book;

  public Dispositions(Casebook book) {
    this.book = book;
  }

  /**
   * An officer enters what was done.
   *
   * @param reason on what it rests; required
   * @return its number
   * @throws Refusal in Chinese if the case is not open, the day is yet to come, or something does not fit
   */
  public long enter(String caseId, Disposition.Act act, String officer, String reason) {
    book.require(Kept.CASE, caseId);
    Instant now = book.clock().instant();
    checked(act, reason, now);
    return book.database().write(
        c -> {
          CaseState state = new Cases(c, now).state(caseId);
          if (!state.open()) {
            throw new Refusal("案件 " + caseId + " 已是“" + state.label() + "”：不能登记处置");
          }
          OfficerRows.Signature who = OfficerRows.bind(c, officer, "登记处置");
          long number = insert(c, caseId, act, who, reason.strip(), now, Optional.empty());
          Audit.append(c, now, new Audit.Act(who.shown(), "登记处置", caseId, reason.strip(), "", number + " " + shown(act)));
          return number;
        });
  }

  private static void checked(Disposition.Act act, String reason, Instant now) {
    if (reason.isBlank()) {
      throw new Refusal("登记处置必须写明依据：请填写");
    }
    if (act.day().isAfter(now.atZone(Cases.ZONE).toLocalDate())) {
      throw new Refusal("处置日期 " + act.day() + " 还没有到：请在实施后登记");
    }
    if (act.amount() < 1 || act.kind().unit() == DispositionKind.Unit.ONCE && act.amount() != 1) {
      throw new Refusal("“" + act.kind().label() + "”的数量不能是 " + act.amount() + "：请改正");
    }
    if (act.due().isPresent() && (act.kind() != DispositionKind.RECTIFICATION || act.due().get().isBefore(act.day()))) {
      throw new Refusal("整改期限 " + act.due().get() + " 不对：只有限期整改有期限，且不早于处置日期");
    }
  }

  /**
   * An officer takes an entry back. It counts until the day of the counter-entry.
   *
   * @return the number of the counter-entry
   */
  public long reverse(long number, LocalDate day, String officer, String reason) {
    if (reason.isBlank()) {
      throw new Refusal("冲销必须写明理由：请填写");
    }
    Instant now = book.clock().instant();
    book.require(Kept.DISPOSITION, number);
    return book.database().write(
        c -> {
          Disposition wrong =
              rows(c, "WHERE d.id = ?", number).stream().findFirst()
                  .orElseThrow(() -> new Refusal("没有处置登记 " + number + "：请用 case acts 查看编号"));
          if (!wrong.stands()) {
            throw new Refusal("处置登记 " + number + (wrong.reverses().isPresent() ? " 本身是冲销" : " 已经冲销") + "：请检查编号");
          }
          if (day.isBefore(wrong.act().day()) || day.isAfter(now.atZone(Cases.ZONE).toLocalDate())) {
            throw new Refusal("冲销日期 " + day + " 不对：不能早于原登记的 " + wrong.act().day() + "，也不能晚于今天");
          }
          OfficerRows.Signature who = OfficerRows.bind(c, officer, "冲销处置");
          Disposition.Act act =
              new Disposition.Act(wrong.act().kind(), day, wrong.act().docNo(), wrong.act().amount(), Optional.empty());
          long counter = insert(c, wrong.caseId(), act, who, reason.strip(), now, Optional.of(number));
          Audit.append(
              c, now,
              new Audit.Act(who.shown(), "冲销处置", wrong.caseId(), reason.strip(), number + " " + shown(wrong.act()), Long.toString(counter)));
          return counter;
        });
  }

  private static long insert(
      Connection c, String caseId, Disposition.Act act, OfficerRows.Signature who, String reason, Instant now, Optional<Long> reverses)
      throws SQLException {
    return Sql.number(
        c,
        "INSERT INTO disposition (case_id, kind, day, doc_no, amount, due, officer, officer_number, reason, at, reverses) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        caseId, act.kind(), act.day().toString(), act.docNo().strip(), act.amount(), act.due().map(LocalDate::toString),
        who.shown(), who.number(), reason, now, reverses);
  }

  private static String shown(Disposition.Act act) {
    return act.kind().label() + " " + act.kind().shown(act.amount()) + " " + act.day() + (act.docNo().isBlank() ? "" : " " + act.docNo().strip());
  }

  /** Every entry of a case, counter-entries too, in the order in which they were made. */
  public List<Disposition> of(String caseId) {
    return book.database().read(c -> rows(c, "WHERE d.case_id = ?", caseId));
  }

  /** Every entry of all cases whose day lies in the range, both days included. */
  public List<Disposition> between(LocalDate from, LocalDate to) {
    return book.database().read(c -> rows(c, "WHERE d.day BETWEEN ? AND ?", from.toString(), to.toString()));
  }

  private static List<Disposition> rows(Connection c, String where, Object... arguments) throws SQLException {
    return Sql.list(
        c, Dispositions::read,
        "SELECT d.*, r.id AS reversed_by FROM disposition d LEFT JOIN disposition r ON r.reverses = d.id " + where + " ORDER BY d.id",
        arguments);
  }

  private static Disposition read(ResultSet r) throws SQLException {
    return new Disposition(
        r.getLong("id"), r.getString("case_id"),
        new Disposition.Act(
            DispositionKind.valueOf(r.getString("kind")), LocalDate.parse(r.getString("day")), r.getString("doc_no"),
            r.getLong("amount"), Sql.text(r, "due").map(LocalDate::parse)),
        r.getString("officer"), r.getString("reason"), Sql.instant(r, "at"), number(r, "reverses"), number(r, "reversed_by"));
  }

  private static Optional<Long> number(ResultSet r, String column) throws SQLException {
    return Sql.text(r, column).map(Long::valueOf);
  }
}
