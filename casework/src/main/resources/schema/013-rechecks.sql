-- What the program saw when it looked again at a confirmed finding. Kept as it was seen.
CREATE TABLE recheck (
  id          INTEGER PRIMARY KEY,
  run_id      TEXT NOT NULL,
  case_id     TEXT NOT NULL REFERENCES case_file (id),
  fingerprint TEXT NOT NULL REFERENCES finding (fingerprint),
  verdict     TEXT NOT NULL CHECK (verdict IN ('GONE', 'CHANGED', 'MOVED', 'STILL_THERE', 'RELAPSED', 'UNREACHABLE')),
  detail      TEXT NOT NULL,
  capture_id  TEXT,
  at          INTEGER NOT NULL,
  UNIQUE (run_id, fingerprint)
) STRICT;
CREATE INDEX recheck_case ON recheck (case_id, fingerprint, id);
CREATE TRIGGER recheck_is_not_deleted BEFORE DELETE ON recheck
BEGIN SELECT RAISE(ABORT, '复查结果不可删除'); END;
CREATE TRIGGER recheck_is_not_changed BEFORE UPDATE OF run_id, fingerprint, verdict, detail, capture_id, at ON recheck
BEGIN SELECT RAISE(ABORT, '复查结果不可修改'); END;
-- 表面整改 closes no letter: other words, another address, or back again.
CREATE TRIGGER notice_is_not_closed_by_appearances BEFORE UPDATE ON notice
WHEN NEW.state = '办结' AND OLD.state <> '办结' AND EXISTS (SELECT 1 FROM notice_finding x JOIN recheck r ON r.id =
  (SELECT max(y.id) FROM recheck y WHERE y.fingerprint = x.fingerprint)
  WHERE x.notice_id = NEW.id AND r.verdict IN ('CHANGED', 'MOVED', 'STILL_THERE', 'RELAPSED'))
BEGIN SELECT RAISE(ABORT, '复查未全部消失，不能办结'); END;
