-- What happens after an import: its report, what was already said, mended comments, twins, and removals on request.

-- What is kept of an import beside its comments. An import that never became whole has none.
CREATE TABLE import_reports (
  import_id INTEGER PRIMARY KEY REFERENCES imports (id),
  -- What the numbers of rows count: lines of the file, or elements of a list.
  place     TEXT NOT NULL DEFAULT 'line' CHECK (place IN ('line', 'element')),
  -- What was left out, by reason, and sentences for the person: JSON lists.
  skipped   TEXT NOT NULL DEFAULT '[]',
  warnings  TEXT NOT NULL DEFAULT '[]',
  -- Of a file: SHA-256 of its bytes, in hexadecimal digits.
  sha256    TEXT,
  -- Of a paste: words and markup as they were on the clipboard; gone when the import or a person in it was removed.
  raw       TEXT,
  raw_html  TEXT,
  -- Name, format, details and warnings, to be searched.
  words     TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE imports_search USING fts5 (
  words, raw,
  content = 'import_reports', content_rowid = 'import_id',
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
INSERT INTO imports_search (imports_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER imports_search_insert AFTER INSERT ON import_reports BEGIN
  INSERT INTO imports_search (rowid, words, raw) VALUES (new.import_id, new.words, new.raw);
END;
CREATE TRIGGER imports_search_delete AFTER DELETE ON import_reports BEGIN
  INSERT INTO imports_search (imports_search, rowid, words, raw)
  VALUES ('delete', old.import_id, old.words, old.raw);
END;
CREATE TRIGGER imports_search_update AFTER UPDATE OF words, raw ON import_reports BEGIN
  INSERT INTO imports_search (imports_search, rowid, words, raw)
  VALUES ('delete', old.import_id, old.words, old.raw);
  INSERT INTO imports_search (rowid, words, raw) VALUES (new.import_id, new.words, new.raw);
END;
INSERT INTO import_reports (import_id, words)
  SELECT id, name || ' ' || format FROM imports WHERE state IN ('done', 'updating');

-- Replies that already stood under a comment when it came in: read by the rules as history.
CREATE INDEX comments_answered ON comments (id) WHERE reply_text IS NOT NULL;
CREATE TABLE said_checks (
  comment_id   INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
  reply_sha256 BLOB NOT NULL,
  pack_version TEXT NOT NULL,
  checked_at   INTEGER NOT NULL,
  -- 0 nothing, 1 advice, 2 warning, 3 stop.
  worst        INTEGER NOT NULL,
  findings     TEXT NOT NULL
) STRICT;
-- "Already said", worst first: without it every reply that was ever read was sorted.
CREATE INDEX said_checks_worst ON said_checks (worst DESC, comment_id DESC) WHERE worst > 0;
-- Other words, another author or another place: the reply is to be read anew.
CREATE TRIGGER said_checks_stale
AFTER UPDATE OF text, reply_text, author_name, author_handle, platform, practice_id, sentiment ON comments
WHEN old.text IS NOT new.text OR old.reply_text IS NOT new.reply_text
  OR old.author_name IS NOT new.author_name OR old.author_handle IS NOT new.author_handle
  OR old.platform IS NOT new.platform OR old.practice_id IS NOT new.practice_id
  OR old.sentiment IS NOT new.sentiment
BEGIN
  DELETE FROM said_checks WHERE comment_id = old.id;
END;

CREATE VIRTUAL TABLE said_search USING fts5 (
  reply_text,
  content = 'comments', content_rowid = 'id',
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
INSERT INTO said_search (said_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER said_search_insert AFTER INSERT ON comments WHEN new.reply_text IS NOT NULL BEGIN
  INSERT INTO said_search (rowid, reply_text) VALUES (new.id, new.reply_text);
END;
CREATE TRIGGER said_search_delete AFTER DELETE ON comments WHEN old.reply_text IS NOT NULL BEGIN
  INSERT INTO said_search (said_search, rowid, reply_text) VALUES ('delete', old.id, old.reply_text);
END;
-- Two triggers, one for what goes and one for what comes, for either may be missing.
CREATE TRIGGER said_search_update_old AFTER UPDATE OF reply_text ON comments
WHEN old.reply_text IS NOT NULL AND old.reply_text IS NOT new.reply_text BEGIN
  INSERT INTO said_search (said_search, rowid, reply_text) VALUES ('delete', old.id, old.reply_text);
END;
CREATE TRIGGER said_search_update_new AFTER UPDATE OF reply_text ON comments
WHEN new.reply_text IS NOT NULL AND old.reply_text IS NOT new.reply_text BEGIN
  INSERT INTO said_search (rowid, reply_text) VALUES (new.id, new.reply_text);
END;
INSERT INTO said_search (rowid, reply_text)
  SELECT id, reply_text FROM comments WHERE reply_text IS NOT NULL;

-- What a person says became of a reply that had to be corrected; the last word counts, as long as the
-- reply reads as it did. No foreign key to the comment: the record outlives it.
CREATE TABLE said_marks (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  comment_id   INTEGER NOT NULL,
  reply_sha256 BLOB NOT NULL,
  mark         TEXT NOT NULL CHECK (mark IN ('taken-down', 'corrected', 'reopened')),
  person_id    INTEGER NOT NULL REFERENCES people (id),
  marked_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX said_marks_by_comment ON said_marks (comment_id);
CREATE TRIGGER said_marks_keep_update BEFORE UPDATE ON said_marks BEGIN
  SELECT RAISE (ABORT, 'the marks are append-only');
END;
CREATE TRIGGER said_marks_keep_delete BEFORE DELETE ON said_marks BEGIN
  SELECT RAISE (ABORT, 'the marks are append-only');
END;

-- Other places and ids under which a comment comes in: where it stood before it was mended, and those of
-- a twin that was merged into it.
CREATE TABLE comment_aliases (
  practice_id INTEGER NOT NULL,
  platform    TEXT NOT NULL,
  external_id TEXT NOT NULL,
  comment_id  INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
  PRIMARY KEY (practice_id, platform, external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_aliases_by_comment ON comment_aliases (comment_id);

-- The stars that came in, where a person says otherwise: an import then leaves the person's.
CREATE TABLE captured_stars (
  comment_id INTEGER PRIMARY KEY REFERENCES comments (id) ON DELETE CASCADE,
  stars      INTEGER
) STRICT;

-- Comments that were merged into another; the history, which cannot change, is read through it.
CREATE TABLE merged_comments (
  comment_id INTEGER PRIMARY KEY,
  into_id    INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
  person_id  INTEGER NOT NULL REFERENCES people (id),
  merged_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX merged_comments_by_kept ON merged_comments (into_id);

-- Pairs that look the same and that a person wants kept as two.
CREATE TABLE kept_apart (
  first_id   INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
  second_id  INTEGER NOT NULL REFERENCES comments (id) ON DELETE CASCADE,
  person_id  INTEGER NOT NULL REFERENCES people (id),
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_apart_by_second ON kept_apart (second_id);

-- One person's data removed on request: counts and hashes, never words.
CREATE TABLE removals (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  practice_id   INTEGER NOT NULL REFERENCES practices (id),
  person_id     INTEGER NOT NULL REFERENCES people (id),
  removed_at    INTEGER NOT NULL,
  author_sha256 BLOB NOT NULL,
  n_comments    INTEGER NOT NULL,
  n_drafts      INTEGER NOT NULL,
  n_pastes      INTEGER NOT NULL,
  -- SHA-256 of each comment's words, in hexadecimal: a JSON list.
  comments      TEXT NOT NULL
) STRICT;
CREATE TRIGGER removals_keep_update BEFORE UPDATE ON removals BEGIN
  SELECT RAISE (ABORT, 'the log of removals is append-only');
END;
CREATE TRIGGER removals_keep_delete BEFORE DELETE ON removals BEGIN
  SELECT RAISE (ABORT, 'the log of removals is append-only');
END;

-- SHA-256 of practice, platform and id of what was removed on request, so that no import brings it back.
CREATE TABLE removed_ids (
  sha256 BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
