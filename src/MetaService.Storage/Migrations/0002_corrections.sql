-- What people said is wrong, kept beside what was extracted. The newest row of a field counts; older ones are its history.
CREATE TABLE correction (
  correction_id INTEGER PRIMARY KEY AUTOINCREMENT,
  seq           INTEGER NOT NULL REFERENCES article (seq) ON DELETE CASCADE,
  field         TEXT    NOT NULL,
  value         BLOB,
  author        TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX correction_article ON correction (seq, correction_id);

-- Runs of a new extractor over stored texts.
CREATE TABLE reparse_run (
  run_id      INTEGER PRIMARY KEY AUTOINCREMENT,
  version     TEXT    NOT NULL,
  started_at  INTEGER NOT NULL,
  finished_at INTEGER,
  last_seq    INTEGER NOT NULL DEFAULT 0,
  articles    INTEGER NOT NULL DEFAULT 0,
  changed     INTEGER NOT NULL DEFAULT 0,
  failed      INTEGER NOT NULL DEFAULT 0,
  report      BLOB
) STRICT;
