package cn.qingzheng.analyzer;

/** Groups of terms that the decision table treats alike. */
enum Family {
  STATE_NAME,
  QUALIFICATION_WORD,
  SKILL_LEVEL_WORD,
  GUARANTEE,
  CERT_RENTAL,
  ORGAN_IMPERSONATION,
  RESTRICTED_GOODS,
  JOB_ANXIETY,
  NO_THRESHOLD,
  AUTHORITY_CLAIM,
  EMBLEM_MENTION
}
