-- A database of version 1 with rows in every table; the schema as it was released.

CREATE TABLE people (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE practices (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  profile    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- adding: its comments are invisible. updating: visible, and what it changes of older comments still waits.
-- removing: invisible again. removed: nothing of it is left but this row.
CREATE TABLE imports (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  practice_id   INTEGER NOT NULL REFERENCES practices (id),
  name          TEXT NOT NULL,
  format        TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('adding', 'updating', 'done', 'removing', 'removed')),
  started_at    INTEGER NOT NULL,
  finished_at   INTEGER,
  -- Rows of one import lie side by side: one import writes at a time.
  first_comment INTEGER,
  last_comment  INTEGER,
  n_added       INTEGER NOT NULL DEFAULT 0,
  n_updated     INTEGER NOT NULL DEFAULT 0,
  n_known       INTEGER NOT NULL DEFAULT 0,
  n_skipped     INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every query asks which imports are invisible; there is one at most, among thousands that are done.
CREATE INDEX imports_invisible ON imports (id) WHERE state IN ('adding', 'removing');

-- AUTOINCREMENT: a number that was given away never names another comment, so no draft can end up under it.
CREATE TABLE comments (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  practice_id         INTEGER NOT NULL REFERENCES practices (id),
  platform            TEXT NOT NULL,
  external_id         TEXT NOT NULL CHECK (external_id <> ''),
  import_id           INTEGER NOT NULL REFERENCES imports (id),
  status              TEXT NOT NULL DEFAULT 'open',
  -- Category, urgency (0 low to 3 critical) and sentiment with a person's corrections applied.
  category            TEXT NOT NULL,
  urgency             INTEGER NOT NULL,
  sentiment           TEXT NOT NULL,
  -- What triage said, with flags and cues.
  machine_triage      TEXT NOT NULL,
  captured_at         INTEGER NOT NULL,
  due_at              INTEGER NOT NULL,
  posted_at           INTEGER,
  posted_at_precision TEXT,
  kind                TEXT NOT NULL,
  id_basis            TEXT NOT NULL,
  author_name         TEXT,
  author_handle       TEXT,
  text                TEXT NOT NULL,
  stars               INTEGER,
  recommended         INTEGER,
  permalink           TEXT,
  parent_id           TEXT,
  post_context        TEXT,
  language            TEXT,
  text_translated     TEXT,
  source_flags        TEXT NOT NULL DEFAULT '',
  reply_text          TEXT,
  reply_at            INTEGER,
  reply_author        TEXT,
  UNIQUE (practice_id, platform, external_id)
) STRICT;

-- The queue's order of a million comments, answered from the index alone: without it the whole queue waited for a sort.
CREATE INDEX comments_in_order ON comments
  (urgency DESC, due_at, id, status, practice_id, platform, category, import_id);

-- "Earlier comments of the same author" on opening a comment.
CREATE INDEX comments_by_handle ON comments (author_handle, practice_id) WHERE author_handle IS NOT NULL;
CREATE INDEX comments_by_name ON comments (author_name, practice_id)
  WHERE author_handle IS NULL AND author_name IS NOT NULL;

CREATE VIRTUAL TABLE comments_search USING fts5 (
  text, author_name, author_handle,
  content = 'comments', content_rowid = 'id',
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
INSERT INTO comments_search (comments_search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER comments_search_insert AFTER INSERT ON comments BEGIN
  INSERT INTO comments_search (rowid, text, author_name, author_handle)
  VALUES (new.id, new.text, new.author_name, new.author_handle);
END;
CREATE TRIGGER comments_search_delete AFTER DELETE ON comments BEGIN
  INSERT INTO comments_search (comments_search, rowid, text, author_name, author_handle)
  VALUES ('delete', old.id, old.text, old.author_name, old.author_handle);
END;
CREATE TRIGGER comments_search_update AFTER UPDATE OF text, author_name, author_handle ON comments BEGIN
  INSERT INTO comments_search (comments_search, rowid, text, author_name, author_handle)
  VALUES ('delete', old.id, old.text, old.author_name, old.author_handle);
  INSERT INTO comments_search (rowid, text, author_name, author_handle)
  VALUES (new.id, new.text, new.author_name, new.author_handle);
END;

-- What an import would change of comments that were there before it; applied once the import is visible.
CREATE TABLE import_updates (
  comment_id INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
  import_id  INTEGER NOT NULL REFERENCES imports (id),
  source     TEXT NOT NULL,
  triage     TEXT NOT NULL
) STRICT;

-- A person's word on a comment's triage; NULL leaves the machine's.
CREATE TABLE corrections (
  comment_id   INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
  category     TEXT,
  urgency      INTEGER,
  sentiment    TEXT,
  corrected_at INTEGER NOT NULL
) STRICT;

CREATE TABLE drafts (
  comment_id INTEGER PRIMARY KEY REFERENCES comments (id),
  text       TEXT NOT NULL CHECK (text <> ''),
  saved_at   INTEGER NOT NULL,
  -- The last reply that was sealed for the comment before this text was saved; 0: none.
  last_reply INTEGER NOT NULL DEFAULT 0
) STRICT;

-- No foreign key to the comment: the record outlives it.
CREATE TABLE replies (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  comment_id     INTEGER NOT NULL,
  practice_id    INTEGER NOT NULL REFERENCES practices (id),
  person_id      INTEGER NOT NULL REFERENCES people (id),
  platform       TEXT NOT NULL,
  external_id    TEXT NOT NULL,
  -- SHA-256 of the comment's words at that moment; the words themselves stay with the comment.
  comment_sha256 BLOB NOT NULL,
  text           TEXT NOT NULL CHECK (text <> ''),
  findings       TEXT NOT NULL,
  overrides      TEXT NOT NULL,
  pack_version   TEXT NOT NULL,
  recorded_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX replies_by_comment ON replies (comment_id);
CREATE INDEX replies_by_time ON replies (recorded_at);

CREATE TABLE reply_outcomes (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  reply_id    INTEGER NOT NULL REFERENCES replies (id),
  outcome     TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX reply_outcomes_by_reply ON reply_outcomes (reply_id);

CREATE TRIGGER replies_keep_update BEFORE UPDATE ON replies BEGIN
  SELECT RAISE (ABORT, 'the history is append-only');
END;
CREATE TRIGGER replies_keep_delete BEFORE DELETE ON replies BEGIN
  SELECT RAISE (ABORT, 'the history is append-only');
END;
CREATE TRIGGER reply_outcomes_keep_update BEFORE UPDATE ON reply_outcomes BEGIN
  SELECT RAISE (ABORT, 'the history is append-only');
END;
CREATE TRIGGER reply_outcomes_keep_delete BEFORE DELETE ON reply_outcomes BEGIN
  SELECT RAISE (ABORT, 'the history is append-only');
END;

CREATE VIRTUAL TABLE replies_search USING fts5 (
  text,
  content = 'replies', content_rowid = 'id',
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
INSERT INTO replies_search (replies_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER replies_search_insert AFTER INSERT ON replies BEGIN
  INSERT INTO replies_search (rowid, text) VALUES (new.id, new.text);
END;

-- Words of a comment as they stood when it was answered, kept when an import brings other words.
CREATE TABLE answered_texts (
  comment_id  INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
  sha256      BLOB NOT NULL,
  text        TEXT NOT NULL,
  PRIMARY KEY (comment_id, sha256)
) STRICT, WITHOUT ROWID;

INSERT INTO people VALUES (1, 'Ana Ruiz', 1795500000000);
INSERT INTO practices VALUES (1, 'Harborview Aesthetics', '{"name":"Harborview Aesthetics","email":"care@harborview.example","phone":"555-0186","signature":"The Harborview team","direct_messages":{"facebook":true},"hours":{"time_zone":"America/New_York","blocks":[{"day":"monday","from":540,"to":1020}]},"own_names":[],"own_handles":["harborview"]}', 1795500000000, 1795500000000);
INSERT INTO practices VALUES (2, 'Lakeside Smiles', '{"name":"Lakeside Smiles"}', 1795500000000, 1795500000000);
INSERT INTO settings VALUES ('desk.person', '1'), ('window.theme', 'dark');
INSERT INTO imports VALUES (1, 1, 'reviews.json', 'google-business-reviews', 'done', 1795500000000, 1795500000100, 1, 3, 3, 0, 0, 0);
INSERT INTO imports VALUES (2, 2, 'Paste', 'facebook-paste', 'done', 1795500000000, 1795500000100, 4, 5, 2, 0, 0, 1);
INSERT INTO comments (id, practice_id, platform, external_id, import_id, status, category, urgency, sentiment, machine_triage, captured_at, due_at, posted_at, posted_at_precision, kind, id_basis, author_name, author_handle, text, stars, source_flags) VALUES
 (1, 1, 'google', 'r1', 1, 'open', 'service', 1, 'negative', '{"category":"service","urgency":"normal","sentiment":"negative","flags":[],"because":[{"label":"service","start":0,"end":7}]}', 1795500000000, 1795586400000, 1795400000000, 'second', 'review', 'native', 'Dana W.', NULL, 'Waiting took an hour', 2, ''),
 (2, 1, 'google', 'r2', 1, 'drafting', 'billing', 1, 'negative', '{"category":"billing","urgency":"normal","sentiment":"negative","flags":[],"because":[]}', 1795500000000, 1795586400000, NULL, NULL, 'review', 'native', 'Lee', NULL, 'Charged twice', 1, 'edited'),
 (3, 1, 'google', 'r3', 1, 'replied', 'outcome', 2, 'negative', '{"category":"outcome","urgency":"high","sentiment":"negative","flags":["self-disclosed-phi"],"because":[]}', 1795500000000, 1795514400000, NULL, NULL, 'review', 'native', NULL, NULL, 'It did not settle', 1, 'anonymous'),
 (4, 2, 'facebook', 'f1', 2, 'open', 'question', 0, 'neutral', '{"category":"question","urgency":"low","sentiment":"neutral","flags":[],"because":[]}', 1795500000000, 1795759200000, NULL, NULL, 'comment', 'derived', 'Sam', 'sam', 'Are you open on Saturday?', NULL, ''),
 (5, 2, 'facebook', 'f2', 2, 'dismissed', 'spam', 0, 'neutral', '{"category":"spam","urgency":"low","sentiment":"neutral","flags":[],"because":[]}', 1795500000000, 1795759200000, NULL, NULL, 'comment', 'derived', 'Bot', 'bot', 'Buy followers', NULL, '');
INSERT INTO corrections VALUES (1, NULL, 1, NULL, 1795500000000);
INSERT INTO drafts VALUES (2, 'We would be happy to look into this.', 1795500000000, 0);
INSERT INTO replies VALUES (1, 3, 1, 1, 'google', 'r3', x'00', 'We are sorry to hear this.', '[{"rule":"structure/no-offline-path","severity":"advice","confidence":"high","start":0,"end":0}]', '[]', '0.1.0', 1795500000000);
INSERT INTO reply_outcomes VALUES (1, 1, 'copied', 1795500000000);
PRAGMA user_version = 1;
