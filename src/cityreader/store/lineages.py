"""The steps that records came through, here and elsewhere; see ``cityreader.models.lineage``.

The journal knows those of this library. What follows from a change of the text (where its marks
stand then, and the rows of its pairs) is no version of its own, and what a merge brought neither.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cityreader.models import DETAILS_OF_ONE_LINE
from cityreader.store.session import Row, Unit, View

CODEBOOK = "codebook:"

_DETAILS = frozenset(
    {*DETAILS_OF_ONE_LINE}
    | {f"published_{part}" for part in ("start", "end", "precision", "text", "basis")}
)
_ARTICLE_SIDES = (
    ("text", {"revision", "text_sha256"}),
    ("trash", {"deleted_at"}),
    ("details", _DETAILS),
)
_MARK_WORDS = frozenset({"tag", "role", "note", "deleted_at"})
_PAIR_WORDS = frozenset({"status", "deleted_at"})

_CHANGES = """SELECT h.row_id, h.journal_id, h.before, h.after, j.uuid AS step, j.kind
  FROM changes h JOIN journal j ON j.id = h.journal_id
  WHERE h.merged = 0 AND h.entity = '{table}'"""
_LATER = " AND (h.before IS NOT NULL OR j.kind <> 'do')"

Made = tuple[str, int, str]
"""A record, the journal key of a step that changed it, and the UUID of that step."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a merge noted of a record; ``key`` is that of the row, ``upto`` of the merge's step."""

    key: int
    steps: frozenset[str]
    upto: int
    removed: bool
    marks: tuple[str, ...] = ()


def lineages(
    view: View, article_ids: Sequence[int], *, undone: bool = True
) -> dict[str, frozenset[str]]:
    """The steps of every record that was changed since it was made.

    Of these articles and what hangs on them, and of glossary and codebook. Without ``undone``, a
    step that was undone again is left out with its undoing where no other library knows of it.
    """
    noted = stored(view)
    made: dict[str, set[str]] = {}
    for record, journal_id, step in _made(view, article_ids):
        known = noted.get(record)
        if known is None or journal_id > known.upto:
            made.setdefault(record, set()).add(step)
    fates = {} if undone else _fates(view)
    if fates:
        made = {record: _in_force(steps, fates) for record, steps in made.items()}
    for record, one in noted.items():
        made.setdefault(record, set()).update(one.steps)
    return {record: frozenset(steps) for record, steps in made.items() if steps}


def details_edited(view: View, article_id: int) -> bool:
    """Whether title, date or another detail of an article was changed since it was made, here or
    elsewhere; asks for this article alone."""
    row = view.row(
        "SELECT a.uuid, l.upto, l.steps FROM articles a"
        " LEFT JOIN lineages l ON l.record = 'details:' || a.uuid WHERE a.id = ?",
        article_id,
    )
    if row is None or json.loads(row["steps"] or "[]"):
        return row is not None
    return any(
        change["journal_id"] > (row["upto"] or 0) and not _columns(change).isdisjoint(_DETAILS)
        for change in _rows(view, "articles", [article_id])
    )


def _fates(view: View) -> dict[str, tuple[str, str]]:
    """Of each step that undoes or redoes one: which, and what became of that in the end."""
    rows = view.rows("SELECT uuid, target, kind FROM journal WHERE kind <> 'do' ORDER BY id")
    last = {row["target"]: row["kind"] for row in rows}
    return {row["uuid"]: (row["target"], last[row["target"]]) for row in rows}


def _in_force(steps: set[str], fates: dict[str, tuple[str, str]]) -> set[str]:
    """The steps without those that were undone, and without all undoing and redoing."""
    gone = {target for target, fate in (fates[s] for s in steps if s in fates) if fate == "undo"}
    return {step for step in steps if step not in fates and step not in gone}


def stored(view: View) -> dict[str, Stored]:
    """What merges noted, by record."""
    return {
        row["record"]: Stored(
            row["id"],
            frozenset(json.loads(row["steps"])),
            row["upto"],
            bool(row["removed"]),
            tuple(json.loads(row["marks"])),
        )
        for row in view.rows("SELECT * FROM lineages")
    }


def note(
    unit: Unit,
    record: str,
    steps: Iterable[str],
    *,
    removed: bool = False,
    marks: Iterable[str] = (),
) -> None:
    """Say which steps the version in force came through, those of this library included.

    ``removed``: it was removed elsewhere, and there is no row of it here; ``marks`` stood in it.
    """
    values: Row = {
        "record": record,
        "steps": json.dumps(sorted(steps)),
        "upto": unit.value("SELECT MAX(id) FROM journal") or 0,
        "removed": int(removed),
        "marks": json.dumps(sorted(marks)),
    }
    key = unit.value("SELECT id FROM lineages WHERE record = ?", record)
    if key is None:
        unit.insert("lineages", values)
    else:
        unit.update("lineages", key, values)


def _made(view: View, article_ids: Sequence[int]) -> Iterator[Made]:
    texts = set()
    uuids = _uuids(view, "articles", article_ids)
    for row in _rows(view, "articles", article_ids):
        changed = _columns(row)
        for side, columns in _ARTICLE_SIDES:
            if not changed.isdisjoint(columns):
                yield f"{side}:{uuids[row['row_id']]}", row["journal_id"], row["step"]
                if side == "text":
                    texts.add(row["journal_id"])
    yield from _of_marks(view, article_ids, texts)
    yield from _of_events(view, article_ids)
    yield from _of_pairs(view, article_ids, texts)
    yield from _of_readings(view, article_ids)
    terms = {row["id"]: row["uuid"] for row in view.rows("SELECT id, uuid FROM glossary")}
    for row in _rows(view, "glossary", None):
        yield f"term:{terms.get(row['row_id'])}", row["journal_id"], row["step"]
    for table in ("tags", "settings"):
        for row in view.rows(_CHANGES.format(table=table)):
            yield CODEBOOK, row["journal_id"], row["step"]


def _of_marks(view: View, article_ids: Sequence[int], texts: set[int]) -> Iterator[Made]:
    found = view.rows_in(
        "SELECT id, uuid FROM annotations WHERE article_id IN ({keys})", article_ids
    )
    uuids = {row["id"]: row["uuid"] for row in found}
    for row in _rows(view, "annotations", list(uuids)):
        if row["journal_id"] in texts and _columns(row).isdisjoint(_MARK_WORDS):
            continue
        yield f"mark:{uuids[row['row_id']]}", row["journal_id"], row["step"]
    links = view.rows_in(
        "SELECT m.id, m.annotation_id, (SELECT MIN(h.journal_id) FROM changes h"
        "  WHERE h.entity = 'annotations' AND h.row_id = m.annotation_id) AS made"
        " FROM event_mentions m WHERE m.annotation_id IN ({keys})",
        list(uuids),
    )
    of_link = {row["id"]: row for row in links}
    for row in _rows(view, "event_mentions", list(of_link), first=True):
        link = of_link[row["row_id"]]
        if row["before"] is not None or row["journal_id"] != link["made"]:
            yield f"mark:{uuids[link['annotation_id']]}", row["journal_id"], row["step"]


def _of_events(view: View, article_ids: Sequence[int]) -> Iterator[Made]:
    found = view.rows_in(
        "SELECT DISTINCT e.id, e.uuid FROM events e JOIN event_mentions m ON m.event_id = e.id"
        " JOIN annotations n ON n.id = m.annotation_id WHERE n.article_id IN ({keys})",
        article_ids,
    )
    # Undoing the making of an event takes its mentions away; the step that made both tells.
    found += view.rows(
        "SELECT DISTINCT e.id, e.uuid, n.article_id FROM events e"
        " JOIN changes c ON c.entity = 'events' AND c.row_id = e.id AND c.before IS NULL"
        " JOIN changes h ON h.journal_id = c.journal_id AND h.entity = 'annotations'"
        " JOIN annotations n ON n.id = h.row_id"
        " WHERE e.deleted_at IS NOT NULL AND c.merged = 0"
        " AND NOT EXISTS (SELECT 1 FROM event_mentions m WHERE m.event_id = e.id)"
    )
    wanted = {-1, *article_ids}
    uuids = {row["id"]: row["uuid"] for row in found if row.get("article_id", -1) in wanted}
    for row in _rows(view, "events", list(uuids)):
        yield f"event:{uuids[row['row_id']]}", row["journal_id"], row["step"]


def _of_pairs(view: View, article_ids: Sequence[int], texts: set[int]) -> Iterator[Made]:
    found: dict[int, Row] = {}
    for side in ("left", "right"):
        for row in view.rows_in(
            "SELECT p.id, l.uuid AS left_uuid, r.uuid AS right_uuid,"
            " (SELECT MIN(h.journal_id) FROM changes h"
            "  WHERE h.entity = 'pairs' AND h.row_id = p.id) AS made"
            " FROM pairs p JOIN articles l ON l.id = p.left_id JOIN articles r ON r.id = p.right_id"
            f" WHERE p.{side}_id IN ({{keys}})",
            article_ids,
        ):
            found[row["id"]] = row
    names = {key: pair_record(row["left_uuid"], row["right_uuid"]) for key, row in found.items()}
    oldest = {names[key]: key for key in sorted(found, reverse=True)}
    for row in _rows(view, "pairs", list(found), first=True):
        record = names[row["row_id"]]
        # Two that are a pair again are so by another row: the later one is a version of the pair.
        begun = row["before"] is None and row["kind"] == "do"
        if begun and oldest[record] == row["row_id"]:
            continue
        if row["journal_id"] not in texts or begun or not _columns(row).isdisjoint(_PAIR_WORDS):
            yield record, row["journal_id"], row["step"]
    beads = view.rows_in(
        "SELECT DISTINCT h.journal_id, j.uuid AS step, b.pair_id FROM beads b"
        " JOIN changes h ON h.entity = 'beads' AND h.row_id = b.id"
        " JOIN journal j ON j.id = h.journal_id WHERE h.merged = 0 AND b.pair_id IN ({keys})",
        list(found),
    )
    for row in beads:
        if row["journal_id"] not in texts and row["journal_id"] != found[row["pair_id"]]["made"]:
            yield names[row["pair_id"]], row["journal_id"], row["step"]


def _of_readings(view: View, article_ids: Sequence[int]) -> Iterator[Made]:
    """Readings and topics, whose rows go and come: the first that came is no later version."""
    uuids = _uuids(view, "articles", article_ids)
    coders = {row["id"]: row["uuid"] for row in view.rows("SELECT id, uuid FROM coders")}
    for table, kind in (("readings", "reading"), ("article_tags", "topic")):
        rows = _CHANGES.format(table=table)
        names: dict[int, str | None] = {}
        seen = set()
        for row in view.rows(f"{rows} ORDER BY h.id"):
            whole = json.loads(row["after"] or row["before"])
            if row["before"] is None or row["after"] is None:
                article = uuids.get(whole["article_id"])
                tag = f"{whole['tag']}|" if kind == "topic" else ""
                named = f"{kind}:{article}|{tag}{coders[whole['coder_id']]}"
                names[row["row_id"]] = named if article else None
            record = names.get(row["row_id"]) or _named(view, table, kind, row["row_id"], uuids)
            if record is None:
                continue
            if record in seen or row["before"] is not None:
                yield record, row["journal_id"], row["step"]
            seen.add(record)


def _named(view: View, table: str, kind: str, key: int, uuids: dict[int, str]) -> str | None:
    """The record of a row that a merge brought and a step changed."""
    row = view.row(
        f"SELECT t.*, c.uuid AS coder FROM {table} t JOIN coders c ON c.id = t.coder_id"
        " WHERE t.id = ?",
        key,
    )
    if row is None or row["article_id"] not in uuids:
        return None
    tag = f"{row['tag']}|" if kind == "topic" else ""
    return f"{kind}:{uuids[row['article_id']]}|{tag}{row['coder']}"


def pair_record(one: str, other: str) -> str:
    """The name of the pair of two articles, whichever is left."""
    return f"pair:{min(one, other)}|{max(one, other)}"


def _rows(view: View, table: str, keys: Sequence[int] | None, *, first: bool = False) -> list[Row]:
    """The changes of rows of a table, without those that made them unless ``first``."""
    sql = _CHANGES.format(table=table) + ("" if first else _LATER)
    if keys is None:
        return view.rows(f"{sql} ORDER BY h.id")
    return view.rows_in(f"{sql} AND h.row_id IN ({{keys}}) ORDER BY h.id", keys)


def _columns(row: Row) -> set[str]:
    return set(json.loads(row["after"] or row["before"]))


def _uuids(view: View, table: str, keys: Sequence[int]) -> dict[int, str]:
    rows = view.rows_in(f"SELECT id, uuid FROM {table} WHERE id IN ({{keys}})", keys)
    return {row["id"]: row["uuid"] for row in rows}
