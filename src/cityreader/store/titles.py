"""The titles of a library as an index of them wants them, and what changed among them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cityreader.store.session import Row, View


class StoredTitle(NamedTuple):
    """An article's folded title, its date as stored, and the article it is folded under."""

    article_id: int
    folded: str
    published: str | None
    lead_id: int | None


class TitleState(NamedTuple):
    """How far a library is: the last change and the last step in its history, 0 for none."""

    change: int
    step: int


_SELECT = "SELECT id, title_fold, published_start, lead_id FROM articles"


def state(view: View) -> TitleState:
    """How far the library is; the same state means the same titles."""
    return TitleState(
        view.value("SELECT MAX(id) FROM changes") or 0,
        view.value("SELECT MAX(id) FROM journal") or 0,
    )


def some(view: View, after_id: int, count: int) -> list[StoredTitle]:
    """The first ``count`` titles outside the trash behind an article id, in the order of ids."""
    return _titles(
        view.rows(
            f"{_SELECT} WHERE deleted_at IS NULL AND id > ? ORDER BY id LIMIT ?", after_id, count
        )
    )


def of_articles(view: View, ids: Iterable[int]) -> list[StoredTitle]:
    """The titles of these articles, in the order of ids, without those in the trash."""
    found = view.rows_in(f"{_SELECT} WHERE deleted_at IS NULL AND id IN ({{keys}})", sorted(ids))
    return _titles(found)


def folded(view: View, ids: Sequence[int]) -> list[str]:
    """The folded titles of these articles in their order; empty for one that is gone."""
    rows = view.rows_in("SELECT id, title_fold FROM articles WHERE id IN ({keys})", ids)
    by_id = {row["id"]: row["title_fold"] for row in rows}
    return [by_id.get(key, "") for key in ids]


def folded_lines(view: View, ids: Sequence[int]) -> list[str]:
    """The folded titles of these lines of the list, each with those folded under it behind it."""
    rows = view.rows_in(
        "SELECT lead_id, title_fold FROM articles WHERE deleted_at IS NULL AND lead_id IN ({keys})"
        " ORDER BY id",
        ids,
    )
    under: dict[int, list[str]] = {}
    for row in rows:
        under.setdefault(row["lead_id"], []).append(row["title_fold"])
    own = folded(view, ids)
    return ["\n".join([title, *under.get(key, ())]) for key, title in zip(ids, own, strict=True)]


def count(view: View) -> int:
    """How many articles are outside the trash."""
    return int(view.value("SELECT COUNT(*) FROM articles WHERE deleted_at IS NULL"))


def changed_since(view: View, change: int) -> set[int]:
    """The articles whose title, date, trash or place in the list may have changed since a change.

    Pairs fold articles under each other, so all that are joined with a changed one are among them.
    """
    rows = view.rows(
        "SELECT DISTINCT entity, row_id FROM changes WHERE id > ? AND entity IN"
        " ('articles', 'pairs')",
        change,
    )
    found = {row["row_id"] for row in rows if row["entity"] == "articles"}
    for side in ("left_id", "right_id"):
        pairs = [row["row_id"] for row in rows if row["entity"] == "pairs"]
        ends = view.rows_in(f"SELECT {side} AS id FROM pairs WHERE id IN ({{keys}})", pairs)
        found |= {row["id"] for row in ends}
    fresh = found
    while fresh:
        fresh = _joined(view, fresh) - found
        found = found | fresh
    return found


def _joined(view: View, ids: set[int]) -> set[int]:
    """The other sides of all pairs of these articles, also of pairs taken apart."""
    found: set[int] = set()
    for own, other in (("left_id", "right_id"), ("right_id", "left_id")):
        rows = view.rows_in(
            f"SELECT {other} AS id FROM pairs WHERE {own} IN ({{keys}})", sorted(ids)
        )
        found |= {row["id"] for row in rows}
    return found


def _titles(rows: Iterable[Row]) -> list[StoredTitle]:
    return [
        StoredTitle(row["id"], row["title_fold"], row["published_start"], row["lead_id"])
        for row in rows
    ]
