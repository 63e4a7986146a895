-- What was done about a case (鲁人社函〔2023〕65号 二（三）（四）). A wrong entry is taken back by a counter-entry and never changed.
CREATE TABLE disposition (
  id             INTEGER PRIMARY KEY,
  case_id        TEXT NOT NULL REFERENCES case_file (id),
  kind           TEXT NOT NULL CHECK (kind IN ('GUIDANCE', 'INTERVIEW', 'RECTIFICATION', 'PENALTY_REFERRAL',
                   'JUDICIAL_REFERRAL', 'DISCIPLINE_REFERRAL', 'MARKET_REFERRAL', 'FILING_TERMINATION', 'PROJECT_REMOVAL',
                   'INSTITUTION_REMOVAL', 'RESULT_CANCELLATION', 'CERTIFICATE_VOIDING', 'DATA_REVOCATION',
                   'SUBSIDY_RECOVERY')),
  day            TEXT NOT NULL CHECK (length(day) = 10),
  doc_no         TEXT NOT NULL,
  amount         INTEGER NOT NULL CHECK (amount > 0),
  due            TEXT CHECK (due IS NULL OR (kind = 'RECTIFICATION' AND due >= day)),
  officer        TEXT NOT NULL CHECK (trim(officer) <> ''),
  officer_number TEXT REFERENCES officer (number),
  reason         TEXT NOT NULL CHECK (trim(reason) <> ''),
  at             INTEGER NOT NULL,
  reverses       INTEGER UNIQUE REFERENCES disposition (id)
) STRICT;
CREATE INDEX disposition_case ON disposition (case_id, id);
CREATE INDEX disposition_day ON disposition (day);

-- What was stated of the same kind before is the same thing: each value was in force until the next one.
INSERT INTO disposition (id, case_id, kind, day, doc_no, amount, officer, reason, at)
  SELECT 2 * f.id - 1, f.case_id,
    CASE WHEN f.field = 'SUBSIDY_RECOVERY' THEN 'SUBSIDY_RECOVERY'
      WHEN EXISTS (SELECT 1 FROM case_field l WHERE l.case_id = f.case_id AND l.field = 'ANNEX_1_LINE' AND l.value = 1)
      THEN 'PROJECT_REMOVAL' ELSE 'INSTITUTION_REMOVAL' END,
    f.day, '', f.value, f.officer, CASE WHEN trim(f.reason) = '' THEN '原登记未写依据' ELSE f.reason END, f.at
  FROM case_field f WHERE f.field IN ('CATALOGUE_REMOVAL', 'SUBSIDY_RECOVERY') AND f.value > 0;
INSERT INTO disposition (id, case_id, kind, day, doc_no, amount, officer, reason, at, reverses)
  SELECT 2 * f.id, d.case_id, d.kind, CASE WHEN f.day > n.day THEN f.day ELSE n.day END, '', d.amount, n.officer,
    CASE WHEN trim(n.reason) = '' THEN '原登记已更正' ELSE n.reason END, n.at, d.id
  FROM case_field f JOIN disposition d ON d.id = 2 * f.id - 1
  JOIN case_field n ON n.id = (SELECT x.id FROM case_field x WHERE x.case_id = f.case_id AND x.field = f.field AND x.id > f.id
    ORDER BY x.day, x.id LIMIT 1)
  WHERE f.field IN ('CATALOGUE_REMOVAL', 'SUBSIDY_RECOVERY') AND f.value > 0;
DELETE FROM case_field WHERE field IN ('CATALOGUE_REMOVAL', 'SUBSIDY_RECOVERY');
-- postgresql:
SELECT setval(pg_get_serial_sequence('disposition', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM disposition), false);

CREATE TRIGGER disposition_is_not_deleted BEFORE DELETE ON disposition
BEGIN SELECT RAISE(ABORT, '处置登记不可删除，请以冲销更正'); END;
-- Only the case may change: when two cases turn out to be one.
CREATE TRIGGER disposition_is_not_changed BEFORE UPDATE ON disposition
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.day <> OLD.day OR NEW.doc_no <> OLD.doc_no OR NEW.amount <> OLD.amount
  OR coalesce(NEW.due, '') <> coalesce(OLD.due, '') OR NEW.officer <> OLD.officer OR NEW.reason <> OLD.reason
  OR NEW.at <> OLD.at OR coalesce(NEW.reverses, 0) <> coalesce(OLD.reverses, 0)
BEGIN SELECT RAISE(ABORT, '处置登记不可修改，请以冲销更正'); END;
CREATE TRIGGER disposition_reverses_its_like BEFORE INSERT ON disposition
WHEN NEW.reverses IS NOT NULL AND NOT EXISTS (SELECT 1 FROM disposition d WHERE d.id = NEW.reverses AND d.reverses IS NULL
  AND d.case_id = NEW.case_id AND d.kind = NEW.kind AND d.amount = NEW.amount AND d.day <= NEW.day)
BEGIN SELECT RAISE(ABORT, '冲销须与原登记一致'); END;
CREATE TRIGGER disposition_by_a_registered_officer BEFORE INSERT ON disposition
WHEN EXISTS (SELECT 1 FROM officer)
  AND NOT EXISTS (SELECT 1 FROM officer o WHERE o.number = NEW.officer_number AND o.state = 'ACTIVE')
BEGIN SELECT RAISE(ABORT, '处置须由登记在册的在岗人员登记'); END;
