"""Which articles share a line of the list.

Articles joined by pairs form one line, led by an English one if there is any, else by the oldest;
a translation written here never leads a published article.
``lead_id`` follows from pairs and the trash, so the journal does not hear of it: it is worked out
again after whatever touched either, undo included.
"""

from collections.abc import Iterable

from cityreader.store import pairs
from cityreader.store.session import Unit, View


def refold(unit: Unit, article_ids: Iterable[int]) -> None:
    """Work out the lines of these articles, and of all that shared a line with them, again."""
    for article_id, lead_id in leads(unit, article_ids).items():
        _set_lead(unit, article_id, lead_id)


def leads(view: View, article_ids: Iterable[int]) -> dict[int, int | None]:
    """What ``lead_id`` must be of these articles and of all that shared a line with them."""
    found: dict[int, int | None] = {}
    todo = _line_mates(view, set(article_ids))
    while todo:
        group = _joined(view, min(todo))
        todo -= group
        rows = view.rows_in(
            "SELECT id, lang, kind, deleted_at FROM articles WHERE id IN ({keys})", sorted(group)
        )
        alive = [row for row in rows if row["deleted_at"] is None]
        alive.sort(
            key=lambda row: (row["kind"] == "user-translation", row["lang"] != "en", row["id"])
        )
        lead_id = alive[0]["id"] if alive else None
        for row in rows:
            follows = row["deleted_at"] is None and row["id"] != lead_id
            found[row["id"]] = lead_id if follows else None
    return found


def _line_mates(view: View, article_ids: set[int]) -> set[int]:
    """These articles with those that lead them and those folded beside them by now."""
    leads = {
        row["lead"]
        for row in view.rows_in(
            "SELECT COALESCE(lead_id, id) AS lead FROM articles WHERE id IN ({keys})",
            sorted(article_ids),
        )
    }
    beside = view.rows_in("SELECT id FROM articles WHERE lead_id IN ({keys})", sorted(leads))
    return leads | {row["id"] for row in beside} | article_ids


def _joined(view: View, article_id: int) -> set[int]:
    """An article and all that linked pairs join it with, over any number of steps."""
    group = frontier = {article_id}
    while frontier:
        found = {key for pair in pairs.neighbours(view, frontier) for key in pair}
        frontier = found - group
        group = group | found
    return group


def _set_lead(unit: Unit, article_id: int, lead_id: int | None) -> None:
    unit.run(
        "UPDATE articles SET lead_id = ? WHERE id = ? AND lead_id IS NOT ?",
        lead_id,
        article_id,
        lead_id,
    )
