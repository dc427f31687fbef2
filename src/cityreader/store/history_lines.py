"""The journal for a list: keys first, lines by page."""

from collections.abc import Sequence

from cityreader.models import Span
from cityreader.models.history import HistoryLine
from cityreader.store.journal import step_of
from cityreader.store.session import Row, View


def keys(view: View, coder_uuid: str | None = None) -> list[int]:
    """The keys of the steps of one coder or of all, the newest first.

    What undo and redo wrote is left out: whether a step is undone shows at the step itself.
    """
    condition = " AND coder_id = (SELECT id FROM coders WHERE uuid = ?)" if coder_uuid else ""
    return view.column(
        f"SELECT id FROM journal WHERE kind = 'do'{condition} ORDER BY id DESC",
        *([coder_uuid] if coder_uuid else []),
    )


def lines(view: View, ids: Sequence[int]) -> list[HistoryLine]:
    """The steps with these keys, in this order; those purged are left out."""
    rows = view.rows_in(
        "SELECT j.id, j.uuid, j.at, j.kind, j.summary, j.article_id, c.uuid AS coder_uuid, c.name,"
        " a.title, (SELECT k.kind FROM journal k WHERE k.target = j.uuid"
        "   ORDER BY k.id DESC LIMIT 1) AS fate"
        " FROM journal j JOIN coders c ON c.id = j.coder_id"
        " LEFT JOIN articles a ON a.id = j.article_id AND a.deleted_at IS NULL"
        " WHERE j.id IN ({keys})",
        ids,
    )
    found = {row["id"]: row for row in rows}
    return [_line(found[key]) for key in ids if key in found]


def place(view: View, key: int) -> tuple[int, Span | None] | None:
    """The article a step happened in, and the first mark it touched that is still there.

    None where the step names no article, or one in the trash. Of a step in several articles the
    first of its marks tells where.
    """
    article = view.value(
        "SELECT a.id FROM journal j JOIN articles a ON a.id = j.article_id"
        " WHERE j.id = ? AND a.deleted_at IS NULL",
        key,
    )
    mark = view.row(
        "SELECT n.article_id, n.start, n.end FROM changes h JOIN annotations n ON n.id = h.row_id"
        " JOIN articles a ON a.id = n.article_id"
        " WHERE h.journal_id = ?1 AND h.entity = 'annotations' AND n.deleted_at IS NULL"
        " AND n.status <> 'orphan' AND a.deleted_at IS NULL AND (?2 IS NULL OR a.id = ?2)"
        " ORDER BY h.id LIMIT 1",
        key,
        article,
    )
    if mark is not None:
        return mark["article_id"], Span(mark["start"], mark["end"])
    return None if article is None else (article, None)


def _line(row: Row) -> HistoryLine:
    return HistoryLine(row["id"], step_of(row), row["name"], row["title"])
