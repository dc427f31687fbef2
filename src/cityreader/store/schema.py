"""The tables of a library and the migrations that make them.

Rows that a person can point at carry a ``uuid`` beside the integer key, so that libraries can be
merged. Tables with ``deleted_at`` are never emptied but by a purge; keys of the others are never
used twice (AUTOINCREMENT), because undo puts removed rows back under their old keys. An index that
a purge needs for its foreign keys covers removed rows too; the others leave them out.

What is worked out from bodies (``sketches``, ``sketch_keys``, ``likenesses``, ``clutter``, and
``body_terms`` of ``fulltext``) hangs on one revision, with which it goes, or on one source; it is
nobody's step and has no ``id``.
"""

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from cityreader.store.fulltext import INDEX_TABLES
from cityreader.store.lineage_tables import LINEAGE_TABLES
from cityreader.store.origin_tables import ORIGIN_TABLES
from cityreader.store.suggestion_tables import SUGGESTION_TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x43695265
"""``CiRe`` in the header of the file, by which SQLite files of other programs are told apart."""

SCHEMA_VERSION = 1
"""Kept in ``user_version``; a library with a higher number is refused."""

PAGE_SIZE = 16384
"""Bytes; at 100,000 articles a third smaller and five times quicker to check than 4096."""

migrations = Migrations("cityreader")

_FIRST_SCHEMA = """
CREATE TABLE settings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE coders (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  title_fold TEXT NOT NULL,
  lang TEXT NOT NULL,
  source TEXT,
  author TEXT,
  url TEXT,
  address TEXT,
  message_id TEXT,
  published_start TEXT,
  published_end TEXT,
  published_precision TEXT NOT NULL DEFAULT 'none',
  published_text TEXT,
  published_basis TEXT,
  kind TEXT NOT NULL DEFAULT 'article',
  revision INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,
  length INTEGER NOT NULL,
  reasons TEXT NOT NULL DEFAULT '{}',
  lead_id INTEGER REFERENCES articles(id),
  added_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX articles_by_date ON articles(published_start DESC, id DESC)
  WHERE deleted_at IS NULL AND lead_id IS NULL;
CREATE INDEX articles_by_title ON articles(title_fold, id)
  WHERE deleted_at IS NULL AND lead_id IS NULL;
CREATE INDEX articles_by_source ON articles(source, published_start DESC, id DESC)
  WHERE deleted_at IS NULL AND lead_id IS NULL;
CREATE INDEX articles_by_address ON articles(address) WHERE address IS NOT NULL;
CREATE INDEX articles_by_message ON articles(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX articles_by_text ON articles(text_sha256);
CREATE INDEX articles_by_lead ON articles(lead_id) WHERE lead_id IS NOT NULL;

CREATE TABLE bodies (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (article_id, revision)
) STRICT;

CREATE TABLE sketches (
  body_id INTEGER PRIMARY KEY REFERENCES bodies(id) ON DELETE CASCADE,
  hashes BLOB NOT NULL
) STRICT;

CREATE TABLE sketch_keys (
  hash INTEGER NOT NULL,
  body_id INTEGER NOT NULL REFERENCES bodies(id) ON DELETE CASCADE,
  PRIMARY KEY (hash, body_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketch_keys_by_body ON sketch_keys(body_id);

CREATE TABLE likenesses (
  body_id INTEGER NOT NULL REFERENCES bodies(id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES bodies(id) ON DELETE CASCADE,
  similarity REAL NOT NULL,
  PRIMARY KEY (body_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX likenesses_by_other ON likenesses(other_id);

CREATE TABLE clutter (
  source TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (source, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  coder_id INTEGER NOT NULL REFERENCES coders(id),
  state TEXT NOT NULL CHECK (state IN ('new', 'opened', 'done')),
  flagged INTEGER NOT NULL DEFAULT 0,
  updated_at TEXT NOT NULL,
  UNIQUE (article_id, coder_id)
) STRICT;
CREATE INDEX readings_by_coder ON readings(coder_id, state);

CREATE TABLE pairs (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  left_id INTEGER NOT NULL REFERENCES articles(id),
  right_id INTEGER NOT NULL REFERENCES articles(id),
  left_revision INTEGER NOT NULL,
  right_revision INTEGER NOT NULL,
  aligner TEXT,
  origin TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK (left_id <> right_id)
) STRICT;
CREATE INDEX pairs_by_left ON pairs(left_id);
CREATE INDEX pairs_by_right ON pairs(right_id);

CREATE TABLE beads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pair_id INTEGER NOT NULL REFERENCES pairs(id),
  position INTEGER NOT NULL,
  left_start INTEGER,
  left_end INTEGER,
  right_start INTEGER,
  right_end INTEGER,
  score REAL NOT NULL,
  checked INTEGER NOT NULL DEFAULT 0,
  origin TEXT CHECK (origin IN ('machine')),
  CHECK (left_start IS NOT NULL OR right_start IS NOT NULL),
  CHECK ((left_start IS NULL) = (left_end IS NULL)),
  CHECK ((right_start IS NULL) = (right_end IS NULL)),
  CHECK (left_start IS NULL OR left_start < left_end),
  CHECK (right_start IS NULL OR right_start < right_end)
) STRICT;
CREATE INDEX beads_by_pair ON beads(pair_id, position);

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'topic')),
  labels TEXT NOT NULL,
  key TEXT,
  color TEXT,
  parent TEXT,
  retired INTEGER NOT NULL DEFAULT 0,
  definition TEXT NOT NULL DEFAULT '',
  yes TEXT NOT NULL DEFAULT '[]',
  no TEXT NOT NULL DEFAULT '[]',
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE article_tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  tag TEXT NOT NULL REFERENCES tags(code),
  coder_id INTEGER NOT NULL REFERENCES coders(id),
  UNIQUE (article_id, tag, coder_id)
) STRICT;
CREATE INDEX article_tags_by_tag ON article_tags(tag);

CREATE TABLE annotations (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  revision INTEGER NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  end INTEGER NOT NULL CHECK (end > start),
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  tag TEXT REFERENCES tags(code),
  role TEXT CHECK (role IN ('trigger', 'actor', 'recipient', 'place', 'date')),
  note TEXT,
  coder_id INTEGER NOT NULL REFERENCES coders(id),
  origin TEXT NOT NULL DEFAULT 'manual',
  status TEXT NOT NULL DEFAULT 'ok' CHECK (status IN ('ok', 'moved', 'review', 'orphan')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK (length(exact) = end - start)
) STRICT;
CREATE INDEX annotations_by_article ON annotations(article_id, start);
CREATE INDEX annotations_by_tag ON annotations(tag, article_id) WHERE deleted_at IS NULL;
CREATE INDEX annotations_by_coder ON annotations(coder_id, tag) WHERE deleted_at IS NULL;
CREATE INDEX annotations_to_review ON annotations(article_id)
  WHERE deleted_at IS NULL AND status <> 'ok';

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL REFERENCES tags(code),
  status TEXT NOT NULL
    CHECK (status IN ('happened', 'planned', 'proposed', 'cancelled', 'denied')),
  title TEXT,
  date_start TEXT,
  date_end TEXT,
  date_precision TEXT NOT NULL DEFAULT 'none',
  date_text TEXT,
  date_basis TEXT,
  place TEXT NOT NULL DEFAULT '{}',
  counts TEXT NOT NULL DEFAULT '[]',
  themes TEXT NOT NULL DEFAULT '[]',
  series_id TEXT,
  series_edition TEXT,
  part_of TEXT,
  mode TEXT,
  certainty INTEGER CHECK (certainty BETWEEN 1 AND 3),
  aggregate INTEGER NOT NULL DEFAULT 0,
  historical INTEGER NOT NULL DEFAULT 0,
  note TEXT,
  origin TEXT NOT NULL DEFAULT 'manual',
  coder_id INTEGER NOT NULL REFERENCES coders(id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX events_by_type ON events(type) WHERE deleted_at IS NULL;
CREATE INDEX events_by_date ON events(date_start) WHERE deleted_at IS NULL;

CREATE TABLE event_mentions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events(id),
  annotation_id INTEGER NOT NULL UNIQUE REFERENCES annotations(id)
) STRICT;
CREATE INDEX event_mentions_by_event ON event_mentions(event_id);

CREATE TABLE participants (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events(id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT,
  name_zh TEXT,
  kind TEXT NOT NULL,
  role TEXT,
  side TEXT CHECK (side IN ('actor', 'recipient', 'both')),
  office TEXT,
  of TEXT,
  glossary TEXT,
  annotations TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX participants_by_event ON participants(event_id, position);

CREATE TABLE glossary (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  forms TEXT NOT NULL,
  note TEXT,
  deleted_at TEXT
) STRICT;

CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  query TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  coder_id INTEGER NOT NULL REFERENCES coders(id),
  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  target TEXT,
  summary TEXT NOT NULL,
  article_id INTEGER
) STRICT;
CREATE INDEX journal_by_coder ON journal(coder_id, kind, id);
CREATE INDEX journal_by_target ON journal(target) WHERE target IS NOT NULL;

CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  journal_id INTEGER NOT NULL REFERENCES journal(id),
  entity TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  merged INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX changes_by_step ON changes(journal_id);
CREATE INDEX changes_by_row ON changes(entity, row_id);
"""


@migrations()
def first_schema(db: "Database") -> None:
    """Make the tables of the first release."""
    tables = _FIRST_SCHEMA + ORIGIN_TABLES + SUGGESTION_TABLES + LINEAGE_TABLES + INDEX_TABLES
    for statement in tables.split(";\n"):
        if statement.strip():
            db.execute(statement)
