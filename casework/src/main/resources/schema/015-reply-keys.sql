-- Who holds the key of a letter sees its list and answers it. Only the key's SHA-256 is kept, and what was kept in
-- clear before is gone. A key ends by itself, and an officer can end it or give out another.
CREATE TABLE reply_key (
  hash       TEXT PRIMARY KEY CHECK (length(hash) = 64),
  notice_id  TEXT NOT NULL REFERENCES notice (id),
  issued_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > issued_at),
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX reply_key_of ON reply_key (notice_id, issued_at);
-- sqlite:
INSERT INTO reply_key SELECT sha256_hex(reply_token), id, created_at, created_at + 15552000000, NULL FROM notice WHERE sealed_hash IS NOT NULL;
-- postgresql:
INSERT INTO reply_key SELECT encode(sha256(convert_to(reply_token, 'UTF8')), 'hex'), id, created_at, created_at + 15552000000, NULL FROM notice WHERE sealed_hash IS NOT NULL;
CREATE TRIGGER reply_key_of_sealed_letters_only BEFORE INSERT ON reply_key
WHEN NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = NEW.notice_id AND n.sealed_hash IS NOT NULL)
BEGIN SELECT RAISE(ABORT, '只有已用印的函件才有反馈码'); END;
CREATE TRIGGER reply_key_is_only_revoked BEFORE UPDATE ON reply_key
WHEN NEW.hash <> OLD.hash OR NEW.notice_id <> OLD.notice_id OR NEW.issued_at <> OLD.issued_at OR NEW.expires_at <> OLD.expires_at
  OR OLD.revoked_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, '反馈码只能作废，不可修改'); END;
CREATE TRIGGER reply_key_is_not_deleted BEFORE DELETE ON reply_key
BEGIN SELECT RAISE(ABORT, '反馈码的记录不可删除'); END;

-- The old column says nothing any more; its guard steps aside once.
-- sqlite:
DROP TRIGGER notice_keeps_what_it_is;
-- postgresql:
DROP TRIGGER notice_keeps_what_it_is ON notice;
-- postgresql:
DROP FUNCTION notice_keeps_what_it_is();
UPDATE notice SET reply_token = id;
CREATE TRIGGER notice_keeps_what_it_is BEFORE UPDATE ON notice
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.scope <> OLD.scope OR NEW.issuer <> OLD.issuer
  OR NEW.issuer_kind <> OLD.issuer_kind OR NEW.issuer_level <> OLD.issuer_level OR NEW.drafter <> OLD.drafter
  OR NEW.recipient <> OLD.recipient OR NEW.created_at <> OLD.created_at OR NEW.reply_token <> OLD.reply_token
  OR coalesce(NEW.related, '') <> coalesce(OLD.related, '')
BEGIN SELECT RAISE(ABORT, '函件的种类、发函单位、主送单位和拟稿人不可修改'); END;
