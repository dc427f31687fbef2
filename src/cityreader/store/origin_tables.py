"""The tables of what is known of an article from outside: its files, and its translations."""

ORIGIN_TABLES = """
CREATE TABLE origins (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  path TEXT NOT NULL,
  member INTEGER,
  size INTEGER NOT NULL,
  modified_ns INTEGER NOT NULL,
  file_sha256 TEXT NOT NULL,
  articles INTEGER,
  refusals TEXT
) STRICT;
CREATE INDEX origins_by_path ON origins(path, member);
CREATE INDEX origins_by_article ON origins(article_id);

CREATE TABLE translation_links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('address', 'path', 'key')),
  target TEXT NOT NULL,
  lang TEXT
) STRICT;
CREATE INDEX translation_links_by_article ON translation_links(article_id);
CREATE INDEX translation_links_by_target ON translation_links(target);
"""
"""``articles`` and ``refusals`` stand on the row of the last article of a file: how many it holds
and which of its parts were none. They are written with that row, so a file that has them is in."""
