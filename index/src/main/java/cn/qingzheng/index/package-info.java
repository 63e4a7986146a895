/**
 * What was seen, searchable.
 *
 * <p>In: a page with its result ({@link cn.qingzheng.index.IndexedPage}), and how text is folded and cut into words,
 * as the two interfaces of {@code model}. Out: {@link cn.qingzheng.index.SearchResult}, plain records without
 * mark-up. Lucene is used here and nowhere else; the module must not know HanLP, the archive, the casebook or the web.
 *
 * <p>The index is a copy: deleting it loses nothing, it is rebuilt from archive and casebook.
 *
 * <p>How terms are found, whatever the segmentation does: every ideograph and every run of letters or digits holds a
 * position of its own, and what an analyst types is searched as a phrase of them. So any stretch of a text is found,
 * also one that straddles two words. Words of the segmentation lie over the same positions and only raise the rank.
 * Bigrams were left out: they would find the same, and single characters would still be needed. Writings that folding
 * cannot bring to one form (homophones, pinyin) are found through the hits of the analysis: the term that was meant is
 * indexed at the place of what was written.
 */
package cn.qingzheng.index;
