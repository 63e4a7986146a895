-- Ways round the guards, closed. Most of them need a connection that is not the program's: one that replaces rows without
-- telling triggers (SQLite's INSERT OR REPLACE with recursive triggers off), or ignores CHECK constraints.

-- A letter of which nobody wrote a version had no author to compare with.
CREATE TRIGGER notice_approval_names_its_authors BEFORE INSERT ON notice_approval
WHEN EXISTS (SELECT 1 FROM notice_approval a WHERE a.id = NEW.id)
  OR (SELECT count(*) FROM notice_version v WHERE v.notice_id = NEW.notice_id) <> NEW.version
  OR NOT EXISTS (SELECT 1 FROM notice_version v WHERE v.notice_id = NEW.notice_id AND v.version = NEW.version
    AND v.content_hash = NEW.content_hash)
  OR NOT EXISTS (SELECT 1 FROM notice n JOIN notice_version v ON v.notice_id = n.id AND v.version = 1
    WHERE n.id = NEW.notice_id AND v.author = n.drafter)
BEGIN SELECT RAISE(ABORT, '函件的各版文本和拟稿人记录不全，不能复核、签发'); END;
CREATE TRIGGER notice_is_not_replaced BEFORE INSERT ON notice
WHEN EXISTS (SELECT 1 FROM notice n WHERE n.reply_token = NEW.reply_token)
BEGIN SELECT RAISE(ABORT, '函件只能撤回，不可替换'); END;
CREATE TRIGGER document_number_is_not_replaced BEFORE INSERT ON document_number
WHEN EXISTS (SELECT 1 FROM document_number d WHERE d.doc_no = NEW.doc_no OR (d.notice_id = NEW.notice_id AND d.voided_at IS NULL))
BEGIN SELECT RAISE(ABORT, '文号只能作废，不可替换'); END;

-- What a letter is about stays as it was drafted: a letter is closed when all of it is gone.
CREATE TRIGGER notice_case_is_written_with_the_draft BEFORE INSERT ON notice_case
WHEN NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = NEW.notice_id AND n.state = '草稿' AND n.version = 1)
BEGIN SELECT RAISE(ABORT, '函件所涉案件在起草时写定'); END;
CREATE TRIGGER notice_case_is_not_changed BEFORE UPDATE ON notice_case
BEGIN SELECT RAISE(ABORT, '函件所涉案件不可修改'); END;
CREATE TRIGGER notice_case_is_not_deleted BEFORE DELETE ON notice_case
BEGIN SELECT RAISE(ABORT, '函件所涉案件不可删除'); END;
CREATE TRIGGER notice_finding_is_written_with_the_draft BEFORE INSERT ON notice_finding
WHEN NOT EXISTS (SELECT 1 FROM notice n WHERE n.id = NEW.notice_id AND n.state = '草稿' AND n.version = 1)
BEGIN SELECT RAISE(ABORT, '函件所列问题在起草时写定'); END;
CREATE TRIGGER notice_finding_is_not_changed BEFORE UPDATE ON notice_finding
BEGIN SELECT RAISE(ABORT, '函件所列问题不可修改'); END;
CREATE TRIGGER notice_finding_is_not_deleted BEFORE DELETE ON notice_finding
BEGIN SELECT RAISE(ABORT, '函件所列问题不可删除'); END;

-- Evidence: not replaced, not pointed elsewhere, moved only where its case or its subject went.
CREATE TRIGGER evidence_is_filed_once BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence e WHERE e.id = NEW.id)
  OR EXISTS (SELECT 1 FROM evidence_removal r WHERE r.evidence_id = NEW.id)
BEGIN SELECT RAISE(ABORT, '证据编号已经用过'); END;
CREATE TRIGGER evidence_stays_where_it_is BEFORE UPDATE ON evidence
WHEN NEW.file <> OLD.file OR NEW.sealed_at <> OLD.sealed_at OR (NEW.case_id <> OLD.case_id
  AND NOT EXISTS (SELECT 1 FROM case_file k WHERE k.id = OLD.case_id AND k.state = 'MERGED' AND k.merged_into = NEW.case_id)
  AND NOT EXISTS (SELECT 1 FROM case_file k JOIN page_outcome p ON p.subject_id = k.subject_id
    WHERE k.id = NEW.case_id AND p.capture_id = NEW.capture_id))
BEGIN SELECT RAISE(ABORT, '已封存的证据不可改存或移出案件'); END;
CREATE TRIGGER evidence_removal_is_of_evidence BEFORE INSERT ON evidence_removal
WHEN NOT EXISTS (SELECT 1 FROM evidence e WHERE e.id = NEW.evidence_id AND e.case_id = NEW.case_id AND e.file = NEW.file
  AND e.manifest_sha256 = NEW.manifest_sha256)
BEGIN SELECT RAISE(ABORT, '移除的须是在案的证据'); END;
CREATE TRIGGER evidence_removal_is_by_another BEFORE UPDATE ON evidence_removal
WHEN NEW.approved_by IS NULL OR NEW.approved_by = OLD.asked_by OR NEW.case_id <> OLD.case_id OR NEW.file <> OLD.file
  OR NEW.asked_at <> OLD.asked_at
BEGIN SELECT RAISE(ABORT, '移除证据须由另一名人员批准'); END;
CREATE TRIGGER officer_role_is_not_changed BEFORE UPDATE ON officer_role
BEGIN SELECT RAISE(ABORT, '角色只能授予或收回，不可改写'); END;

-- What officers say of a finding is added to, never changed; its state is the last thing that was said.
CREATE TRIGGER decision_is_not_changed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, '认定记录不可修改'); END;
CREATE TRIGGER decision_is_not_deleted BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, '认定记录不可删除'); END;
CREATE TRIGGER decision_is_not_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision d WHERE d.id = NEW.id)
BEGIN SELECT RAISE(ABORT, '认定记录不可替换'); END;
CREATE TRIGGER finding_begins_as_a_candidate BEFORE INSERT ON finding
WHEN NEW.state <> 'CANDIDATE' OR EXISTS (SELECT 1 FROM finding f WHERE f.fingerprint = NEW.fingerprint)
BEGIN SELECT RAISE(ABORT, '问题须从候选开始'); END;
CREATE TRIGGER finding_state_is_what_was_decided BEFORE UPDATE OF state ON finding
WHEN NEW.state <> OLD.state AND NEW.state <> coalesce((SELECT d.state FROM decision d WHERE d.fingerprint = NEW.fingerprint
  ORDER BY d.id DESC LIMIT 1), 'CANDIDATE')
BEGIN SELECT RAISE(ABORT, '问题的状态须由工作人员认定'); END;

-- Rows that are only added to, against being replaced under their own key.
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit a WHERE a.hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, '审计记录不可替换'); END;
CREATE TRIGGER delivery_try_is_not_replaced BEFORE INSERT ON delivery_try
WHEN EXISTS (SELECT 1 FROM delivery_try t WHERE t.id = NEW.id)
BEGIN SELECT RAISE(ABORT, '发送经过不可替换'); END;
CREATE TRIGGER reply_is_not_replaced BEFORE INSERT ON reply
WHEN EXISTS (SELECT 1 FROM reply r WHERE r.id = NEW.id OR (r.notice_id = NEW.notice_id AND r.hash = NEW.hash))
BEGIN SELECT RAISE(ABORT, '反馈不可替换'); END;
CREATE TRIGGER reply_line_is_not_replaced BEFORE INSERT ON reply_line
WHEN EXISTS (SELECT 1 FROM reply_line l WHERE l.reply_id = NEW.reply_id AND l.item = NEW.item)
BEGIN SELECT RAISE(ABORT, '反馈不可替换'); END;
CREATE TRIGGER disposition_is_not_replaced BEFORE INSERT ON disposition
WHEN EXISTS (SELECT 1 FROM disposition d WHERE d.id = NEW.id OR d.reverses = NEW.reverses)
BEGIN SELECT RAISE(ABORT, '处置登记不可替换，也只冲销一次'); END;
CREATE TRIGGER recheck_is_not_replaced BEFORE INSERT ON recheck
WHEN EXISTS (SELECT 1 FROM recheck r WHERE r.id = NEW.id OR (r.run_id = NEW.run_id AND r.fingerprint = NEW.fingerprint))
BEGIN SELECT RAISE(ABORT, '复查结果不可替换'); END;
CREATE TRIGGER subject_verdict_is_not_replaced BEFORE INSERT ON subject_verdict
WHEN EXISTS (SELECT 1 FROM subject_verdict v WHERE v.id = NEW.id)
BEGIN SELECT RAISE(ABORT, '主体合并、拆分的记录不可替换'); END;
CREATE TRIGGER lead_is_not_replaced BEFORE INSERT ON lead
WHEN EXISTS (SELECT 1 FROM lead l WHERE l.number = NEW.number)
BEGIN SELECT RAISE(ABORT, '线索不可替换'); END;
CREATE TRIGGER lead_step_is_not_replaced BEFORE INSERT ON lead_step
WHEN EXISTS (SELECT 1 FROM lead_step s WHERE s.id = NEW.id)
BEGIN SELECT RAISE(ABORT, '线索办理记录不可替换'); END;
