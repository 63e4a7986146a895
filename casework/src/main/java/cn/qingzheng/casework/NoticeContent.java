package cn.qingzheng.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a notice says; its SHA-256 is what gets approved and sealed.
 *
 * @param recipient 主送
 * @param creditCode 统一社会信用代码 of the recipient, if known
 * @param body paragraphs; one that begins with {@code "# "} is a heading
 * @param caution about the deadline, if its year's holidays were not known
 */
public record NoticeContent(
    NoticeKind kind,
    Issuer issuer,
    String recipient,
    Optional<String> creditCode,
    NoticeForm form,
    Wording wording,
    LocalDate date,
    LocalDate replyBy,
    Optional<String> caution,
    List<NoticeItem> items) {
  public NoticeContent {
    items = List.copyOf(items);
    // Drafts of before there were other forms have none.
    form = Objects.requireNonNullElse(form, NoticeForm.LETTER);
    creditCode = Objects.requireNonNullElse(creditCode, Optional.empty());
  }

  /** The list as recipients see and count it: a line for each page of a subject, with all that was found there. */
  public List<List<NoticeItem>> pages() {
    return NoticeList.pages(items);
  }

  NoticeContent replyBy(LocalDate day, Wording changed) {
    return new NoticeContent(kind, issuer, recipient, creditCode, form, changed, date, day, caution, items);
  }

  /** The texts with every placeholder filled in. */
  public record Wording(String title, String salutation, List<String> body, String attachmentTitle, String attachmentNote) {
    public Wording {
      body = List.copyOf(body);
    }
  }
}
