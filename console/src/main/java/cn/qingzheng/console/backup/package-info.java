/**
 * Backups of a home while it is worked in, and homes made of backups again. In: a home, its settings. Out: dated folders,
 * each whole with a manifest that {@code sha256sum -c} understands, and what is wrong with one. No password, no key and
 * no token is ever copied. Knows no pages, rules or letters.
 */
package cn.qingzheng.console.backup;
