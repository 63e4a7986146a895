-- What the program does by itself: a row for each task; node is empty where one of several machines does it for all.
CREATE TABLE nightly_task (
  task          TEXT NOT NULL CHECK (trim(task) <> ''),
  node          TEXT NOT NULL,
  known_at      INTEGER NOT NULL,
  since         INTEGER NOT NULL,
  began_at      INTEGER,
  ended_at      INTEGER,
  outcome       TEXT CHECK (outcome IN ('DONE', 'ATTENTION', 'FAILED', 'STOPPED')),
  message       TEXT NOT NULL DEFAULT '',
  succeeded_at  INTEGER,
  place         TEXT NOT NULL DEFAULT '',
  paused_by     TEXT,
  paused_at     INTEGER,
  holder        TEXT,
  running_since INTEGER,
  held_until    INTEGER,
  stop_asked_by TEXT,
  PRIMARY KEY (task, node)
) STRICT, WITHOUT ROWID;

-- A night that went wrong, told to everybody until a later success or until somebody says that he has seen it.
CREATE TABLE nightly_alarm (
  id       INTEGER PRIMARY KEY,
  task     TEXT NOT NULL,
  node     TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('FAILED', 'LATE')),
  first_at INTEGER NOT NULL,
  last_at  INTEGER NOT NULL,
  times    INTEGER NOT NULL CHECK (times > 0),
  message  TEXT NOT NULL,
  told_at  INTEGER,
  seen_by  TEXT,
  seen_at  INTEGER,
  seen_why TEXT,
  over_at  INTEGER,
  CHECK ((seen_by IS NULL) = (seen_at IS NULL))
) STRICT;
CREATE INDEX nightly_alarm_open ON nightly_alarm (task, node, kind, id);

-- Who is signed in to one of several consoles. What a session holds is sealed with a key that only its cookie knows.
CREATE TABLE console_session (
  id_hash    TEXT PRIMARY KEY,
  content    BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  used_at    INTEGER NOT NULL,
  ends_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX console_session_ends ON console_session (ends_at);
