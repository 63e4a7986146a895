-- What people decided of connectors; the last row of a connector counts. A suspended one does not run, whatever its file says.
CREATE TABLE connector_decision (
  id             INTEGER PRIMARY KEY,
  connector      TEXT NOT NULL,
  fingerprint    TEXT NOT NULL,
  act            TEXT NOT NULL CHECK (act IN ('APPROVED', 'SUSPENDED')),
  officer        TEXT NOT NULL CHECK (trim(officer) <> ''),
  officer_number TEXT REFERENCES officer (number),
  reason         TEXT NOT NULL CHECK (trim(reason) <> ''),
  at             INTEGER NOT NULL
) STRICT;
CREATE INDEX connector_decision_connector ON connector_decision (connector, id);
CREATE TRIGGER connector_decision_is_not_changed BEFORE UPDATE ON connector_decision
BEGIN SELECT RAISE(ABORT, '连接器的准用和停用记录不可修改'); END;
CREATE TRIGGER connector_decision_is_not_deleted BEFORE DELETE ON connector_decision
BEGIN SELECT RAISE(ABORT, '连接器的准用和停用记录不可删除'); END;
