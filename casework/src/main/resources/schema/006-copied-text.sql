-- Pages of two subjects that say the same or nearly the same: a hint for a person that one promoter may be behind both.
-- Nothing follows from it by itself. distance: bits of the texts' signatures that differ.
CREATE TABLE copied_text (
  subject_a  INTEGER NOT NULL REFERENCES subject (id),
  subject_b  INTEGER NOT NULL REFERENCES subject (id),
  capture_a  TEXT NOT NULL,
  url_a      TEXT NOT NULL,
  capture_b  TEXT NOT NULL,
  url_b      TEXT NOT NULL,
  distance   INTEGER NOT NULL CHECK (distance BETWEEN 0 AND 64),
  first_seen INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL,
  PRIMARY KEY (subject_a, subject_b),
  CHECK (subject_a < subject_b)
) STRICT, WITHOUT ROWID;
