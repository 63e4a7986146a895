-- Where a subject belongs: six digits of GB/T 2260, empty while nobody knows. region_by: CODE, from the credit code;
-- SEED, from the list of what is watched; OFFICER, said by a person, whom the program never overrules.
ALTER TABLE subject ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE subject ADD COLUMN region_by TEXT NOT NULL DEFAULT '' CHECK (region_by IN ('', 'CODE', 'SEED', 'OFFICER'));
UPDATE subject SET region = substr(credit_code, 3, 6), region_by = 'CODE'
  WHERE length(credit_code) = 18 AND substr(credit_code, 3, 6) BETWEEN '110000' AND '899999';
CREATE INDEX subject_region ON subject (region);
CREATE INDEX page_outcome_capture ON page_outcome (capture_id);

-- Whose installation it is: who works there sees everything in it.
CREATE TABLE own_region (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  region TEXT NOT NULL CHECK (length(region) = 6)
) STRICT;
INSERT INTO own_region SELECT 1, min(o.region) FROM officer o JOIN officer_role r ON r.officer = o.number
  WHERE r.role = 'SECURITY_ADMIN' HAVING count(*) > 0;

-- Officers of a part of the region who also look through what belongs nowhere yet.
CREATE TABLE officer_pool (
  officer TEXT PRIMARY KEY REFERENCES officer (number)
) STRICT, WITHOUT ROWID;
