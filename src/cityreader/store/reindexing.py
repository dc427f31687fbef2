"""Making the index of words anew, some texts at a time, while the old one goes on answering.

The new index grows beside the one in force under another name, and takes its place in one
transaction when it holds every text. Cut off before that, it is only in the way: nobody asks it,
``left_over`` tells of it, and the next time begins from nothing. Texts that come meanwhile have
larger keys than those before them, so they are met at the end; one that goes takes the unfinished
index with it (``fulltext.take_out``).
"""

from collections.abc import Iterator

from cityreader.store import fulltext
from cityreader.store.fulltext import NEW, OLD
from cityreader.store.session import Unit, View

READ_AT_ONCE = 20
"""Texts read together; a batch that ends early has read so many in vain."""

_PARTS = ("data", "idx", "docsize", "config")
"""The tables in which FTS5 keeps an index."""


def texts(view: View) -> int:
    """How many texts the index is to hold."""
    return int(view.value("SELECT COUNT(*) FROM bodies"))


def begin(unit: Unit) -> None:
    """Begin a new index beside the one in force, and drop one that was not finished."""
    unit.changed = True
    fulltext.drop_unfinished(unit)
    for table in left_over(unit):
        drop(unit, table)
    for statement in fulltext.WORD_TABLES.format(name=f"{NEW}body_terms").split(";\n"):
        unit.run(statement)


def texts_added(unit: Unit) -> Iterator[int]:
    """Add the texts that are not in the new index, one by one; gives how many it holds by then.

    It can be left at any text and called in another transaction. If the new index has gone, by a
    purge or because another program finished it, it is begun again.
    """
    unit.changed = True
    if f"{NEW}body_terms" not in _names(unit):
        begin(unit)
    count = unit.value(f"SELECT COUNT(*) FROM {NEW}body_terms_docsize")
    last = unit.value(f"SELECT MAX(id) FROM {NEW}body_terms_docsize") or 0
    while rows := fulltext.bodies_after(unit, last, READ_AT_ONCE):
        for row in rows:
            fulltext.add(unit, row["id"], row["body"], index=f"{NEW}body_terms")
            count += 1
            last = row["id"]
            yield count


def is_complete(view: View) -> bool:
    """Whether there is a new index and it holds every text."""
    if f"{NEW}body_terms" not in _names(view):
        return False
    last = view.value(f"SELECT MAX(id) FROM {NEW}body_terms_docsize") or 0
    return not fulltext.bodies_after(view, last, 1)


def finish(unit: Unit) -> None:
    """Put the new index in the place of the one in force, also of one that FTS5 cannot open.

    It must hold every text and have been written in other transactions: FTS5 keeps what it was
    given to itself until they end. What the former one kept is left under other names; see
    ``left_over``.
    """
    unit.changed = True
    unit.run("PRAGMA writable_schema = ON")
    unit.run("DELETE FROM sqlite_master WHERE name IN ('body_terms', 'body_vocabulary')")
    _rename(unit, "body_terms", f"{OLD}body_terms")
    _rename(unit, f"{NEW}body_terms", "body_terms")
    # Reads the schema again, in which each has its new name.
    unit.run("PRAGMA writable_schema = RESET")
    # Tells every other connection that the schema is another one now.
    unit.run(fulltext.VOCABULARY_TABLE)
    if not unit.value("SELECT 1 FROM sqlite_master WHERE name = 'bodies_by_id'"):
        unit.run(fulltext.BODIES_BY_ID)


def left_over(view: View) -> list[str]:
    """The tables that a rebuild left behind when it was cut off, or has still to drop."""
    return [name for name in _names(view) if fulltext.is_left_over(name)]


def drop(unit: Unit, table: str) -> None:
    """Drop one of the tables that are left over."""
    unit.changed = True
    unit.run(f"DROP TABLE IF EXISTS {table}")


def _rename(unit: Unit, old: str, new: str) -> None:
    """Give an index with all its tables another name, in the schema that is being written."""
    names = [old, *(f"{old}_{part}" for part in _PARTS)]
    unit.run(
        "UPDATE sqlite_master SET name = replace(name, ?1, ?2),"
        " tbl_name = replace(tbl_name, ?1, ?2), sql = replace(sql, ?1, ?2)"
        f" WHERE type = 'table' AND name IN ({', '.join('?' * len(names))})",
        old,
        new,
        *names,
    )


def _names(view: View) -> list[str]:
    return [
        str(name)
        for name in view.column("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
