package cn.qingzheng.analyzer;

/** Where on a page a word has to stand to say something of the page's kind. Hidden text counts nowhere. */
enum PageZone {
  /** Anywhere. */
  PAGE,
  /** Title of the page, and its first heading. */
  TITLE,
  /** Buttons, links, hints in fields, and blocks as short as a button. */
  BUTTON,
  /** The name of the site behind the title of the page. */
  SITE,
  /** A line of its own around the first heading: source, author, place and date. */
  HEAD,
  /** A line of its own among the last blocks, or a bracket at the end of one: who signs. */
  TAIL
}
