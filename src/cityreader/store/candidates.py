"""What the library knows that helps to find counterparts: nothing here changes it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cityreader.store.session import Row, View

_SHELVED = (
    "SELECT id, lang, title, text_sha256, published_start AS day FROM articles"
    " WHERE deleted_at IS NULL AND kind = 'article'"
)


class ShelvedArticle(NamedTuple):
    """An article as it is compared: ``day`` counts from any one day, None if undated."""

    id: int
    lang: str
    title: str
    text_sha256: str
    day: int | None


def shelved_after(view: View, article_id: int, limit: int) -> list[ShelvedArticle]:
    """The next published articles that are not in the trash, by id."""
    rows = view.rows(f"{_SHELVED} AND id > ? ORDER BY id LIMIT ?", article_id, limit)
    return [_shelved(row) for row in rows]


def shelved(view: View, article_ids: Iterable[int]) -> list[ShelvedArticle]:
    """Those of these articles that are published and not in the trash."""
    rows = view.rows_in(f"{_SHELVED} AND id IN ({{keys}}) ORDER BY id", sorted(article_ids))
    return [_shelved(row) for row in rows]


def state(view: View) -> str:
    """Changes with every step of anybody, so that what was compared before is known as old."""
    return str(view.value("SELECT COALESCE(MAX(id), 0) FROM changes"))


def not_compared(view: View, since: str) -> int:
    """How many published articles without counterpart came in after a state of the library.

    None where all articles are in one language, so that there is nothing to compare. Takes some
    0.1 s for 100,000 of them, 10 ms where there are none.
    """
    if not view.value(
        "SELECT EXISTS(SELECT 1 FROM articles WHERE deleted_at IS NULL AND lang <>"
        " (SELECT lang FROM articles WHERE deleted_at IS NULL LIMIT 1))"
    ):
        return 0
    linked = (
        "NOT EXISTS (SELECT 1 FROM pairs p WHERE p.{side}_id = a.id AND p.deleted_at IS NULL"
        " AND p.status = 'linked')"
    )
    return int(
        view.value(
            # Of all changes only those of articles are looked at, by their index.
            "SELECT COUNT(DISTINCT a.id) FROM changes c INDEXED BY changes_by_row"
            " JOIN articles a ON a.id = c.row_id WHERE c.entity = 'articles' AND c.id > ?"
            " AND c.before IS NULL AND a.deleted_at IS NULL AND a.kind = 'article'"
            f" AND {linked.format(side='left')} AND {linked.format(side='right')}",
            int(since or 0),
        )
    )


def decided(view: View) -> dict[tuple[int, int], str]:
    """The pairs that a person linked or dismissed, with their status; the lower id stands first."""
    rows = view.rows("SELECT left_id, right_id, status FROM pairs WHERE deleted_at IS NULL")
    return {
        (min(row["left_id"], row["right_id"]), max(row["left_id"], row["right_id"])): row["status"]
        for row in rows
        if row["status"] != "proposed"
    }


def linked_languages(view: View) -> dict[int, set[str]]:
    """The languages in which an article has a published counterpart, for those that have any."""
    found: dict[int, set[str]] = {}
    for own, other in (("left", "right"), ("right", "left")):
        rows = view.rows(
            f"SELECT p.{own}_id AS id, o.lang FROM pairs p JOIN articles o ON o.id = p.{other}_id"
            " WHERE p.deleted_at IS NULL AND p.status = 'linked' AND o.deleted_at IS NULL"
            " AND o.kind = 'article'"
        )
        for row in rows:
            found.setdefault(row["id"], set()).add(row["lang"])
    return found


def naming_each_other(view: View) -> set[tuple[int, int]]:
    """Articles of which one names the other as its translation, the lower id first.

    By its web address, or by a word that both carry; links by path are for ``stated_paths``.
    """
    rows = view.rows(
        "SELECT l.article_id AS one, a.id AS other FROM translation_links l"
        " JOIN articles a ON a.address = l.target AND a.deleted_at IS NULL"
        " WHERE l.kind = 'address' AND a.id <> l.article_id"
        " UNION SELECT l.article_id, m.article_id FROM translation_links l"
        " JOIN translation_links m ON m.kind = 'key' AND m.target = l.target"
        " AND m.article_id <> l.article_id WHERE l.kind = 'key'"
    )
    return {(min(row["one"], row["other"]), max(row["one"], row["other"])) for row in rows}


def stated_paths(view: View) -> list[tuple[int, str]]:
    """The paths by which articles name their translations, with the ids of those articles."""
    rows = view.rows("SELECT article_id, target FROM translation_links WHERE kind = 'path'")
    return [(row["article_id"], row["target"]) for row in rows]


def paths(view: View) -> list[tuple[int, str]]:
    """The files that hold one article each, with the ids of these."""
    rows = view.rows(
        "SELECT o.article_id, o.path FROM origins o JOIN articles a ON a.id = o.article_id"
        " WHERE o.member IS NULL AND a.deleted_at IS NULL ORDER BY o.id"
    )
    return [(row["article_id"], row["path"]) for row in rows]


def alike(view: View) -> dict[int, set[int]]:
    """Articles that share most of their text, by article."""
    rows = view.rows(
        "SELECT a.id AS one, o.id AS other FROM likenesses l"
        " JOIN bodies b ON b.id = l.body_id JOIN bodies c ON c.id = l.other_id"
        " JOIN articles a ON a.id = b.article_id AND a.revision = b.revision"
        " JOIN articles o ON o.id = c.article_id AND o.revision = c.revision"
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row["one"], set()).add(row["other"])
        found.setdefault(row["other"], set()).add(row["one"])
    return found


def doubtful_rows(view: View, below: float) -> list[tuple[int, int]]:
    """(left article, count) of the unchecked rows less probable than ``below``, pair by pair."""
    rows = view.rows(
        "SELECT p.left_id, COUNT(*) AS n FROM beads b JOIN pairs p ON p.id = b.pair_id"
        " JOIN articles l ON l.id = p.left_id JOIN articles r ON r.id = p.right_id"
        " WHERE p.deleted_at IS NULL AND p.status = 'linked' AND b.checked = 0 AND b.score < ?"
        " AND l.deleted_at IS NULL AND r.deleted_at IS NULL GROUP BY p.id ORDER BY p.id",
        below,
    )
    return [(row["left_id"], row["n"]) for row in rows]


def aligned_pairs(view: View) -> list[tuple[int, int, str]]:
    """(left article, right article, aligner) of the pairs with unchecked rows of which it is known
    what aligned them, oldest first; samples left out."""
    rows = view.rows(
        "SELECT p.left_id, p.right_id, p.aligner FROM pairs p"
        " JOIN articles l ON l.id = p.left_id JOIN articles r ON r.id = p.right_id"
        " WHERE p.deleted_at IS NULL AND p.status = 'linked' AND p.aligner IS NOT NULL"
        " AND p.origin <> 'sample' AND l.deleted_at IS NULL AND r.deleted_at IS NULL"
        " AND EXISTS (SELECT 1 FROM beads b WHERE b.pair_id = p.id AND b.checked = 0)"
        " ORDER BY p.id"
    )
    return [(row["left_id"], row["right_id"], row["aligner"]) for row in rows]


def marks_to_review(view: View, coder_uuid: str | None = None) -> list[tuple[int, int]]:
    """(article, count) of the marks of this coder, or of all, that were moved, or whose words are
    gone."""
    rows = view.rows(
        "SELECT n.article_id, COUNT(*) AS n FROM annotations n"
        " JOIN articles a ON a.id = n.article_id WHERE n.deleted_at IS NULL"
        " AND n.status <> 'ok' AND a.deleted_at IS NULL"
        " AND (?1 IS NULL OR n.coder_id = (SELECT id FROM coders WHERE uuid = ?1))"
        " GROUP BY n.article_id ORDER BY 1",
        coder_uuid,
    )
    return [(row["article_id"], row["n"]) for row in rows]


def _shelved(row: Row) -> ShelvedArticle:
    return ShelvedArticle(
        row["id"], row["lang"], row["title"], row["text_sha256"], _day(row["day"])
    )


def _day(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None
