package cn.qingzheng.model;

/**
 * Brings disguised writing to one form, the same for finding and for searching. Implemented by the analyzer,
 * used by the index, so that who searches 包过 finds 包 過 too. Safe for several threads.
 */
@FunctionalInterface
public interface TextFolding {
  FoldedText fold(String raw);
}
