-- Officers, what each may do, and the tokens they act with. Nobody is ever deleted: old acts bear their names.
CREATE TABLE officer (
  number   TEXT PRIMARY KEY CHECK (trim(number) <> ''),
  name     TEXT NOT NULL CHECK (trim(name) <> ''),
  organ    TEXT NOT NULL CHECK (trim(organ) <> ''),
  region   TEXT NOT NULL CHECK (length(region) = 6),
  state    TEXT NOT NULL CHECK (state IN ('ACTIVE', 'SUSPENDED')),
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER officer_is_not_deleted BEFORE DELETE ON officer
BEGIN SELECT RAISE(ABORT, '人员只能停用，不可删除'); END;
CREATE TRIGGER officer_stays_who_he_is BEFORE UPDATE OF number, name, organ ON officer
WHEN NEW.number <> OLD.number OR NEW.name <> OLD.name OR NEW.organ <> OLD.organ
BEGIN SELECT RAISE(ABORT, '人员的姓名、证号和单位不可修改'); END;
CREATE TRIGGER officer_is_added_once BEFORE INSERT ON officer
WHEN EXISTS (SELECT 1 FROM officer WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, '证号已经登记'); END;

CREATE TABLE officer_role (
  officer TEXT NOT NULL REFERENCES officer (number),
  role    TEXT NOT NULL CHECK (role IN ('ANALYST', 'REVIEWER', 'APPROVER', 'SEAL_KEEPER', 'AUDITOR', 'SYSTEM_ADMIN',
                                        'SECURITY_ADMIN')),
  PRIMARY KEY (officer, role)
) STRICT, WITHOUT ROWID;
-- 三员分立: who administers or audits does nothing else.
CREATE TRIGGER officer_role_apart BEFORE INSERT ON officer_role
WHEN EXISTS (SELECT 1 FROM officer_role r WHERE r.officer = NEW.officer AND r.role <> NEW.role
  AND (r.role IN ('AUDITOR', 'SYSTEM_ADMIN', 'SECURITY_ADMIN') OR NEW.role IN ('AUDITOR', 'SYSTEM_ADMIN', 'SECURITY_ADMIN')))
BEGIN SELECT RAISE(ABORT, '系统管理员、安全管理员、审计管理员须分设，且不得兼任业务角色'); END;

-- Only salted hashes; the token itself was printed once.
CREATE TABLE officer_token (
  id         TEXT PRIMARY KEY,
  officer    TEXT NOT NULL REFERENCES officer (number),
  salt       TEXT NOT NULL,
  iterations INTEGER NOT NULL CHECK (iterations >= 100000),
  hash       TEXT NOT NULL,
  issued_at  INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_token_per_officer ON officer_token (officer) WHERE revoked_at IS NULL;

-- Once anybody is registered a decision names a registered officer.
ALTER TABLE decision ADD COLUMN officer_number TEXT REFERENCES officer (number);
CREATE TRIGGER decision_by_a_registered_officer BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM officer)
  AND NOT EXISTS (SELECT 1 FROM officer o WHERE o.number = NEW.officer_number AND o.state = 'ACTIVE')
BEGIN SELECT RAISE(ABORT, '认定须由登记在册的在岗人员作出'); END;

-- Evidence goes only when two different officers want it.
CREATE TABLE evidence_removal (
  evidence_id     TEXT PRIMARY KEY,
  case_id         TEXT NOT NULL,
  file            TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  reason          TEXT NOT NULL CHECK (trim(reason) <> ''),
  asked_by        TEXT NOT NULL REFERENCES officer (number),
  asked_at        INTEGER NOT NULL,
  approved_by     TEXT REFERENCES officer (number) CHECK (approved_by IS NULL OR approved_by <> asked_by),
  approved_at     INTEGER,
  CHECK ((approved_by IS NULL) = (approved_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evidence_removal_begins_open BEFORE INSERT ON evidence_removal
WHEN NEW.approved_by IS NOT NULL OR EXISTS (SELECT 1 FROM evidence_removal WHERE evidence_id = NEW.evidence_id)
  OR NOT EXISTS (SELECT 1 FROM officer o JOIN officer_role r ON r.officer = o.number
    WHERE o.number = NEW.asked_by AND o.state = 'ACTIVE' AND r.role IN ('ANALYST', 'REVIEWER', 'APPROVER'))
BEGIN SELECT RAISE(ABORT, '移除证据须先由在岗业务人员申请'); END;
CREATE TRIGGER evidence_removal_is_approved_once BEFORE UPDATE ON evidence_removal
WHEN OLD.approved_by IS NOT NULL OR NEW.evidence_id <> OLD.evidence_id OR NEW.asked_by <> OLD.asked_by
  OR NEW.reason <> OLD.reason OR NEW.manifest_sha256 <> OLD.manifest_sha256
  OR NOT EXISTS (SELECT 1 FROM officer o JOIN officer_role r ON r.officer = o.number
    WHERE o.number = NEW.approved_by AND o.state = 'ACTIVE' AND r.role = 'APPROVER')
BEGIN SELECT RAISE(ABORT, '移除证据须由另一名在岗签发人批准'); END;
CREATE TRIGGER evidence_removal_is_kept BEFORE DELETE ON evidence_removal
BEGIN SELECT RAISE(ABORT, '移除证据的记录不可删除'); END;
CREATE TRIGGER evidence_is_not_deleted_by_one BEFORE DELETE ON evidence
WHEN NOT EXISTS (SELECT 1 FROM evidence_removal r WHERE r.evidence_id = OLD.id AND r.approved_by IS NOT NULL)
BEGIN SELECT RAISE(ABORT, '移除证据须经两名不同的人员'); END;
CREATE TRIGGER evidence_stays_as_sealed BEFORE UPDATE OF id, capture_id, manifest_sha256, manifest_sm3 ON evidence
WHEN NEW.id <> OLD.id OR NEW.capture_id <> OLD.capture_id OR NEW.manifest_sha256 <> OLD.manifest_sha256
  OR NEW.manifest_sm3 <> OLD.manifest_sm3
BEGIN SELECT RAISE(ABORT, '已封存的证据不可修改'); END;
