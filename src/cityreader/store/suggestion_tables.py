"""The table of decisions on suggestions.

``sentence`` is the hash by which a sentence is remembered, so that a decision outlives edits
elsewhere in its article.
"""

SUGGESTION_TABLES = """
CREATE TABLE suggestion_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  coder_id INTEGER NOT NULL REFERENCES coders(id),
  type TEXT NOT NULL,
  trigger TEXT NOT NULL,
  sentence TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
  at TEXT NOT NULL,
  UNIQUE (article_id, coder_id, type, sentence)
) STRICT;
CREATE INDEX suggestion_decisions_by_trigger ON suggestion_decisions(type, trigger);
"""
