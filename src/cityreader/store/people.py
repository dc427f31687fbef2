"""Coders, their readings and topics, and the glossary."""

import json
from collections.abc import Iterable

from cityreader.models import Coder, GlossaryEntry, Reading
from cityreader.store.session import Row, Unit, View

DISMISSED = "dismissed"
"""The kind of a proposal that somebody said is no term; not an entry, and never exported."""


def coders(view: View) -> list[Coder]:
    """Everybody who made a record, by name, so that the order of merges is not to be seen."""
    rows = view.rows("SELECT uuid, name FROM coders ORDER BY name, uuid")
    return [Coder(uuid=row["uuid"], name=row["name"]) for row in rows]


def work(view: View) -> dict[str, tuple[int, int]]:
    """How many marks and events are of each coder who has any, by UUID."""
    rows = view.rows(
        "SELECT c.uuid, SUM(marks) AS marks, SUM(events) AS events FROM ("
        "SELECT coder_id, COUNT(*) AS marks, 0 AS events FROM annotations"
        " WHERE deleted_at IS NULL GROUP BY coder_id"
        " UNION ALL SELECT coder_id, 0, COUNT(*) FROM events"
        " WHERE deleted_at IS NULL GROUP BY coder_id"
        ") JOIN coders c ON c.id = coder_id GROUP BY c.id"
    )
    return {row["uuid"]: (row["marks"], row["events"]) for row in rows}


def coder_key(unit: Unit, coder: Coder) -> int:
    """The key of a coder, who is added if new to the library."""
    return unit.coder_key(coder.uuid, coder.name)


def known_key(view: View, coder_uuid: str) -> int | None:
    """The key of a coder, None of one who did nothing in this library yet."""
    value = view.value("SELECT id FROM coders WHERE uuid = ?", coder_uuid)
    return None if value is None else int(value)


def uuid_of(view: View, coder_key: int) -> str:
    """The UUID of the coder with this key."""
    return str(view.value("SELECT uuid FROM coders WHERE id = ?", coder_key))


def readings(view: View, article_ids: Iterable[int]) -> dict[int, list[Reading]]:
    """How far every coder is with these articles, by article id."""
    rows = view.rows_in(
        "SELECT r.*, a.uuid AS article_uuid, c.uuid AS coder_uuid FROM readings r"
        " JOIN articles a ON a.id = r.article_id JOIN coders c ON c.id = r.coder_id"
        " WHERE r.article_id IN ({keys}) ORDER BY r.article_id, c.uuid",
        article_ids,
    )
    found: dict[int, list[Reading]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(
            Reading(
                article_uuid=row["article_uuid"],
                coder_uuid=row["coder_uuid"],
                state=row["state"],
                flagged=bool(row["flagged"]),
                updated_at=row["updated_at"],
            )
        )
    return found


def set_reading(
    unit: Unit,
    article_id: int,
    *,
    state: str | None = None,
    flagged: bool | None = None,
    first: str = "new",
) -> bool:
    """Note how far the unit's coder is with an article; returns whether anything differed.

    ``first`` is the state of an article nothing was noted of so far.
    """
    row = unit.row(
        "SELECT * FROM readings WHERE article_id = ? AND coder_id = ?", article_id, unit.coder_id
    )
    wanted: Row = {}
    if state is not None:
        wanted["state"] = state
    if flagged is not None:
        wanted["flagged"] = int(flagged)
    if row is None:
        if state is None and not flagged:
            return False
        unit.insert(
            "readings",
            {
                "article_id": article_id,
                "coder_id": unit.coder_id,
                "state": first,
                "flagged": 0,
                "updated_at": unit.now,
                **wanted,
            },
        )
        return True
    if all(row[name] == value for name, value in wanted.items()):
        return False
    return unit.update("readings", row["id"], {**wanted, "updated_at": unit.now})


def mark_opened(unit: Unit, article_id: int) -> None:
    """Note that the unit's coder opened an article, unless more is known; opening writes nothing,
    so this goes along with the first mark."""
    known = unit.value(
        "SELECT 1 FROM readings WHERE article_id = ? AND coder_id = ?", article_id, unit.coder_id
    )
    if known is None:
        set_reading(unit, article_id, state="opened")


def put_reading(unit: Unit, article_id: int, coder_id: int, reading: Reading | None) -> None:
    """Store how far any coder is with an article, or that nothing is known, as another library
    has it."""
    key = unit.value(
        "SELECT id FROM readings WHERE article_id = ? AND coder_id = ?", article_id, coder_id
    )
    if reading is None:
        if key is not None:
            unit.delete("readings", key)
        return
    values: Row = {
        "state": reading.state,
        "flagged": int(reading.flagged),
        "updated_at": reading.updated_at,
    }
    if key is None:
        unit.insert("readings", {"article_id": article_id, "coder_id": coder_id, **values})
    else:
        unit.update("readings", key, values)


def topics_of_articles(view: View, article_ids: Iterable[int], coder_uuid: str | None) -> list[str]:
    """The topics that this coder, or anybody, gave these articles, each once."""
    rows = view.rows_in(
        "SELECT t.tag FROM article_tags t JOIN coders c ON c.id = t.coder_id"
        " WHERE t.article_id IN ({keys}) AND (? IS NULL OR c.uuid = ?) ORDER BY t.tag",
        article_ids,
        coder_uuid,
        coder_uuid,
    )
    return list(dict.fromkeys(row["tag"] for row in rows))


def topics_of(view: View, article_id: int, coder_uuid: str) -> list[str]:
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


def topics(view: View, article_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """The topics of these articles with the UUIDs of who gave them, sorted, by article id."""
    found: dict[int, list[tuple[str, str]]] = {}
    for row in view.rows_in(
        "SELECT t.article_id, t.tag, c.uuid FROM article_tags t JOIN coders c ON c.id = t.coder_id"
        " WHERE t.article_id IN ({keys}) ORDER BY t.article_id, t.tag, c.uuid",
        article_ids,
    ):
        found.setdefault(row["article_id"], []).append((row["tag"], row["uuid"]))
    return found


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


def glossary(view: View) -> list[GlossaryEntry]:
    """Every entry in the order of their UUIDs."""
    return _entries(view, "kind <> ?", DISMISSED)


def dismissed_terms(view: View) -> list[GlossaryEntry]:
    """The proposals that somebody said are none."""
    return _entries(view, "kind = ?", DISMISSED)


def glossary_version(view: View) -> tuple[int, int]:
    """What changes whenever the glossary does."""
    row = view.row("SELECT COUNT(*) AS n, MAX(id) AS last FROM changes WHERE entity = 'glossary'")
    return (row["n"], row["last"] or 0) if row else (0, 0)


def remove_glossary_entry(unit: Unit, uuid: str) -> bool:
    """Take an entry away; returns whether it was there."""
    key = unit.value("SELECT id FROM glossary WHERE uuid = ? AND deleted_at IS NULL", uuid)
    return key is not None and unit.update("glossary", key, {"deleted_at": unit.now})


def glossary_key(view: View, uuid: str) -> int | None:
    """The key of an entry, removed or not."""
    value = view.value("SELECT id FROM glossary WHERE uuid = ?", uuid)
    return None if value is None else int(value)


def _entries(view: View, condition: str, *values: object) -> list[GlossaryEntry]:
    rows = view.rows(
        f"SELECT * FROM glossary WHERE deleted_at IS NULL AND {condition} ORDER BY uuid", *values
    )
    return [
        GlossaryEntry(
            uuid=row["uuid"],
            kind=row["kind"],
            forms={lang: tuple(forms) for lang, forms in json.loads(row["forms"]).items()},
            note=row["note"],
        )
        for row in rows
    ]


def put_glossary_entry(unit: Unit, entry: GlossaryEntry) -> bool:
    """Add or change an entry; returns whether anything differed."""
    forms = {lang: list(found) for lang, found in entry.forms.items()}
    values: Row = {
        "kind": entry.kind,
        "forms": json.dumps(forms, ensure_ascii=False),
        "note": entry.note,
        "deleted_at": None,
    }
    key = unit.value("SELECT id FROM glossary WHERE uuid = ?", entry.uuid)
    if key is None:
        unit.insert("glossary", {"uuid": entry.uuid, **values})
        return True
    return unit.update("glossary", key, values)
