package cn.qingzheng.casework;

/**
 * How a notice looks and is numbered.
 *
 * @param numberWord what follows the organ's own word in the 文号: 海人社 + 提函
 * @param receipt whether a 回执 stands on its last page
 */
public record NoticeForm(Layout layout, NoticeScope scope, String numberWord, boolean receipt) {
  static final NoticeForm LETTER = new NoticeForm(Layout.LETTER, NoticeScope.SINGLE, "函", false);

  public enum Layout {
    /** 信函格式: the organ's name in red. */
    LETTER,
    /** 文书格式: organ and title in black, number below. */
    DOCUMENT
  }

  /** To whom notices of a template go: one for each. */
  public enum Addressee {
    /** Platform, or site that is on none. */
    PLATFORM,
    SUBJECT,
    /** An organ that the drafter names. */
    ORGAN,
    /** Whoever the notice before went to. */
    RELATED
  }
}
