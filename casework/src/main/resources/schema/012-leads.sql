-- Leads that people and organs hand in. Who reported is kept apart from what was reported.
CREATE TABLE lead (
  number         TEXT PRIMARY KEY,
  channel        TEXT NOT NULL CHECK (channel IN ('NETIZEN', 'COMPLAINT', 'MEDIA', 'INSPECTION', 'PERFORMANCE')),
  received       TEXT NOT NULL CHECK (length(received) = 10),
  region         TEXT NOT NULL,
  body           TEXT,
  credit_code    TEXT,
  platform       TEXT,
  shop           TEXT,
  url            TEXT,
  content        TEXT NOT NULL CHECK (trim(content) <> ''),
  source         TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('NEW', 'SEEDED', 'SUBSTANTIATED', 'UNSUBSTANTIATED', 'REFERRED', 'REJECTED', 'DUPLICATE')),
  duplicate_of   TEXT REFERENCES lead (number),
  same_by        TEXT NOT NULL,
  officer        TEXT NOT NULL CHECK (trim(officer) <> ''),
  officer_number TEXT REFERENCES officer (number),
  at             INTEGER NOT NULL,
  CHECK (state <> 'DUPLICATE' OR duplicate_of IS NOT NULL)
) STRICT, WITHOUT ROWID;
-- By what a lead is recognised: url:…, code:…, name:…, shop:platform/seller.
CREATE TABLE lead_key (
  key    TEXT NOT NULL,
  number TEXT NOT NULL REFERENCES lead (number),
  PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE lead_reporter (
  number  TEXT PRIMARY KEY REFERENCES lead (number),
  name    TEXT NOT NULL,
  contact TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE lead_step (
  id      INTEGER PRIMARY KEY,
  number  TEXT NOT NULL REFERENCES lead (number),
  state   TEXT NOT NULL,
  officer TEXT NOT NULL CHECK (trim(officer) <> ''),
  reason  TEXT NOT NULL,
  at      INTEGER NOT NULL
) STRICT;
CREATE INDEX lead_step_lead ON lead_step (number, id);
CREATE TRIGGER lead_is_not_deleted BEFORE DELETE ON lead
BEGIN SELECT RAISE(ABORT, '线索不可删除'); END;
CREATE TRIGGER lead_stays_as_received BEFORE UPDATE OF number, channel, received, content, url, body, credit_code ON lead
BEGIN SELECT RAISE(ABORT, '线索内容不可修改'); END;
CREATE TRIGGER lead_step_is_not_changed BEFORE UPDATE ON lead_step
BEGIN SELECT RAISE(ABORT, '线索办理记录不可修改'); END;
CREATE TRIGGER lead_step_is_not_deleted BEFORE DELETE ON lead_step
BEGIN SELECT RAISE(ABORT, '线索办理记录不可删除'); END;
