package cn.qingzheng.analyzer;

/** Where on a page a word has to stand to say something of the page's kind. Hidden text counts nowhere. */
enum PageZone {
  /** Anywhere. */
  PAGE,
  /** Title of the page, and its first heading. */
  TITLE,
  /** Buttons, links, hints in fields, and blocks as short as a button. */
  BUTTON,
  /** The beginning of one of the first blocks after the first heading: source, author, place and date. */
  HEAD,
  /** The end of one of the last blocks: who signs. */
  TAIL
}
