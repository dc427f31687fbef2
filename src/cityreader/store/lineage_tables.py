"""The tables of a merge: what records came through elsewhere, other versions, other UUIDs."""

LINEAGE_TABLES = """
CREATE TABLE lineages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  record TEXT NOT NULL UNIQUE,
  steps TEXT NOT NULL,
  upto INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  marks TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  record TEXT NOT NULL,
  steps TEXT NOT NULL,
  content TEXT
) STRICT;
CREATE INDEX versions_by_record ON versions(record);

CREATE TABLE aliases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  article_id INTEGER NOT NULL REFERENCES articles(id)
) STRICT;
CREATE INDEX aliases_by_article ON aliases(article_id);
"""
"""``lineages``: ``steps`` are the steps of other libraries the record in force came through, to
which those of this library after the journal key ``upto`` are added; ``removed`` marks a record
that was removed elsewhere and never was here, ``marks`` those in it then. ``versions``: versions
that no other one follows and that are not in force, ``content`` as the export has them and null
where it was removed. ``changes.merged`` marks what came from elsewhere."""
