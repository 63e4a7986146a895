package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** 文号, without gaps per organ, word and year. A voided one is kept and never given again. */
public final class DocumentNumbers {
  private DocumentNumbers() {}

  /**
   * @param voided why, if it is void
   */
  public record Entry(String docNo, String noticeId, String takenBy, Instant at, Optional<String> voided) {}

  /** By organ, word, year and number. */
  public static List<Entry> list(Casebook book) {
    return book.database().read(
        c ->
            Sql.list(
                c,
                r ->
                    new Entry(
                        r.getString("doc_no"), r.getString("notice_id"), r.getString("name"), Sql.instant(r, "taken_at"),
                        Sql.text(r, "void_reason")),
                "SELECT d.*, o.name FROM document_number d JOIN officer o ON o.number = d.taken_by "
                    + "ORDER BY d.organ, d.word, d.year, d.number"));
  }

  /** The next number, taken in the transaction of the signature. */
  static String take(Connection c, NoticeDraft draft, Officer by, Instant now) throws SQLException {
    Issuer issuer = draft.content().issuer();
    int year = now.atZone(Cases.ZONE).getYear();
    String word = issuer.word() + draft.content().form().numberWord();
    long number =
        Sql.number(
            c, "SELECT coalesce(max(number), 0) + 1 FROM document_number WHERE organ = ? AND word = ? AND year = ?", issuer.name(),
            word, year);
    String docNo = String.format(Locale.ROOT, "%s〔%d〕%d号", word, year, number);
    Sql.update(
        c,
        "INSERT INTO document_number (organ, word, year, number, doc_no, notice_id, version, taken_by, taken_at) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        issuer.name(), word, year, number, docNo, draft.id(), draft.drafting().version(), by.number(), now);
    return docNo;
  }

  static void voidOf(Connection c, NoticeDraft draft, String why, Instant now) throws SQLException {
    Sql.update(
        c, "UPDATE document_number SET voided_at = ?, void_reason = ? WHERE notice_id = ? AND voided_at IS NULL", now, why, draft.id());
  }
}
