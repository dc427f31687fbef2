"""What articles say of their text in other languages; nothing here pairs them."""

from collections.abc import Sequence

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


def _link(row: Row) -> TranslationLink:
    return TranslationLink(row["target"], row["kind"], row["lang"])
