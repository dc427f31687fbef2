"""The full-text index of bodies: which revisions hold a word.

``body_terms`` is an FTS5 table that keeps no text: for each row of ``bodies`` it knows the terms
that ``text.terms`` makes of it; the tokenizer ``ascii`` only splits at the spaces between them. It
covers every revision, so that undo and redo need nothing; a query joins it with the revision in
force. What is looked for is never FTS5's syntax: terms are letters and digits, in quotation marks.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from cityreader.models import Clause, Query
from cityreader.store.session import Row, Unit, View
from cityreader.text.terms import index_terms, wanted_terms

WORD_TABLES = """
CREATE VIRTUAL TABLE {name} USING fts5(terms, content='', tokenize='ascii');
INSERT INTO {name}({name}, rank) VALUES ('pgsz', 16200)"""
VOCABULARY_TABLE = "CREATE VIRTUAL TABLE body_vocabulary USING fts5vocab('body_terms', 'row')"
BODIES_BY_ID = "CREATE INDEX bodies_by_id ON bodies(id, article_id, revision)"
INDEX_TABLES = f"{WORD_TABLES.format(name='body_terms')};\n{VOCABULARY_TABLE};\n{BODIES_BY_ID};\n"
"""A piece of the index fills a page of the library. ``bodies_by_id`` leads from what was found to
articles without a look at the bodies, which lie far apart; ``body_vocabulary`` is a view of the
index, term by term."""

ANYWHERE = frozenset({"word", "phrase", "exact"})
"""Kinds of clauses that ask where in a text a word stands no further than that it stands there."""

AT_ONCE = 500
"""Bodies read at a time when the whole index is checked."""

NEW, OLD = "new_", "old_"
"""What stands before the names of an index that is being made, and of one that is done with."""

_FOUND = (
    "a.id IN (SELECT c.id FROM body_terms CROSS JOIN bodies b INDEXED BY bodies_by_id"
    " ON b.id = body_terms.rowid CROSS JOIN articles c ON c.id = b.article_id"
    " AND c.revision = b.revision WHERE body_terms MATCH ?{})"
)
_LOOKED_UP = (
    "EXISTS (SELECT 1 FROM bodies b WHERE b.article_id = a.id AND b.revision = a.revision"
    " AND holds_word(b.body, ?))"
)


def condition(word: str) -> tuple[str, tuple[object, ...]]:
    """SQL with its values: whether the current body of an article ``a`` holds a folded word.

    It says the same as ``text.occurrences.holds`` of the body. Only a word with signs in it, or one
    longer than any, is looked up in the bodies themselves.
    """
    if not _storable(word):
        return "0", ()
    wanted = wanted_terms(word)
    if not wanted.terms:
        return _LOOKED_UP, (word,)
    match = _match(wanted.terms, wanted.opens)
    if wanted.exact:
        return _FOUND.format(""), (match,)
    return _FOUND.format(" AND holds_word(b.body, ?)"), (match, word)


def narrowed(query: Query) -> tuple[Query, bool]:
    """A query for the articles that may have what ``query`` asks for in title or body, and whether
    all of them have; else the caller has to look whether the words stand there as they should."""
    clauses: list[Clause] = []
    sure = True
    for clause in query.clauses:
        if not clause.asks_text:
            clauses.append(clause)
        elif all(_narrows(part) for part in clause.parts()):
            parts = [replace(part, kind="field", field="text") for part in clause.parts()]
            clauses.append(
                parts[0] if clause.kind != "any" else replace(clause, alternatives=tuple(parts))
            )
            sure = sure and all(part.kind in ANYWHERE for part in clause.parts())
        else:
            sure = False
    return Query(query.text, tuple(clauses)), sure


def add(unit: Unit, body_id: int, body: str, index: str = "body_terms") -> None:
    """Index a new body."""
    unit.run(f"INSERT INTO {index}(rowid, terms) VALUES (?, ?)", body_id, index_terms(body))


def take_out(unit: Unit, body_ids: Iterable[int]) -> None:
    """Take bodies that are still stored out of the index."""
    drop_unfinished(unit)
    for key in body_ids:
        body = unit.value("SELECT body FROM bodies WHERE id = ?", key)
        if body is not None:
            unit.run(
                "INSERT INTO body_terms(body_terms, rowid, terms) VALUES ('delete', ?, ?)",
                key,
                index_terms(body),
            )


def remove(unit: Unit, body_ids: Iterable[int]) -> None:
    """Take bodies that are still stored out of the index, and their words out of the file."""
    take_out(unit, body_ids)
    # A removed term stays in the file until the pieces of the index are made one.
    unit.run("INSERT INTO body_terms(body_terms) VALUES ('optimize')")


def add_all(unit: Unit) -> None:
    """Index every body of a library whose index is empty."""
    last = 0
    while rows := bodies_after(unit, last, AT_ONCE):
        for row in rows:
            add(unit, row["id"], row["body"])
        last = rows[-1]["id"]


def drop_unfinished(unit: Unit) -> None:
    """Take away an index that is being made beside the one in force; it is begun again then."""
    tables = unit.column("SELECT name FROM sqlite_master WHERE type = 'table'")
    unfinished = [name for name in tables if name.startswith(f"{NEW}body_terms")]
    if not unfinished:
        return
    # Also one that FTS5 itself cannot open: afterwards these are tables like any others.
    unit.run("PRAGMA writable_schema = ON")
    unit.run("DELETE FROM sqlite_master WHERE name = ?", f"{NEW}body_terms")
    unit.run("PRAGMA writable_schema = RESET")
    for name in unfinished:
        if name != f"{NEW}body_terms":
            unit.run(f"DROP TABLE {name}")


def is_left_over(table: str) -> bool:
    """Whether a table belongs to an index that was not finished, or to one that is done with."""
    return table.startswith((f"{NEW}body_terms", f"{OLD}body_terms"))


def problems(
    viewing: Callable[[], AbstractContextManager[View]],
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> list[str]:
    """What the index gets wrong, a line each kind: texts it misses, has too many of, or knows with
    other words.

    Reads some texts in a view and then opens another, so that nobody waits; ``progress`` hears how
    many of how many it has read. Raises LibraryError where the index cannot be read.
    """
    missing = otherwise = total = done = last = 0
    with viewing() as view:
        began = _state(view)
        extra = view.value(
            "SELECT COUNT(*) FROM body_terms_docsize WHERE id NOT IN (SELECT id FROM bodies)"
        )
        count = view.value("SELECT COUNT(*) FROM bodies")
    while True:
        with viewing() as view:
            rows = bodies_after(view, last, AT_ONCE)
            if not rows:
                break
            known = view.rows(
                "SELECT id, sz FROM body_terms_docsize WHERE id > ? AND id <= ?",
                last,
                rows[-1]["id"],
            )
        sizes = {row["id"]: _count(row["sz"]) for row in known}
        for row in rows:
            terms = len(index_terms(row["body"]).split())
            missing += row["id"] not in sizes
            otherwise += sizes.get(row["id"], terms) != terms
            total += terms
        last, done = rows[-1]["id"], done + len(rows)
        progress(done, count)
    kinds = ((missing, "not in"), (otherwise, "with other words in"), (extra, "gone but in"))
    found = [f"{_texts(count)} {what} the index of words" for count, what in kinds if count]
    with viewing() as view:
        # Reads the index to its end; a text that came meanwhile is in one number only.
        held = view.value("SELECT SUM(cnt) FROM body_vocabulary") or 0
        if not found and held != total and _state(view) == began:
            found.append("the index of words does not hold the words of all texts")
    return found


def _state(view: View) -> tuple[object, ...]:
    return tuple((view.row("SELECT COUNT(*), MAX(id) FROM bodies") or {}).values())


def _texts(count: int) -> str:
    return f"{count} text is" if count == 1 else f"{count} texts are"


def _count(stored: bytes) -> int:
    """How many terms FTS5 noted for a text: seven bits a byte, the highest first."""
    number = 0
    for byte in stored:
        number = number << 7 | byte & 0x7F
    return number


def _narrows(clause: Clause) -> bool:
    """Whether SQL can tell which texts cannot meet a clause: what must stand at an end could begin
    within a word, and where it must not stand it may elsewhere."""
    at_an_end = clause.kind not in ANYWHERE
    return not (clause.kind == "suffix" or (at_an_end and clause.negated)) and all(
        _storable(value) for value in clause.values
    )


def _match(terms: Sequence[str], opens: bool) -> str:
    """An FTS5 query for terms in a row."""
    return f'"{" ".join(terms)}"{" *" if opens else ""}'


def _storable(word: str) -> bool:
    """Whether SQLite takes a word; half a surrogate pair is in no body."""
    return not any("\ud800" <= character <= "\udfff" for character in word)


def bodies_after(view: View, last: int, limit: int) -> list[Row]:
    """The bodies of every revision of every article, some at a time, by id."""
    return view.rows("SELECT id, body FROM bodies WHERE id > ? ORDER BY id LIMIT ?", last, limit)
