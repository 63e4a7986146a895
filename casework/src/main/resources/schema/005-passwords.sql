-- How officers sign in to the console. A password that somebody else has seen is good for one sign-in only.
CREATE TABLE officer_password (
  officer      TEXT PRIMARY KEY REFERENCES officer (number),
  salt         TEXT NOT NULL,
  iterations   INTEGER NOT NULL CHECK (iterations >= 100000),
  hash         TEXT NOT NULL,
  one_time     INTEGER NOT NULL CHECK (one_time IN (0, 1)),
  version      INTEGER NOT NULL,
  changed_at   INTEGER NOT NULL,
  failures     INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  locked_until INTEGER
) STRICT, WITHOUT ROWID;
