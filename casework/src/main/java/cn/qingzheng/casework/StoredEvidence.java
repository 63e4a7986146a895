package cn.qingzheng.casework;

import cn.qingzheng.model.EvidencePackage;

/**
 * A sealed package as the casebook knows it.
 *
 * @param captureId the capture inside
 */
public record StoredEvidence(String caseId, String captureId, EvidencePackage sealed) {}
