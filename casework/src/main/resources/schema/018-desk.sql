-- Who works on a case (no row: nobody), and the words that people stick on it. Who did so is in the audit log.
CREATE TABLE case_work (
  case_id  TEXT PRIMARY KEY REFERENCES case_file (id),
  assignee TEXT NOT NULL REFERENCES officer (number),
  by       TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX case_work_assignee ON case_work (assignee);
CREATE TABLE case_tag (
  case_id TEXT NOT NULL REFERENCES case_file (id),
  tag     TEXT NOT NULL CHECK (trim(tag) <> '' AND length(tag) <= 20),
  PRIMARY KEY (case_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_tag_tag ON case_tag (tag);
-- What happened in a case is read out of the log by what it happened to.
CREATE INDEX audit_object ON audit (object);
