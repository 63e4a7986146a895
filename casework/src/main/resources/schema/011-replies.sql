-- What recipients answered. A reply closes nothing: only our own look does.
CREATE TABLE reply (
  id        INTEGER PRIMARY KEY,
  notice_id TEXT NOT NULL REFERENCES notice (id),
  hash      TEXT NOT NULL CHECK (length(hash) = 64),
  source    TEXT NOT NULL,
  taken_by  TEXT NOT NULL CHECK (trim(taken_by) <> ''),
  remark    TEXT NOT NULL,
  at        INTEGER NOT NULL,
  UNIQUE (notice_id, hash)
) STRICT;
CREATE TABLE reply_line (
  reply_id         INTEGER NOT NULL REFERENCES reply (id),
  item             INTEGER NOT NULL CHECK (item > 0),
  items_deleted    INTEGER NOT NULL CHECK (items_deleted >= 0),
  shops_stopped    INTEGER NOT NULL CHECK (shops_stopped >= 0),
  accounts_handled INTEGER NOT NULL CHECK (accounts_handled >= 0),
  sites_closed     INTEGER NOT NULL CHECK (sites_closed >= 0),
  result           TEXT NOT NULL,
  note             TEXT NOT NULL,
  PRIMARY KEY (reply_id, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE reply_attachment (
  reply_id INTEGER NOT NULL REFERENCES reply (id),
  name     TEXT NOT NULL,
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes    INTEGER NOT NULL,
  PRIMARY KEY (reply_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reply_is_to_a_letter_that_went_out BEFORE INSERT ON reply
WHEN NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = NEW.notice_id AND n.sealed_hash IS NOT NULL AND n.state <> '撤回')
BEGIN SELECT RAISE(ABORT, '只能反馈已发出的函件'); END;
CREATE TRIGGER reply_is_not_changed BEFORE UPDATE ON reply
BEGIN SELECT RAISE(ABORT, '反馈不可修改'); END;
CREATE TRIGGER reply_is_not_deleted BEFORE DELETE ON reply
BEGIN SELECT RAISE(ABORT, '反馈不可删除'); END;
CREATE TRIGGER reply_line_is_not_changed BEFORE UPDATE ON reply_line
BEGIN SELECT RAISE(ABORT, '反馈不可修改'); END;
CREATE TRIGGER reply_line_is_not_deleted BEFORE DELETE ON reply_line
BEGIN SELECT RAISE(ABORT, '反馈不可删除'); END;
