"""The files that articles came from, and whether all that is in a file was stored."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cityreader.store.session import Row, Unit, View


class RefusedPart(NamedTuple):
    """A part of a file that gave no article: the path shown for it, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was when an article was read from it.

    ``size`` in bytes, ``modified_ns`` in nanoseconds since 1970. The stamp of the last article of a
    file also holds ``articles``, how many the file has, and ``refused``, its parts that gave none:
    what carries them says that everything before it is stored.
    """

    size: int
    modified_ns: int
    file_sha256: str
    articles: int | None = None
    refused: Sequence[RefusedPart] = ()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of which every article is stored: (member, article id) of each, and the rest."""

    members: tuple[tuple[int | None, int], ...]
    refused: tuple[RefusedPart, ...]


def add(
    unit: Unit,
    article_id: int,
    path: str,
    member: int | None,
    stamp: Stamp,
    *,
    changed: bool = True,
) -> None:
    """Remember that this article came from this file.

    A file that was known before gets its new stamp; unless the article ``changed`` with it, that is
    nothing to undo.
    """
    values = {
        "size": stamp.size,
        "modified_ns": stamp.modified_ns,
        "file_sha256": stamp.file_sha256,
        "articles": stamp.articles,
        "refusals": json.dumps(stamp.refused, ensure_ascii=False) if stamp.refused else None,
    }
    known = unit.row(
        "SELECT id FROM origins WHERE article_id = ? AND path = ? AND member IS ?",
        article_id,
        path,
        member,
    )
    if known and not changed:
        unit.note("origins", known["id"], values)
    elif known:
        unit.update("origins", known["id"], values)
    else:
        unit.insert("origins", {"article_id": article_id, "path": path, "member": member, **values})


def stored_file(view: View, path: str, size: int, modified_ns: int) -> StoredFile | None:
    """What is known of a file that still has this size and time.

    None for a changed one, and for one whose articles were never all stored.
    """
    rows = view.rows(
        "SELECT member, article_id, articles, refusals FROM origins"
        " WHERE path = ? AND size = ? AND modified_ns = ? ORDER BY member",
        path,
        size,
        modified_ns,
    )
    last = next((row for row in rows if row["articles"] is not None), None)
    if last is None or last["articles"] != len(rows):
        return None
    return StoredFile(tuple((row["member"], row["article_id"]) for row in rows), _refused(last))


def from_member(view: View, path: str, member: int | None) -> list[int]:
    """The articles that were at this place of a file, None for those alone in theirs."""
    found = view.column(
        "SELECT article_id FROM origins WHERE path = ? AND member IS ? ORDER BY id", path, member
    )
    return [int(article_id) for article_id in found]


def paths_of(view: View, article_id: int) -> list[str]:
    """The files this article came from."""
    found = view.column("SELECT path FROM origins WHERE article_id = ? ORDER BY id", article_id)
    return [str(path) for path in found]


def _refused(row: Row) -> tuple[RefusedPart, ...]:
    return tuple(RefusedPart(*part) for part in json.loads(row["refusals"] or "[]"))
