package cn.qingzheng.analyzer;

/** Groups of terms, and of what is seen of a page as a whole, that the decision table treats alike. */
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
  EMBLEM_MENTION,
  /** The site bears an official site's name, and its address or what it does supports that. */
  OFFICIAL_SITE_POSED,
  /** Only the name, or only the address, is like an official one. */
  OFFICIAL_SITE_HINTED,
  /** The words of an offer sell a certificate. */
  CERT_SALE,
  /** An offer is called like a certificate and says nothing of training. */
  CERT_SALE_HINTED,
  /** Money for the certificate. */
  PRICE_CLAIM,
  /** A certificate and a price. */
  PRICE_LIST,
  FILING_CONTRADICTED,
  /** The number is that body's, but its filing does not hold on the day. */
  FILING_LAPSED,
  FILING_UNVERIFIED,
  FILING_CONFIRMED,
  FILING_MISSING
}
