/**
 * Evidence packages: a BagIt bag (RFC 8493) whose payload is an unpacked WACZ, sealed into a zip of one fixed form.
 *
 * <p>In: a {@link cn.qingzheng.evidence.EvidenceRequest} with the capture, its page, the result and a way to the
 * archived bytes. Out: an {@link cn.qingzheng.model.EvidencePackage}, or the reasons why there can be none. The
 * {@link cn.qingzheng.evidence.EvidenceVerifier} takes a zip or folder of any origin and says what holds and what
 * does not; it needs nothing but the file, and none of the {@code model} classes, so that it can be handed out alone.
 *
 * <p>Knows nothing of the archive's files, the casebook or the console. The layout is described for its readers in
 * {@code docs/evidence-package.md}.
 */
package cn.qingzheng.evidence;
