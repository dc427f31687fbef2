"""What articles say of their text in other languages; nothing here pairs them."""

from collections.abc import Iterable, Sequence

from cityreader.models import TranslationLink
from cityreader.store.session import Row, Unit, View


def replace(unit: Unit, article_id: int, links: Sequence[TranslationLink]) -> None:
    """Keep these links as those of an article, in place of what it said before."""
    rows = [{"kind": link.kind, "target": link.target, "lang": link.lang} for link in links]
    unit.replace_children("translation_links", "article_id", article_id, rows)


def translation_links(view: View, article_id: int) -> list[TranslationLink]:
    """What an article says of its text in other languages, in its own order."""
    rows = view.rows(
        "SELECT kind, target, lang FROM translation_links WHERE article_id = ? ORDER BY position",
        article_id,
    )
    return [_link(row) for row in rows]


def naming(view: View, targets: Iterable[str]) -> dict[int, list[TranslationLink]]:
    """The links to any of these targets, by the id of the article that has them.

    Articles in the trash are left out. Two articles with the same ``key`` name each other.
    """
    rows = view.rows_in(
        "SELECT l.article_id, l.kind, l.target, l.lang FROM translation_links l"
        " JOIN articles a ON a.id = l.article_id AND a.deleted_at IS NULL"
        " WHERE l.target IN ({keys}) ORDER BY l.article_id, l.position",
        dict.fromkeys(targets),
    )
    found: dict[int, list[TranslationLink]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(_link(row))
    return found


def _link(row: Row) -> TranslationLink:
    return TranslationLink(row["target"], row["kind"], row["lang"])
