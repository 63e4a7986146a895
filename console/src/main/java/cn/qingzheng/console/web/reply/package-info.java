/**
 * The page on which recipients of a letter answer. In: a key that stands in the letter. Out: a reply in the casebook and
 * a receipt. Whoever comes here has no account and sees the list of that letter, nothing else; what he sends is
 * hostile until somebody has looked at it.
 */
package cn.qingzheng.console.web.reply;
