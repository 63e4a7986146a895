/**
 * What a search is beside its page: its address, the searches that officers follow, lists of searches, tables of hits.
 * In: addresses, the index, the casebook. Out: records and tables; must not know HTTP or HTML.
 */
package cn.qingzheng.console.search;
