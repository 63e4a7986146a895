/**
 * The casebook and what a bureau writes from it. What comes in: {@link cn.qingzheng.model.PageResult}s, sealed
 * {@link cn.qingzheng.model.EvidencePackage}s and the decisions of named officers; what goes out: findings over
 * time, cases, draft notices, Annex 1 and 2 as DOCX and PDF. Must not know how a page was fetched, what a rule
 * looks for or how a package is built.
 *
 * <p>The program proposes (候选), an officer decides; every decision carries a name and stays in a hash chain.
 */
package cn.qingzheng.casework;
