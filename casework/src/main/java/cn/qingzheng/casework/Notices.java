package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts letters from cases, lists and writes them. A draft is all this does: it cannot be sent before other
 * officers have approved and sealed it ({@link NoticeDesk}), and the database holds that line, not only this program.
 */
public final class Notices {
  private final Casebook book;
  private final Templates templates;
  private final Issuer issuer;
  private final Contacts contacts;

  public Notices(Casebook book, Templates templates, Issuer issuer) {
    this(book, templates, issuer, Contacts.none());
  }

  /** @param contacts who stands behind a platform */
  public Notices(Casebook book, Templates templates, Issuer issuer, Contacts contacts) {
    this.book = book;
    this.templates = templates;
    this.issuer = issuer;
    this.contacts = contacts;
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
    return draft(NoticeRequest.of(NoticeKind.COMPLIANCE_PROMPT, caseIds, drafter).include(include));
  }

  /** Drafts what is asked for, one notice for each addressee; see {@link #compliancePrompts}. */
  public List<NoticeDraft> draft(NoticeRequest request) {
    templates.competence().require(request.kind(), request.scope(), issuer);
    request.caseIds().forEach(id -> book.require(Kept.CASE, id));
    request.related().ifPresent(id -> book.require(Kept.NOTICE, id));
    NoticeTemplate template = templates.notice(request.kind(), request.scope());
    return book.database().write(
        c -> new NoticeDrafting(c, book.clock().instant(), template, templates.calendar(), issuer, contacts, request).draft());
  }

  /** Whether our organ may send that kind. */
  public void requireCompetence(NoticeKind kind) {
    templates.competence().require(kind, NoticeScope.SINGLE, issuer);
  }

  /** What a drafter has to fill in for that kind: name and explanation. */
  public Map<String, String> inputs(NoticeKind kind, NoticeScope scope) {
    return templates.notice(kind, scope).inputs();
  }

  /** All drafts and notices, youngest first. */
  public List<NoticeDraft> list() {
    return book.database().read(c -> NoticeRows.list(c, ""));
  }

  public Optional<NoticeDraft> find(String id) {
    return book.database().read(c -> NoticeRows.find(c, id));
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
