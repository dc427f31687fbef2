"""The topics that coders gave whole articles."""

from collections.abc import Iterable

from cityreader.store.session import Unit, View


def with_givers(view: View, article_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """The topics of these articles with the UUIDs of who gave them, sorted, by article id."""
    found: dict[int, list[tuple[str, str]]] = {}
    for row in view.rows_in(
        "SELECT t.article_id, t.tag, c.uuid FROM article_tags t JOIN coders c ON c.id = t.coder_id"
        " WHERE t.article_id IN ({keys}) ORDER BY t.article_id, t.tag, c.uuid",
        article_ids,
    ):
        found.setdefault(row["article_id"], []).append((row["tag"], row["uuid"]))
    return found


def of_article(view: View, article_id: int, coder_uuid: str) -> list[str]:
    """The topics this coder gave an article."""
    return [
        str(tag)
        for tag in view.column(
            "SELECT t.tag FROM article_tags t JOIN coders c ON c.id = t.coder_id"
            " WHERE t.article_id = ? AND c.uuid = ? ORDER BY t.tag",
            article_id,
            coder_uuid,
        )
    ]


def of_articles(view: View, article_ids: Iterable[int], coder_uuid: str | None) -> list[str]:
    """The topics that this coder, or anybody, gave these articles, each once."""
    rows = view.rows_in(
        "SELECT t.tag FROM article_tags t JOIN coders c ON c.id = t.coder_id"
        " WHERE t.article_id IN ({keys}) AND (? IS NULL OR c.uuid = ?) ORDER BY t.tag",
        article_ids,
        coder_uuid,
        coder_uuid,
    )
    return list(dict.fromkeys(row["tag"] for row in rows))


def set_topic(unit: Unit, article_id: int, tag: str, present: bool) -> bool:
    """Give an article a topic of the unit's coder or take it away; returns whether it changed."""
    key = unit.value(
        "SELECT id FROM article_tags WHERE article_id = ? AND tag = ? AND coder_id = ?",
        article_id,
        tag,
        unit.coder_id,
    )
    if present and key is None:
        unit.insert(
            "article_tags", {"article_id": article_id, "tag": tag, "coder_id": unit.coder_id}
        )
        return True
    if not present and key is not None:
        unit.delete("article_tags", key)
        return True
    return False


def put_topic(unit: Unit, article_id: int, tag: str, coder_id: int, present: bool) -> None:
    """Give an article a topic of any coder, or take it away, as another library has it."""
    known = unit.value(
        "SELECT id FROM article_tags WHERE article_id = ? AND tag = ? AND coder_id = ?",
        article_id,
        tag,
        coder_id,
    )
    if present and known is None:
        unit.insert("article_tags", {"article_id": article_id, "tag": tag, "coder_id": coder_id})
    elif not present and known is not None:
        unit.delete("article_tags", known)
