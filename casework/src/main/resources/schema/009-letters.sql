-- Letters in full. Who wrote any version of a letter neither reviews nor signs it; every step is guarded here, over
-- officers' numbers, so that no statement gets past it. What was kept before were drafts, and they stay drafts.
CREATE TABLE notice_new (
  id            TEXT PRIMARY KEY,
  kind          TEXT NOT NULL CHECK (kind IN ('COMPLIANCE_PROMPT', 'PLATFORM_INSTRUCTION', 'LEAD_REFERRAL',
                                              'ASSISTANCE_REQUEST', 'RECTIFICATION_ORDER', 'INTERVIEW',
                                              'CASE_REFERRAL', 'REMINDER')),
  scope         TEXT NOT NULL CHECK (scope IN ('SINGLE', 'SWEEP')),
  issuer        TEXT NOT NULL,
  issuer_kind   TEXT NOT NULL CHECK (issuer_kind IN ('LABOUR', 'MARKET_REGULATION')),
  issuer_level  TEXT NOT NULL CHECK (issuer_level IN ('PROVINCE', 'CITY', 'COUNTY')),
  recipient     TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('草稿', '待复核', '待签发', '已用印', '发送中', '已送达', '已签收', '已反馈',
                                               '复查', '办结', '退回', '撤回', '逾期', '催告', '移送')),
  version       INTEGER NOT NULL CHECK (version > 0),
  related       TEXT REFERENCES notice_new (id),
  drafter       TEXT NOT NULL CHECK (trim(drafter) <> ''),
  created_at    INTEGER NOT NULL,
  reply_by      TEXT NOT NULL,
  content       TEXT NOT NULL CHECK (json_valid(content)),
  content_hash  TEXT NOT NULL CHECK (length(content_hash) = 64),
  sealed_hash   TEXT,
  reply_token   TEXT NOT NULL UNIQUE,
  delivered_at  INTEGER,
  CHECK (sealed_hash IS NULL OR sealed_hash = content_hash),
  CHECK (sealed_hash IS NOT NULL OR state IN ('草稿', '待复核', '待签发', '退回', '撤回')),
  CHECK (NOT (issuer_kind = 'LABOUR' AND kind = 'RECTIFICATION_ORDER')),
  CHECK (NOT (scope = 'SWEEP' AND issuer_level <> 'PROVINCE'))
) STRICT, WITHOUT ROWID;
-- sqlite:
INSERT INTO notice_new (id, kind, scope, issuer, issuer_kind, issuer_level, recipient, state, version, drafter, created_at,
                        reply_by, content, content_hash, reply_token)
SELECT id, kind, 'SINGLE', issuer, issuer_kind, 'COUNTY', recipient, '草稿', 1, drafter, created_at, reply_by, content,
       content_hash, lower(hex(randomblob(16)))
FROM notice;
-- postgresql:
INSERT INTO notice_new (id, kind, scope, issuer, issuer_kind, issuer_level, recipient, state, version, drafter, created_at,
                        reply_by, content, content_hash, reply_token)
SELECT id, kind, 'SINGLE', issuer, issuer_kind, 'COUNTY', recipient, '草稿', 1, drafter, created_at, reply_by, content,
       content_hash, md5(random()::text || id)
FROM notice;
CREATE TABLE notice_case_new (
  notice_id TEXT NOT NULL REFERENCES notice_new (id),
  case_id   TEXT NOT NULL REFERENCES case_file (id),
  PRIMARY KEY (notice_id, case_id)
) STRICT, WITHOUT ROWID;
INSERT INTO notice_case_new SELECT notice_id, case_id FROM notice_case;
DROP TABLE notice_case;
DROP TABLE notice;
ALTER TABLE notice_new RENAME TO notice;
ALTER TABLE notice_case_new RENAME TO notice_case;

-- Which findings a letter speaks of; it is closed when all of them are gone.
CREATE TABLE notice_finding (
  notice_id   TEXT NOT NULL REFERENCES notice (id),
  fingerprint TEXT NOT NULL REFERENCES finding (fingerprint),
  PRIMARY KEY (notice_id, fingerprint)
) STRICT, WITHOUT ROWID;

-- Every wording a letter ever had and who wrote it. No number: drafted before anybody was registered.
CREATE TABLE notice_version (
  notice_id     TEXT NOT NULL REFERENCES notice (id),
  version       INTEGER NOT NULL,
  author        TEXT NOT NULL,
  author_number TEXT REFERENCES officer (number),
  content       TEXT NOT NULL,
  content_hash  TEXT NOT NULL,
  why           TEXT NOT NULL,
  at            INTEGER NOT NULL,
  PRIMARY KEY (notice_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO notice_version SELECT id, 1, drafter, NULL, content, content_hash, '', created_at FROM notice;
CREATE TRIGGER notice_version_is_not_changed BEFORE UPDATE ON notice_version
BEGIN SELECT RAISE(ABORT, '函件的历次文本不可修改'); END;
CREATE TRIGGER notice_version_is_not_deleted BEFORE DELETE ON notice_version
BEGIN SELECT RAISE(ABORT, '函件的历次文本不可删除'); END;
CREATE TRIGGER notice_version_is_written_once BEFORE INSERT ON notice_version
WHEN EXISTS (SELECT 1 FROM notice_version WHERE notice_id = NEW.notice_id AND version = NEW.version)
  OR (NEW.author_number IS NULL AND EXISTS (SELECT 1 FROM officer))
BEGIN SELECT RAISE(ABORT, '函件的文本须注明登记在册的拟稿人，每版只写一次'); END;

-- What reviewers and signers said of one version.
CREATE TABLE notice_approval (
  id           INTEGER PRIMARY KEY,
  notice_id    TEXT NOT NULL REFERENCES notice (id),
  version      INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  step         TEXT NOT NULL CHECK (step IN ('REVIEW', 'SIGN')),
  verdict      TEXT NOT NULL CHECK (verdict IN ('PASS', 'RETURN')),
  officer      TEXT NOT NULL REFERENCES officer (number),
  reason       TEXT NOT NULL,
  at           INTEGER NOT NULL,
  CHECK (verdict = 'PASS' OR trim(reason) <> '')
) STRICT;
CREATE INDEX notice_approval_of ON notice_approval (notice_id, version, step);
CREATE TRIGGER notice_approval_is_not_changed BEFORE UPDATE ON notice_approval
BEGIN SELECT RAISE(ABORT, '复核、签发意见不可修改'); END;
CREATE TRIGGER notice_approval_is_not_deleted BEFORE DELETE ON notice_approval
BEGIN SELECT RAISE(ABORT, '复核、签发意见不可删除'); END;
CREATE TRIGGER notice_approval_is_by_another BEFORE INSERT ON notice_approval
WHEN EXISTS (SELECT 1 FROM notice_version v JOIN officer o ON o.number = NEW.officer WHERE v.notice_id = NEW.notice_id
  AND (v.author_number = NEW.officer OR (v.author_number IS NULL AND trim(v.author) = o.name)))
BEGIN SELECT RAISE(ABORT, '拟稿人不能复核或签发自己的函件'); END;
CREATE TRIGGER notice_approval_is_by_the_right_one BEFORE INSERT ON notice_approval
WHEN NOT EXISTS (SELECT 1 FROM officer o JOIN officer_role r ON r.officer = o.number JOIN notice n ON n.id = NEW.notice_id
  WHERE o.number = NEW.officer AND o.state = 'ACTIVE' AND o.organ = n.issuer
  AND (r.role = 'APPROVER' OR (r.role = 'REVIEWER' AND NEW.step = 'REVIEW')))
BEGIN SELECT RAISE(ABORT, '复核、签发须由发函单位有此角色的在岗人员办理'); END;
CREATE TRIGGER notice_approval_is_of_what_is_there BEFORE INSERT ON notice_approval
WHEN NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = NEW.notice_id AND n.version = NEW.version
  AND n.content_hash = NEW.content_hash
  AND n.state = CASE NEW.step WHEN 'REVIEW' THEN '待复核' ELSE '待签发' END)
BEGIN SELECT RAISE(ABORT, '复核、签发的须是函件现在的文本'); END;

-- 文号: without gaps per organ, word and year; a voided one is kept.
CREATE TABLE document_number (
  organ       TEXT NOT NULL,
  word        TEXT NOT NULL,
  year        INTEGER NOT NULL,
  number      INTEGER NOT NULL CHECK (number > 0),
  doc_no      TEXT NOT NULL UNIQUE,
  notice_id   TEXT NOT NULL REFERENCES notice (id),
  version     INTEGER NOT NULL,
  taken_by    TEXT NOT NULL REFERENCES officer (number),
  taken_at    INTEGER NOT NULL,
  voided_at   INTEGER,
  void_reason TEXT,
  PRIMARY KEY (organ, word, year, number),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_number_per_letter ON document_number (notice_id) WHERE voided_at IS NULL;
CREATE TRIGGER document_number_has_no_gap BEFORE INSERT ON document_number
WHEN NEW.number <> (SELECT coalesce(max(d.number), 0) + 1 FROM document_number d
  WHERE d.organ = NEW.organ AND d.word = NEW.word AND d.year = NEW.year)
BEGIN SELECT RAISE(ABORT, '文号须连续'); END;
CREATE TRIGGER document_number_is_for_a_signed_letter BEFORE INSERT ON document_number
WHEN NEW.voided_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM notice n JOIN notice_approval a ON a.notice_id = n.id
  AND a.version = n.version AND a.content_hash = n.content_hash AND a.step = 'SIGN' AND a.verdict = 'PASS'
  AND a.officer = NEW.taken_by WHERE n.id = NEW.notice_id AND n.version = NEW.version AND n.issuer = NEW.organ)
BEGIN SELECT RAISE(ABORT, '文号只编给已签发的函件'); END;
CREATE TRIGGER document_number_is_not_deleted BEFORE DELETE ON document_number
BEGIN SELECT RAISE(ABORT, '文号只能作废，不可删除'); END;
CREATE TRIGGER document_number_is_only_voided BEFORE UPDATE ON document_number
WHEN OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL OR NEW.organ <> OLD.organ OR NEW.word <> OLD.word
  OR NEW.year <> OLD.year OR NEW.number <> OLD.number OR NEW.doc_no <> OLD.doc_no OR NEW.notice_id <> OLD.notice_id
  OR NEW.version <> OLD.version OR NEW.taken_by <> OLD.taken_by OR NEW.taken_at <> OLD.taken_at
  OR NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = OLD.notice_id AND n.state IN ('草稿', '退回', '撤回'))
BEGIN SELECT RAISE(ABORT, '文号只能在函件退回或撤回后作废'); END;

CREATE TABLE notice_seal (
  notice_id    TEXT PRIMARY KEY REFERENCES notice (id),
  version      INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  officer      TEXT NOT NULL REFERENCES officer (number),
  seal         TEXT NOT NULL,
  at           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_seal_after_signature BEFORE INSERT ON notice_seal
WHEN EXISTS (SELECT 1 FROM notice_seal WHERE notice_id = NEW.notice_id)
  OR NOT EXISTS (SELECT 1 FROM officer o JOIN officer_role r ON r.officer = o.number JOIN notice n ON n.id = NEW.notice_id
    WHERE o.number = NEW.officer AND o.state = 'ACTIVE' AND o.organ = n.issuer AND r.role = 'SEAL_KEEPER')
  OR NOT EXISTS (SELECT 1 FROM notice n JOIN document_number d ON d.notice_id = n.id AND d.version = n.version
    AND d.voided_at IS NULL WHERE n.id = NEW.notice_id AND n.state = '待签发' AND n.version = NEW.version
    AND n.content_hash = NEW.content_hash)
BEGIN SELECT RAISE(ABORT, '用印须在签发之后，由用印人办理'); END;
CREATE TRIGGER notice_seal_is_not_changed BEFORE UPDATE ON notice_seal
BEGIN SELECT RAISE(ABORT, '用印记录不可修改'); END;
CREATE TRIGGER notice_seal_is_not_deleted BEFORE DELETE ON notice_seal
BEGIN SELECT RAISE(ABORT, '用印记录不可删除'); END;

-- The files of a sealed letter as they go out, each as it was when it was sealed.
CREATE TABLE notice_file (
  notice_id TEXT NOT NULL REFERENCES notice (id),
  name      TEXT NOT NULL,
  sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes     INTEGER NOT NULL,
  PRIMARY KEY (notice_id, name)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER notice_file_comes_with_the_seal BEFORE INSERT ON notice_file
WHEN NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = NEW.notice_id AND n.state = '待签发')
  OR EXISTS (SELECT 1 FROM notice_file f WHERE f.notice_id = NEW.notice_id AND f.name = NEW.name)
BEGIN SELECT RAISE(ABORT, '函件的文件在用印时写定'); END;
CREATE TRIGGER notice_file_is_not_changed BEFORE UPDATE ON notice_file
BEGIN SELECT RAISE(ABORT, '已用印的文件不可修改'); END;
CREATE TRIGGER notice_file_is_not_deleted BEFORE DELETE ON notice_file
BEGIN SELECT RAISE(ABORT, '已用印的文件不可删除'); END;

-- The only ways from state to state.
CREATE TABLE notice_step (
  before TEXT NOT NULL,
  after  TEXT NOT NULL,
  PRIMARY KEY (before, after)
) STRICT, WITHOUT ROWID;
INSERT INTO notice_step VALUES
  ('草稿', '待复核'), ('草稿', '撤回'),
  ('待复核', '待签发'), ('待复核', '退回'), ('待复核', '草稿'), ('待复核', '撤回'),
  ('待签发', '已用印'), ('待签发', '退回'), ('待签发', '草稿'), ('待签发', '撤回'),
  ('退回', '草稿'), ('退回', '撤回'),
  ('已用印', '发送中'), ('已用印', '撤回'),
  ('发送中', '已送达'), ('发送中', '撤回'),
  ('已送达', '已签收'), ('已送达', '已反馈'), ('已送达', '复查'), ('已送达', '逾期'), ('已送达', '撤回'),
  ('已签收', '已反馈'), ('已签收', '复查'), ('已签收', '逾期'), ('已签收', '撤回'),
  ('已反馈', '复查'),
  ('复查', '已反馈'), ('复查', '办结'), ('复查', '逾期'),
  ('逾期', '已反馈'), ('逾期', '复查'), ('逾期', '催告'), ('逾期', '移送'),
  ('催告', '已反馈'), ('催告', '复查'), ('催告', '移送'),
  ('移送', '复查');
CREATE TRIGGER notice_step_is_fixed BEFORE INSERT ON notice_step
BEGIN SELECT RAISE(ABORT, '办理步骤不可增加'); END;
CREATE TRIGGER notice_step_is_not_changed BEFORE UPDATE ON notice_step
BEGIN SELECT RAISE(ABORT, '办理步骤不可修改'); END;

CREATE TRIGGER notice_begins_as_a_draft BEFORE INSERT ON notice
WHEN NEW.state <> '草稿' OR NEW.version <> 1 OR EXISTS (SELECT 1 FROM notice WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '函件须从草稿开始'); END;
CREATE TRIGGER notice_is_not_deleted BEFORE DELETE ON notice
BEGIN SELECT RAISE(ABORT, '函件只能撤回，不可删除'); END;
CREATE TRIGGER notice_keeps_what_it_is BEFORE UPDATE ON notice
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.scope <> OLD.scope OR NEW.issuer <> OLD.issuer
  OR NEW.issuer_kind <> OLD.issuer_kind OR NEW.issuer_level <> OLD.issuer_level OR NEW.drafter <> OLD.drafter
  OR NEW.recipient <> OLD.recipient OR NEW.created_at <> OLD.created_at OR NEW.reply_token <> OLD.reply_token
  OR coalesce(NEW.related, '') <> coalesce(OLD.related, '')
BEGIN SELECT RAISE(ABORT, '函件的种类、发函单位、主送单位和拟稿人不可修改'); END;
CREATE TRIGGER notice_edit_drops_approvals BEFORE UPDATE ON notice
WHEN (NEW.content <> OLD.content OR NEW.content_hash <> OLD.content_hash OR NEW.version <> OLD.version
    OR NEW.reply_by <> OLD.reply_by)
  AND NOT (NEW.state = '草稿' AND OLD.state IN ('草稿', '待复核', '待签发', '退回') AND NEW.version = OLD.version + 1
    AND EXISTS (SELECT 1 FROM notice_version v WHERE v.notice_id = NEW.id AND v.version = NEW.version
      AND v.content = NEW.content AND v.content_hash = NEW.content_hash))
BEGIN SELECT RAISE(ABORT, '修改文本须另存一版并重新复核签发'); END;
CREATE TRIGGER notice_goes_step_by_step BEFORE UPDATE ON notice
WHEN NEW.state <> OLD.state AND NOT EXISTS (SELECT 1 FROM notice_step s WHERE s.before = OLD.state AND s.after = NEW.state)
BEGIN SELECT RAISE(ABORT, '函件不能跳过办理步骤'); END;
CREATE TRIGGER notice_is_a_new_version_after_return BEFORE UPDATE ON notice
WHEN NEW.state = '草稿' AND OLD.state <> '草稿' AND NEW.version = OLD.version
BEGIN SELECT RAISE(ABORT, '退回的函件须修改后再提交'); END;
CREATE TRIGGER notice_is_reviewed BEFORE UPDATE ON notice
WHEN NEW.state = '待签发' AND OLD.state <> '待签发' AND NOT EXISTS (SELECT 1 FROM notice_approval a
  WHERE a.notice_id = NEW.id AND a.version = NEW.version AND a.content_hash = NEW.content_hash AND a.step = 'REVIEW'
  AND a.verdict = 'PASS')
BEGIN SELECT RAISE(ABORT, '未经他人复核'); END;
CREATE TRIGGER notice_is_signed_and_sealed BEFORE UPDATE ON notice
WHEN NEW.state = '已用印' AND OLD.state <> '已用印' AND (NEW.sealed_hash IS NULL
  OR NOT EXISTS (SELECT 1 FROM notice_approval a WHERE a.notice_id = NEW.id AND a.version = NEW.version
    AND a.content_hash = NEW.sealed_hash AND a.step = 'SIGN' AND a.verdict = 'PASS')
  OR NOT EXISTS (SELECT 1 FROM document_number d WHERE d.notice_id = NEW.id AND d.version = NEW.version AND d.voided_at IS NULL)
  OR NOT EXISTS (SELECT 1 FROM notice_seal s WHERE s.notice_id = NEW.id AND s.version = NEW.version AND s.content_hash = NEW.sealed_hash)
  OR NOT EXISTS (SELECT 1 FROM notice_file f WHERE f.notice_id = NEW.id))
BEGIN SELECT RAISE(ABORT, '未经签发、编号和用印'); END;
CREATE TRIGGER notice_sealed_stays_sealed BEFORE UPDATE ON notice
WHEN OLD.sealed_hash IS NOT NULL AND coalesce(NEW.sealed_hash, '') <> OLD.sealed_hash
BEGIN SELECT RAISE(ABORT, '已用印的函件不可改动'); END;
CREATE TRIGGER notice_is_closed_by_our_own_look BEFORE UPDATE ON notice
WHEN NEW.state = '办结' AND OLD.state <> '办结' AND (
  EXISTS (SELECT 1 FROM notice_finding x JOIN finding f ON f.fingerprint = x.fingerprint
    WHERE x.notice_id = NEW.id AND f.present = 1)
  OR NOT EXISTS (SELECT 1 FROM notice_finding x WHERE x.notice_id = NEW.id)
  OR EXISTS (SELECT 1 FROM notice_finding x WHERE x.notice_id = NEW.id AND NOT EXISTS (SELECT 1 FROM finding_change c
    WHERE c.fingerprint = x.fingerprint AND c.kind = 'RESOLVED')))
BEGIN SELECT RAISE(ABORT, '只有我方复查全部消失后才能办结'); END;
