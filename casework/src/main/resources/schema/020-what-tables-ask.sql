-- What tables and nightly scans ask of findings and pages stands in indexes, so that the rows themselves, which are long,
-- are not read for it. standing: of the certificate in hit, NULL if there is none.
ALTER TABLE finding ADD COLUMN standing TEXT;
UPDATE finding SET standing = json_extract(hit, '$.certificate.standing');
DROP INDEX finding_subject;
CREATE INDEX finding_subject ON finding (subject_id, first_seen, rule_id, standing);
-- Few: what was dismissed, and hosts that nobody stands for.
CREATE INDEX finding_outside_cases ON finding (subject_id) WHERE case_id IS NULL;
DROP INDEX page_outcome_subject;
CREATE INDEX page_outcome_subject ON page_outcome (subject_id, at, outcome, status, filing);
