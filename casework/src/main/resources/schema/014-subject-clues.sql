-- Signs that pages of different subjects may be of one promoter. Nothing follows from them by itself.
CREATE TABLE subject_clue (
  kind       TEXT NOT NULL CHECK (kind IN ('ICP', 'PHONE', 'WECHAT')),
  value      TEXT NOT NULL,
  subject_id INTEGER NOT NULL REFERENCES subject (id),
  url        TEXT NOT NULL,
  capture_id TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL,
  PRIMARY KEY (kind, value, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_clue_subject ON subject_clue (subject_id);
-- What people said of two subjects, and what the program merged by an equal credit code; the last row of a pair counts.
CREATE TABLE subject_verdict (
  id             INTEGER PRIMARY KEY,
  stays          INTEGER NOT NULL REFERENCES subject (id),
  other          INTEGER NOT NULL REFERENCES subject (id),
  verdict        TEXT NOT NULL CHECK (verdict IN ('ONE', 'TWO')),
  officer        TEXT NOT NULL CHECK (trim(officer) <> ''),
  officer_number TEXT REFERENCES officer (number),
  reason         TEXT NOT NULL CHECK (trim(reason) <> ''),
  at             INTEGER NOT NULL,
  CHECK (stays <> other)
) STRICT;
CREATE INDEX subject_verdict_stays ON subject_verdict (stays, other, id);
CREATE INDEX subject_verdict_other ON subject_verdict (other, stays, id);
-- The keys that a merged subject brought along, so that they can be given back.
CREATE TABLE subject_brought (
  verdict_id INTEGER NOT NULL REFERENCES subject_verdict (id),
  key        TEXT NOT NULL,
  PRIMARY KEY (verdict_id, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER subject_verdict_is_not_deleted BEFORE DELETE ON subject_verdict
BEGIN SELECT RAISE(ABORT, '主体合并、拆分的记录不可删除'); END;
CREATE TRIGGER subject_verdict_is_not_changed BEFORE UPDATE ON subject_verdict
BEGIN SELECT RAISE(ABORT, '主体合并、拆分的记录不可修改'); END;
