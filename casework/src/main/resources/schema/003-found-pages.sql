-- Pages that search engines show of sites that nobody watches: for a person to look at. Never asked for by themselves.
CREATE TABLE found_page (
  url        TEXT PRIMARY KEY,
  host       TEXT NOT NULL,
  connector  TEXT NOT NULL,
  keyword    TEXT NOT NULL,
  title      TEXT NOT NULL,
  summary    TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL
) STRICT;
CREATE INDEX found_page_host ON found_page (host, last_seen);
