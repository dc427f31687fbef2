"""The names and terms of the field, and the proposals dismissed as none."""

import json

from cityreader.models import GlossaryEntry
from cityreader.store.session import Row, Unit, View

DISMISSED = "dismissed"
"""The kind of a proposal that somebody said is no term; not an entry, and never exported."""


def entries(view: View) -> list[GlossaryEntry]:
    """Every entry in the order of their UUIDs."""
    return _entries(view, "kind <> ?", DISMISSED)


def dismissed_terms(view: View) -> list[GlossaryEntry]:
    """The proposals that somebody said are none."""
    return _entries(view, "kind = ?", DISMISSED)


def version(view: View) -> tuple[int, int]:
    """What changes whenever the glossary does."""
    row = view.row("SELECT COUNT(*) AS n, MAX(id) AS last FROM changes WHERE entity = 'glossary'")
    return (row["n"], row["last"] or 0) if row else (0, 0)


def key_of(view: View, uuid: str) -> int | None:
    """The key of an entry, removed or not."""
    value = view.value("SELECT id FROM glossary WHERE uuid = ?", uuid)
    return None if value is None else int(value)


def put(unit: Unit, entry: GlossaryEntry) -> bool:
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


def remove(unit: Unit, uuid: str) -> bool:
    """Take an entry away; returns whether it was there."""
    key = unit.value("SELECT id FROM glossary WHERE uuid = ? AND deleted_at IS NULL", uuid)
    return key is not None and unit.update("glossary", key, {"deleted_at": unit.now})


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
