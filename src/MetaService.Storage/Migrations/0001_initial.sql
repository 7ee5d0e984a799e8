-- One row an article. seq is the order of storing; it never changes and is never used again.
-- sort_key is the order of publication: a slot for the date at its own precision (0 where unknown) times 2^24, plus a number within it.
-- change_id grows with every change of any article; a reader of changes remembers the last one seen.
CREATE TABLE article (
  seq                INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id         TEXT    NOT NULL UNIQUE,
  sort_key           INTEGER NOT NULL UNIQUE,
  change_id          INTEGER NOT NULL UNIQUE,
  text_hash          BLOB    NOT NULL UNIQUE,
  near_duplicate_key TEXT    NOT NULL,
  source_url         TEXT,
  received_at        INTEGER,
  ingested_at        INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  revision           INTEGER NOT NULL,
  extractor          INTEGER NOT NULL REFERENCES extractor_version (extractor),
  outlet             TEXT,
  proven_date_order  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX article_near_duplicate ON article (near_duplicate_key) WHERE near_duplicate_key <> '';
CREATE INDEX article_extractor ON article (extractor);

-- Large and rarely read: apart from the row that filters touch. Times everywhere are ticks of 100 ns from 0001-01-01 in UTC.
CREATE TABLE article_content (
  seq      INTEGER PRIMARY KEY REFERENCES article (seq) ON DELETE CASCADE,
  text     BLOB NOT NULL,
  metadata BLOB NOT NULL
) STRICT;

-- Ids under which a text came again; they lead to the article that was stored first.
CREATE TABLE article_alias (
  alias TEXT PRIMARY KEY,
  seq   INTEGER NOT NULL REFERENCES article (seq) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX article_alias_article ON article_alias (seq);

CREATE TABLE extractor_version (
  extractor INTEGER PRIMARY KEY,
  version   TEXT NOT NULL UNIQUE
) STRICT;

-- Everything that a filter can name: an outlet, a country, an actor, a folded name ... kind is the number of a TermKind.
CREATE TABLE term (
  term_id INTEGER PRIMARY KEY,
  kind    INTEGER NOT NULL,
  key     TEXT    NOT NULL,
  label   TEXT    NOT NULL,
  type    INTEGER NOT NULL DEFAULT 0,
  country TEXT,
  UNIQUE (kind, key)
) STRICT;

-- The terms of each article, packed: for counting over many articles in order of publication.
CREATE TABLE article_term (
  sort_key INTEGER PRIMARY KEY REFERENCES article (sort_key) ON DELETE CASCADE,
  terms    BLOB NOT NULL
) STRICT;

-- Inverted indexes. The first is in order of publication (rowid = sort_key) and holds the terms and the words, so that filters
-- and full text meet in one ordered merge; the second is in order of storing (rowid = seq) and holds the terms alone.
CREATE VIRTUAL TABLE search USING fts5 (
  terms, title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE recency USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- Numeric date orders that articles of an outlet prove.
CREATE TABLE outlet_date_order (
  outlet     TEXT    NOT NULL,
  date_order INTEGER NOT NULL,
  articles   INTEGER NOT NULL,
  PRIMARY KEY (outlet, date_order)
) STRICT, WITHOUT ROWID;

-- One row: the last change_id given out. It outlives the article that carried it.
CREATE TABLE change_counter (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL
) STRICT;
INSERT INTO change_counter VALUES (1, 0);
