"""The rows of annotations: read by article or event, added, changed, put into the trash."""

import json
from collections.abc import Iterable, Iterator, Sequence

from cityreader.models import Annotation, Quote, Span
from cityreader.store.session import Row, Unit, View

_SELECT = """SELECT n.*, a.uuid AS article_uuid, a.lang, c.uuid AS coder_uuid, e.uuid AS event_uuid
  FROM annotations n
  JOIN articles a ON a.id = n.article_id
  JOIN coders c ON c.id = n.coder_id
  LEFT JOIN event_mentions m ON m.annotation_id = n.id
  LEFT JOIN events e ON e.id = m.event_id"""


def of_article(view: View, article_id: int) -> list[Annotation]:
    """The marks of an article in reading order, of every coder, orphans included."""
    return of_articles(view, [article_id])


def of_articles(view: View, article_ids: Iterable[int]) -> list[Annotation]:
    """The marks of these articles, article by article in reading order."""
    rows = view.rows_in(
        f"{_SELECT} WHERE n.deleted_at IS NULL AND n.article_id IN ({{keys}})"
        " ORDER BY n.article_id, n.start, n.end, n.id",
        article_ids,
    )
    return [_annotation(row) for row in rows]


def of_events(view: View, event_uuids: Sequence[str]) -> list[Annotation]:
    """The marks that belong to these events, as mentions or roles, oldest first."""
    rows = view.rows_in(
        f"{_SELECT} WHERE n.deleted_at IS NULL AND e.uuid IN ({{keys}}) ORDER BY n.id", event_uuids
    )
    return [_annotation(row) for row in rows]


def where(view: View, condition: str, *values: object) -> list[Annotation]:
    """The marks that meet an SQL condition, article by article in reading order.

    The condition speaks of the mark ``n``, its article ``a``, its coder ``c`` and its event ``e``.
    """
    rows = view.rows(
        f"{_SELECT} WHERE n.deleted_at IS NULL AND ({condition})"
        " ORDER BY n.article_id, n.start, n.end, n.id",
        *values,
    )
    return [_annotation(row) for row in rows]


def changed_since(view: View, coder_uuid: str, step: int) -> list[Annotation]:
    """The marks of a coder, removed ones too, that steps after this one of the history changed."""
    rows = view.rows(
        f"{_SELECT} WHERE c.uuid = ? AND n.id IN (SELECT h.row_id FROM changes h"
        "  WHERE h.entity = 'annotations' AND h.journal_id > ?)",
        coder_uuid,
        step,
    )
    return [_annotation(row) for row in rows]


def tags_used(view: View, coder_uuid: str, most: int) -> list[str]:
    """The tags of a coder's marks, each once, the one used last first."""
    rows = view.rows(
        "SELECT n.tag FROM annotations n JOIN coders c ON c.id = n.coder_id WHERE c.uuid = ?"
        " AND n.tag IS NOT NULL AND n.deleted_at IS NULL GROUP BY n.tag ORDER BY MAX(n.id) DESC"
        " LIMIT ?",
        coder_uuid,
        most,
    )
    return [row["tag"] for row in rows]


def by_uuid(view: View, uuid: str) -> Annotation | None:
    """The mark with this UUID, unless it was removed."""
    row = view.row(f"{_SELECT} WHERE n.uuid = ? AND n.deleted_at IS NULL", uuid)
    return _annotation(row) if row else None


def by_uuids(view: View, uuids: Iterable[str]) -> list[Annotation]:
    """The marks with these UUIDs, without removed ones."""
    rows = view.rows_in(f"{_SELECT} WHERE n.deleted_at IS NULL AND n.uuid IN ({{keys}})", uuids)
    return [_annotation(row) for row in rows]


def same(
    view: View, article_id: int, span: Span, *, tag: str | None, role: str | None, coder_uuid: str
) -> Annotation | None:
    """This coder's mark with this tag and role on exactly this span, or None."""
    # The signs keep SQLite from going through all marks of this coder with this tag instead.
    row = view.row(
        f"{_SELECT} WHERE n.deleted_at IS NULL AND n.article_id = ? AND n.start = ? AND n.end = ?"
        " AND +n.tag IS ? AND n.role IS ? AND +c.uuid = ? AND n.status <> 'orphan' ORDER BY n.id",
        article_id,
        span.start,
        span.end,
        tag,
        role,
        coder_uuid,
    )
    return _annotation(row) if row else None


def add(
    unit: Unit,
    article_id: int,
    revision: int,
    span: Span,
    quote: Quote,
    *,
    tag: str | None = None,
    role: str | None = None,
    note: str | None = None,
    event_id: int | None = None,
    origin: str = "manual",
) -> str:
    """Store a mark of the unit's coder; returns its UUID."""
    uuid = unit.identify()
    key = unit.insert(
        "annotations",
        {
            "uuid": uuid,
            "article_id": article_id,
            "revision": revision,
            "start": span.start,
            "end": span.end,
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
            "tag": tag,
            "role": role,
            "note": note,
            "coder_id": unit.coder_id,
            "origin": origin,
            "created_at": unit.now,
            "updated_at": unit.now,
        },
    )
    if event_id is not None:
        unit.insert("event_mentions", {"event_id": event_id, "annotation_id": key})
    return uuid


def add_record(
    unit: Unit, annotation: Annotation, article_id: int, coder_id: int, event_id: int | None
) -> None:
    """Store a mark as it is, under its own UUID and times."""
    names = (
        "uuid revision start end exact prefix suffix tag role note origin status"
        " created_at updated_at"
    )
    values = {name: getattr(annotation, name) for name in names.split()}
    key = unit.insert("annotations", {**values, "article_id": article_id, "coder_id": coder_id})
    if event_id is not None:
        unit.insert("event_mentions", {"event_id": event_id, "annotation_id": key})


def change(unit: Unit, uuid: str, **values: object) -> bool:
    """Change columns of a mark; returns whether anything differed."""
    key = unit.value("SELECT id FROM annotations WHERE uuid = ?", uuid)
    row = unit.row("SELECT * FROM annotations WHERE id = ?", key) or {}
    if all(row.get(name) == value for name, value in values.items()):
        return False
    return unit.update("annotations", key, {**values, "updated_at": unit.now})


def set_event(unit: Unit, uuid: str, event_id: int) -> None:
    """Make a mark belong to another event than it does."""
    key = unit.value(
        "SELECT m.id FROM event_mentions m JOIN annotations n ON n.id = m.annotation_id"
        " WHERE n.uuid = ?",
        uuid,
    )
    unit.update("event_mentions", key, {"event_id": event_id})


def set_deleted(unit: Unit, uuid: str) -> None:
    """Remove a mark; it stays in the file for undo."""
    key = unit.value("SELECT id FROM annotations WHERE uuid = ?", uuid)
    unit.update("annotations", key, {"deleted_at": unit.now})


def key_of(view: View, uuid: str) -> int | None:
    """The integer key of a mark, removed or not."""
    value = view.value("SELECT id FROM annotations WHERE uuid = ?", uuid)
    return None if value is None else int(value)


def last_sure(view: View, uuid: str) -> tuple[int, Span] | None:
    """The revision and the place in which a mark stood before a change of the text made it
    doubtful; None where the journal does not tell, as of one that came with a merge."""
    return next(sure_places(view, uuid), None)


def sure_places(view: View, uuid: str) -> Iterator[tuple[int, Span]]:
    """The revisions and places in which a mark stood for sure before, the last first."""
    row = view.row("SELECT id, revision, start, end, status FROM annotations WHERE uuid = ?", uuid)
    if row is None:
        return
    standing = dict(row)
    for change in view.rows(
        "SELECT before FROM changes WHERE entity = 'annotations' AND row_id = ? ORDER BY id DESC",
        row["id"],
    ):
        before = json.loads(change["before"] or "{}")
        standing |= {name: before[name] for name in standing.keys() & before.keys()}
        if before and standing["status"] == "ok":
            yield standing["revision"], Span(standing["start"], standing["end"])


def article_of(view: View, uuid: str) -> int | None:
    """The id of the article that a mark stands in, removed or not."""
    value = view.value("SELECT article_id FROM annotations WHERE uuid = ?", uuid)
    return None if value is None else int(value)


def _annotation(row: Row) -> Annotation:
    return Annotation(
        uuid=row["uuid"],
        article_uuid=row["article_uuid"],
        lang=row["lang"],
        revision=row["revision"],
        start=row["start"],
        end=row["end"],
        exact=row["exact"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        tag=row["tag"],
        note=row["note"],
        event_uuid=row["event_uuid"],
        role=row["role"],
        coder_uuid=row["coder_uuid"],
        origin=row["origin"],
        status=row["status"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
