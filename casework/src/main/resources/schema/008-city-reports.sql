-- Progress tables that other bureaus sent in. Kept as they came; a later report of the region takes their place.
CREATE TABLE city_report (
  id             INTEGER PRIMARY KEY,
  region         TEXT NOT NULL CHECK (length(region) = 6),
  region_name    TEXT NOT NULL CHECK (trim(region_name) <> ''),
  as_of          TEXT NOT NULL CHECK (length(as_of) = 10),
  source         TEXT NOT NULL CHECK (trim(source) <> ''),
  file           TEXT NOT NULL,
  officer        TEXT NOT NULL CHECK (trim(officer) <> ''),
  officer_number TEXT REFERENCES officer (number),
  at             INTEGER NOT NULL
) STRICT;
CREATE INDEX city_report_region ON city_report (region, as_of, id);
CREATE TABLE city_line (
  report_id INTEGER NOT NULL REFERENCES city_report (id),
  annex     INTEGER NOT NULL CHECK (annex IN (1, 2)),
  line      INTEGER NOT NULL CHECK (line BETWEEN 1 AND 3),
  file_line INTEGER NOT NULL,
  remark    TEXT NOT NULL,
  PRIMARY KEY (report_id, annex, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE city_figure (
  report_id INTEGER NOT NULL,
  annex     INTEGER NOT NULL,
  line      INTEGER NOT NULL,
  field     TEXT NOT NULL,
  value     INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (report_id, annex, line, field),
  FOREIGN KEY (report_id, annex, line) REFERENCES city_line (report_id, annex, line)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER city_report_is_not_deleted BEFORE DELETE ON city_report
BEGIN SELECT RAISE(ABORT, '汇入的进展情况表不可删除'); END;
CREATE TRIGGER city_report_is_not_changed BEFORE UPDATE ON city_report
BEGIN SELECT RAISE(ABORT, '汇入的进展情况表不可修改'); END;
CREATE TRIGGER city_figure_is_not_deleted BEFORE DELETE ON city_figure
BEGIN SELECT RAISE(ABORT, '汇入的数不可删除'); END;
CREATE TRIGGER city_figure_is_not_changed BEFORE UPDATE ON city_figure
BEGIN SELECT RAISE(ABORT, '汇入的数不可修改'); END;
