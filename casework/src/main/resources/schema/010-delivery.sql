-- What is to be sent and every try. The key is made of letter, version, channel and address, so that a letter that is
-- sent again after a crash bears the same key and the receiver drops it.
CREATE TABLE delivery (
  key          TEXT PRIMARY KEY CHECK (length(key) = 64),
  notice_id    TEXT NOT NULL REFERENCES notice (id),
  channel      TEXT NOT NULL CHECK (channel IN ('EMAIL', 'WEBHOOK', 'FOLDER', 'PAPER')),
  recipient    TEXT NOT NULL,
  address      TEXT NOT NULL,
  secret_file  TEXT,
  state        TEXT NOT NULL CHECK (state IN ('WAITING', 'HANDED', 'DELIVERED', 'PERSON', 'CANCELLED')),
  tries        INTEGER NOT NULL CHECK (tries >= 0),
  next_at      INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  receipt      TEXT,
  asked_by     TEXT NOT NULL REFERENCES officer (number),
  asked_at     INTEGER NOT NULL,
  done_at      INTEGER,
  CHECK ((state = 'DELIVERED') = (done_at IS NOT NULL)),
  CHECK (state <> 'DELIVERED' OR receipt IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_due ON delivery (state, next_at);
CREATE INDEX delivery_notice ON delivery (notice_id);
CREATE TRIGGER delivery_of_sealed_letters_only BEFORE INSERT ON delivery
WHEN NEW.state <> 'WAITING' OR EXISTS (SELECT 1 FROM delivery WHERE key = NEW.key)
  OR NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = NEW.notice_id AND n.sealed_hash IS NOT NULL
    AND n.state NOT IN ('撤回', '办结'))
BEGIN SELECT RAISE(ABORT, '只能发送已用印的函件'); END;
CREATE TRIGGER delivery_is_not_deleted BEFORE DELETE ON delivery
BEGIN SELECT RAISE(ABORT, '发送记录不可删除'); END;
CREATE TRIGGER delivery_stays_what_it_is BEFORE UPDATE ON delivery
WHEN NEW.key <> OLD.key OR NEW.notice_id <> OLD.notice_id OR NEW.channel <> OLD.channel OR NEW.address <> OLD.address
  OR NEW.recipient <> OLD.recipient OR (OLD.state = 'DELIVERED' AND NEW.state <> 'DELIVERED')
BEGIN SELECT RAISE(ABORT, '发送记录的对象和结果不可修改'); END;

CREATE TABLE delivery_try (
  id      INTEGER PRIMARY KEY,
  key     TEXT NOT NULL REFERENCES delivery (key),
  at      INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('DELIVERED', 'HANDED', 'LATER', 'NEVER')),
  detail  TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_try_key ON delivery_try (key, id);
CREATE TRIGGER delivery_try_is_not_changed BEFORE UPDATE ON delivery_try
BEGIN SELECT RAISE(ABORT, '发送经过不可修改'); END;
CREATE TRIGGER delivery_try_is_not_deleted BEFORE DELETE ON delivery_try
BEGIN SELECT RAISE(ABORT, '发送经过不可删除'); END;
