-- Grows with every finding that is new or whose state or case changes: the search asks for what moved since it looked.
ALTER TABLE finding ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
CREATE INDEX finding_moved ON finding (moved);
-- sqlite:
CREATE TRIGGER finding_is_new AFTER INSERT ON finding
BEGIN UPDATE finding SET moved = (SELECT max(moved) + 1 FROM finding) WHERE fingerprint = NEW.fingerprint; END;
-- sqlite:
CREATE TRIGGER finding_moves AFTER UPDATE OF state, case_id ON finding
WHEN OLD.state <> NEW.state OR OLD.case_id IS NOT NEW.case_id
BEGIN UPDATE finding SET moved = (SELECT max(moved) + 1 FROM finding) WHERE fingerprint = NEW.fingerprint; END;
-- postgresql:
CREATE FUNCTION finding_moves() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.moved := (SELECT coalesce(max(moved), 0) + 1 FROM finding); RETURN NEW; END $$;
-- postgresql:
CREATE TRIGGER finding_is_new BEFORE INSERT ON finding FOR EACH ROW EXECUTE FUNCTION finding_moves();
-- postgresql:
CREATE TRIGGER finding_moves BEFORE UPDATE ON finding FOR EACH ROW
  WHEN (OLD.state <> NEW.state OR OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION finding_moves();

-- Searches that officers keep, as the query part of their address.
CREATE TABLE saved_search (
  id         INTEGER PRIMARY KEY,
  owner      TEXT NOT NULL REFERENCES officer (number),
  name       TEXT NOT NULL CHECK (trim(name) <> ''),
  address    TEXT NOT NULL,
  shared     INTEGER NOT NULL CHECK (shared IN (0, 1)),
  created_at INTEGER NOT NULL,
  UNIQUE (owner, name)
) STRICT;
-- Who follows one, how far he has looked (in the words of the index) and how many hits are new, as last counted.
CREATE TABLE saved_search_look (
  search_id INTEGER NOT NULL REFERENCES saved_search (id) ON DELETE CASCADE,
  officer   TEXT NOT NULL REFERENCES officer (number),
  mark      TEXT NOT NULL,
  looked_at INTEGER NOT NULL,
  fresh     INTEGER NOT NULL DEFAULT 0 CHECK (fresh >= 0),
  PRIMARY KEY (search_id, officer)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_search_look_officer ON saved_search_look (officer);
