/**
 * Judges a page: {@code Page} in, {@code PageResult} out. Loads the rule packs, word lists, catalogues and the
 * filing registry once; after that it does no I/O, reads no clock, and is safe for several threads.
 *
 * <p>The way of a text: folding brings disguised writing to one form and keeps the way back to the raw offsets;
 * one automaton finds terms, variants and lawful longer names in one pass; HanLP looks at the word boundary around
 * candidates only; then the sentence, the page, the certificate and the promoter decide what an occurrence means.
 *
 * <p>Must not know: where pages come from, how findings are kept, how they are shown. HanLP stays in one class.
 */
package cn.qingzheng.analyzer;
