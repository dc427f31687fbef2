"""Other UUIDs of articles: those that the same article has in other libraries."""

from collections.abc import Iterable

from cityreader.store.session import Unit, View


def of_articles(view: View, article_ids: Iterable[int]) -> dict[int, list[str]]:
    """The other UUIDs of these articles, sorted, by article id."""
    found: dict[int, list[str]] = {}
    for row in view.rows_in(
        "SELECT article_id, uuid FROM aliases WHERE article_id IN ({keys}) ORDER BY uuid",
        article_ids,
    ):
        found.setdefault(row["article_id"], []).append(row["uuid"])
    return found


def key_of(view: View, uuid: str) -> int | None:
    """The id of the article that has this UUID elsewhere."""
    value = view.value("SELECT article_id FROM aliases WHERE uuid = ?", uuid)
    return None if value is None else int(value)


def add(unit: Unit, uuid: str, article_id: int) -> bool:
    """Note another UUID of an article; returns whether it was new."""
    known = unit.value(
        "SELECT 1 FROM aliases WHERE uuid = ?1 UNION SELECT 1 FROM articles WHERE uuid = ?1", uuid
    )
    if known is None:
        unit.insert("aliases", {"uuid": uuid, "article_id": article_id})
    return known is None
