"""The full-text index of bodies: which revisions hold a word.

``body_terms`` is an FTS5 table that keeps no text: for each row of ``bodies`` it knows the terms
that ``text.terms`` makes of it; the tokenizer ``ascii`` only splits at the spaces between them. It
covers every revision, so that undo and redo need nothing; a query joins it with the revision in
force. What is looked for is never FTS5's syntax: terms are letters and digits, in quotation marks.
"""

from collections.abc import Iterable, Sequence

from cityreader.store.session import Unit
from cityreader.text.terms import index_terms, wanted_terms

INDEX_TABLES = """
CREATE VIRTUAL TABLE body_terms USING fts5(terms, content='', tokenize='ascii');
"""

AT_ONCE = 500
"""Bodies read at a time when the whole index is made or checked."""

_CURRENT = "SELECT 1 FROM bodies b WHERE b.article_id = a.id AND b.revision = a.revision"


def condition(word: str) -> tuple[str, tuple[object, ...]]:
    """SQL with its values: whether the current body of an article ``a`` holds a folded word.

    It says the same as ``text.occurrences.holds`` of the body. Only a word with signs in it, or one
    longer than any, is looked up in the bodies themselves.
    """
    if not _storable(word):
        return "0", ()
    wanted = wanted_terms(word)
    if not wanted.terms:
        return f"EXISTS ({_CURRENT} AND holds_word(b.body, ?))", (word,)
    found = f"{_CURRENT} AND b.id IN (SELECT rowid FROM body_terms WHERE body_terms MATCH ?)"
    if wanted.exact:
        return f"EXISTS ({found})", (_match(wanted.terms, wanted.opens),)
    return (
        f"EXISTS ({found} AND holds_word(b.body, ?))",
        (_match(wanted.terms, wanted.opens), word),
    )


def add(unit: Unit, body_id: int, body: str) -> None:
    """Index a new body."""
    unit.run("INSERT INTO body_terms(rowid, terms) VALUES (?, ?)", body_id, index_terms(body))


def remove(unit: Unit, body_ids: Iterable[int]) -> None:
    """Take bodies that are still stored out of the index, and their words out of the file."""
    for key in body_ids:
        body = unit.value("SELECT body FROM bodies WHERE id = ?", key)
        if body is not None:
            unit.run(
                "INSERT INTO body_terms(body_terms, rowid, terms) VALUES ('delete', ?, ?)",
                key,
                index_terms(body),
            )
    # A removed term stays in the file until the pieces of the index are made one.
    unit.run("INSERT INTO body_terms(body_terms) VALUES ('optimize')")


def rebuild(unit: Unit) -> int:
    """Make the index anew from the bodies; returns how many it holds."""
    unit.changed = True
    unit.run("DROP TABLE IF EXISTS body_terms")
    unit.run(INDEX_TABLES)
    last = count = 0
    while True:
        rows = unit.rows(
            "SELECT id, body FROM bodies WHERE id > ? ORDER BY id LIMIT ?", last, AT_ONCE
        )
        if not rows:
            return count
        for row in rows:
            add(unit, row["id"], row["body"])
        last, count = rows[-1]["id"], count + len(rows)


def _match(terms: Sequence[str], opens: bool) -> str:
    """An FTS5 query for terms in a row."""
    return f'"{" ".join(terms)}"{" *" if opens else ""}'


def _storable(word: str) -> bool:
    """Whether SQLite takes a word; half a surrogate pair is in no body."""
    return not any("\ud800" <= character <= "\udfff" for character in word)
