package cn.qingzheng.analyzer;

import java.util.List;

/** A rule about what no list of terms can see: an address, a table, a number that another body holds. */
interface PageRule {
  /** As in the packs and in {@code docs/rules}. */
  String id();

  /** What is there, by offset; mostly nothing. */
  List<Sighting> look(PageContext page);
}
