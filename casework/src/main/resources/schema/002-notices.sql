-- Letters and notices. Nobody approves what he wrote; nothing moves on from a draft without approval; what was
-- approved cannot be edited without dropping the approval.
CREATE TABLE notice (
  id            TEXT PRIMARY KEY,
  kind          TEXT NOT NULL CHECK (kind IN ('COMPLIANCE_PROMPT', 'LEAD_REFERRAL', 'ASSISTANCE_REQUEST',
                                              'RECTIFICATION_ORDER', 'INTERVIEW', 'CASE_REFERRAL', 'REMINDER')),
  issuer        TEXT NOT NULL,
  issuer_kind   TEXT NOT NULL CHECK (issuer_kind IN ('LABOUR', 'MARKET_REGULATION')),
  recipient     TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('草稿', '待复核', '待签发', '已用印', '发送中', '已送达', '已签收',
                                               '已反馈', '复查', '办结', '退回', '撤回', '逾期')),
  doc_no        TEXT UNIQUE,
  drafter       TEXT NOT NULL CHECK (trim(drafter) <> ''),
  reviewer      TEXT CHECK (reviewer IS NULL OR trim(reviewer) <> trim(drafter)),
  approver      TEXT CHECK (approver IS NULL OR (trim(approver) <> '' AND trim(approver) <> trim(drafter))),
  created_at    INTEGER NOT NULL,
  reply_by      TEXT NOT NULL,
  content       TEXT NOT NULL CHECK (json_valid(content)),
  content_hash  TEXT NOT NULL CHECK (length(content_hash) = 64),
  approved_hash TEXT,
  CHECK ((approver IS NULL) = (approved_hash IS NULL)),
  CHECK (approved_hash IS NULL OR approved_hash = content_hash),
  CHECK (state IN ('草稿', '待复核', '待签发', '退回', '撤回') OR approver IS NOT NULL),
  CHECK (NOT (issuer_kind = 'LABOUR' AND kind = 'RECTIFICATION_ORDER'))
) STRICT, WITHOUT ROWID;

CREATE TABLE notice_case (
  notice_id TEXT NOT NULL REFERENCES notice (id),
  case_id   TEXT NOT NULL REFERENCES case_file (id),
  PRIMARY KEY (notice_id, case_id)
) STRICT, WITHOUT ROWID;

-- What an officer states for a case and the program cannot know; the last row of a field counts.
CREATE TABLE case_field (
  id      INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  field   TEXT NOT NULL,
  value   INTEGER NOT NULL CHECK (value >= 0),
  officer TEXT NOT NULL CHECK (trim(officer) <> ''),
  reason  TEXT NOT NULL,
  day     TEXT NOT NULL,
  at      INTEGER NOT NULL
) STRICT;
CREATE INDEX case_field_case ON case_field (case_id, field, id);

-- Figures of Annex 1 that come from elsewhere; the last row of a cell counts.
CREATE TABLE figure (
  id      INTEGER PRIMARY KEY,
  line    INTEGER NOT NULL CHECK (line BETWEEN 1 AND 3),
  field   TEXT NOT NULL,
  value   INTEGER NOT NULL CHECK (value >= 0),
  officer TEXT NOT NULL CHECK (trim(officer) <> ''),
  source  TEXT NOT NULL CHECK (trim(source) <> ''),
  day     TEXT NOT NULL,
  at      INTEGER NOT NULL
) STRICT;
CREATE INDEX figure_cell ON figure (line, field, id);
