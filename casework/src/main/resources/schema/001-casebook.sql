-- Times are milliseconds since 1970 UTC. Nested records are JSON.

-- What SQLite has and PostgreSQL has not, by the same name.
-- postgresql:
CREATE FUNCTION json_valid(document TEXT) RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM document::json; RETURN true; EXCEPTION WHEN others THEN RETURN false; END $$;
-- postgresql:
CREATE FUNCTION json_extract(document TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$ SELECT jsonb_path_query_first(document::jsonb, path::jsonpath) #>> '{}' $$;

CREATE TABLE run (
  id         TEXT PRIMARY KEY,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  summary    TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(summary))
) STRICT, WITHOUT ROWID;

-- Whom a finding is about. HOST: nobody was named, only the address is known.
CREATE TABLE subject (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('BODY', 'SHOP', 'HOST')),
  name        TEXT NOT NULL,
  credit_code TEXT UNIQUE,
  platform    TEXT,
  first_seen  INTEGER NOT NULL,
  merged_into INTEGER REFERENCES subject (id)
) STRICT;

-- Every way a subject can be recognised: code:…, name:…, shop:platform/seller, host:….
-- shared: two bodies with different credit codes bear that name, so the name alone says nothing.
CREATE TABLE subject_key (
  key        TEXT PRIMARY KEY,
  subject_id INTEGER NOT NULL REFERENCES subject (id),
  shared     INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE page_outcome (
  run_id     TEXT NOT NULL REFERENCES run (id),
  capture_id TEXT NOT NULL,
  url        TEXT NOT NULL,
  host       TEXT NOT NULL,
  title      TEXT NOT NULL,
  at         INTEGER NOT NULL,
  outcome    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  subject_id INTEGER NOT NULL REFERENCES subject (id),
  status     TEXT NOT NULL,
  filing     TEXT,
  promoter   TEXT NOT NULL CHECK (json_valid(promoter)),
  platform   TEXT,
  seller     TEXT,
  rules      TEXT NOT NULL CHECK (json_valid(rules)),
  failures   TEXT NOT NULL CHECK (json_valid(failures)),
  PRIMARY KEY (run_id, capture_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_outcome_url ON page_outcome (url, at);
CREATE INDEX page_outcome_subject ON page_outcome (subject_id, at);

CREATE TABLE case_file (
  id          TEXT PRIMARY KEY,
  year        INTEGER NOT NULL,
  number      INTEGER NOT NULL CHECK (number > 0),
  subject_id  INTEGER NOT NULL REFERENCES subject (id),
  state       TEXT NOT NULL CHECK (state IN ('CANDIDATE', 'CONFIRMED', 'DISMISSED', 'MERGED')),
  opened_at   INTEGER NOT NULL,
  because     TEXT NOT NULL,
  merged_into TEXT REFERENCES case_file (id),
  UNIQUE (year, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_open_case_per_subject ON case_file (subject_id) WHERE state IN ('CANDIDATE', 'CONFIRMED');

CREATE TABLE finding (
  fingerprint  TEXT PRIMARY KEY,
  url          TEXT NOT NULL,
  host         TEXT NOT NULL,
  title        TEXT NOT NULL,
  rule_id      TEXT NOT NULL,
  severity     TEXT NOT NULL CHECK (severity IN ('NONE', 'LOW', 'MEDIUM', 'HIGH')),
  outcome      TEXT NOT NULL,
  occurrences  INTEGER NOT NULL CHECK (occurrences > 0),
  present      INTEGER NOT NULL CHECK (present IN (0, 1)),
  state        TEXT NOT NULL CHECK (state IN ('CANDIDATE', 'CONFIRMED', 'DISMISSED')),
  subject_id   INTEGER NOT NULL REFERENCES subject (id),
  case_id      TEXT REFERENCES case_file (id),
  first_seen   INTEGER NOT NULL,
  last_seen    INTEGER NOT NULL,
  last_capture TEXT NOT NULL,
  hit          TEXT NOT NULL CHECK (json_valid(hit)),
  promoter     TEXT NOT NULL CHECK (json_valid(promoter))
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_url ON finding (url);
CREATE INDEX finding_subject ON finding (subject_id);
CREATE INDEX finding_case ON finding (case_id);
CREATE INDEX finding_host ON finding (host);
CREATE INDEX finding_last_seen ON finding (last_seen);

-- What each capture changed.
CREATE TABLE finding_change (
  seq         INTEGER PRIMARY KEY,
  run_id      TEXT NOT NULL,
  capture_id  TEXT NOT NULL,
  fingerprint TEXT NOT NULL REFERENCES finding (fingerprint),
  kind        TEXT NOT NULL CHECK (kind IN ('NEW', 'STILL_OPEN', 'RESOLVED', 'RELAPSED')),
  at          INTEGER NOT NULL,
  UNIQUE (run_id, capture_id, fingerprint),
  FOREIGN KEY (run_id, capture_id) REFERENCES page_outcome (run_id, capture_id)
) STRICT;
CREATE INDEX finding_change_finding ON finding_change (fingerprint, seq);

-- What people said of a finding; the last row of a finding is its state.
CREATE TABLE decision (
  id          INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL REFERENCES finding (fingerprint),
  state       TEXT NOT NULL CHECK (state IN ('CANDIDATE', 'CONFIRMED', 'DISMISSED')),
  officer     TEXT NOT NULL CHECK (trim(officer) <> ''),
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL,
  CHECK (state <> 'DISMISSED' OR trim(reason) <> '')
) STRICT;
CREATE INDEX decision_finding ON decision (fingerprint, id);

CREATE TABLE evidence (
  id              TEXT PRIMARY KEY,
  case_id         TEXT NOT NULL REFERENCES case_file (id),
  capture_id      TEXT NOT NULL,
  file            TEXT NOT NULL,
  sealed_at       INTEGER NOT NULL,
  manifest_sha256 TEXT NOT NULL CHECK (length(manifest_sha256) = 64),
  manifest_sm3    TEXT NOT NULL CHECK (length(manifest_sm3) = 64)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_case ON evidence (case_id);
CREATE INDEX evidence_capture ON evidence (capture_id);

-- Numbers without gaps: taken inside the transaction that uses them.
CREATE TABLE counter (
  kind   TEXT NOT NULL,
  period TEXT NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (kind, period)
) STRICT, WITHOUT ROWID;

-- Who did what, when and why. Each row's hash covers the row before it.
CREATE TABLE audit (
  seq    INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  who    TEXT NOT NULL CHECK (trim(who) <> ''),
  what   TEXT NOT NULL,
  object TEXT NOT NULL,
  why    TEXT NOT NULL,
  before TEXT NOT NULL,
  after  TEXT NOT NULL,
  prev   TEXT NOT NULL,
  hash   TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, '审计记录不可修改'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, '审计记录不可删除'); END;
CREATE TRIGGER audit_goes_forward BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, '审计记录须按顺序追加'); END;
-- postgresql:
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_not_deleted();

-- The end of the chain, so that rows cut off at the end are missed.
CREATE TABLE audit_head (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  seq  INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_head VALUES (1, 0, '');
