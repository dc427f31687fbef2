"""The codebook in force, kept in the library with its version and hash."""

import json
import re
from collections.abc import Sequence

from cityreader.models import Codebook, Tag
from cityreader.store.session import Row, Unit, View

_COLOR = re.compile("#[0-9a-fA-F]{6}")


def get(view: View) -> Codebook:
    """The codebook of this library."""
    settings = {
        row["key"]: row["value"]
        for row in view.rows("SELECT key, value FROM settings WHERE key LIKE 'codebook_%'")
    }
    rows = view.rows("SELECT * FROM tags ORDER BY position, id")
    return Codebook(
        id=settings.get("codebook_id", ""),
        version=settings.get("codebook_version", ""),
        sha256=settings.get("codebook_sha256", ""),
        tags=tuple(_tag(row) for row in rows),
        roles=tuple(json.loads(settings.get("codebook_roles", "[]"))),
        themes=tuple(json.loads(settings.get("codebook_themes", "[]"))),
        rules=json.loads(settings.get("codebook_rules", "{}")),
        text=settings.get("codebook_text", ""),
    )


def tag(view: View, code: str) -> Tag | None:
    """The tag with this code, retired or not."""
    row = view.row("SELECT * FROM tags WHERE code = ?", code)
    return _tag(row) if row else None


def put(unit: Unit, codebook: Codebook) -> None:
    """Make this the codebook in force.

    A tag that is in use and missing from the new codebook is kept, retired.
    """
    old = {row["code"]: row for row in unit.rows("SELECT * FROM tags ORDER BY position, id")}
    for position, entry in enumerate(codebook.tags):
        values = {**_columns(entry), "position": position}
        if entry.code in old:
            unit.update("tags", old[entry.code]["id"], values)
        else:
            unit.insert("tags", values)
    position = len(codebook.tags)
    for code, row in old.items():
        if codebook.get(code) is not None:
            continue
        if in_use(unit, code):
            unit.update("tags", row["id"], {"retired": 1, "key": None, "position": position})
            position += 1
        else:
            unit.delete("tags", row["id"])
    for name, value in (
        ("id", codebook.id),
        ("version", codebook.version),
        ("sha256", codebook.sha256),
        ("text", codebook.text),
        ("roles", json.dumps(list(codebook.roles), ensure_ascii=False)),
        ("themes", json.dumps(list(codebook.themes), ensure_ascii=False)),
        ("rules", json.dumps(dict(codebook.rules), ensure_ascii=False)),
    ):
        _put_setting(unit, f"codebook_{name}", value)


def add_tags(unit: Unit, tags: Sequence[Tag]) -> None:
    """Add tags behind the codebook in force, without keys, so that none can clash."""
    position = unit.value("SELECT COALESCE(MAX(position) + 1, 0) FROM tags")
    for offset, entry in enumerate(tags):
        unit.insert("tags", {**_columns(entry), "key": None, "position": position + offset})


def in_use(view: View, code: str) -> bool:
    """Whether any record, removed or not, names this tag."""
    return bool(
        view.value(
            "SELECT EXISTS(SELECT 1 FROM annotations WHERE tag = ?1)"
            " OR EXISTS(SELECT 1 FROM events WHERE type = ?1)"
            " OR EXISTS(SELECT 1 FROM article_tags WHERE tag = ?1)",
            code,
        )
    )


def _put_setting(unit: Unit, name: str, value: str) -> None:
    """Write a setting that undo takes back with the tags it belongs to."""
    key = unit.value("SELECT id FROM settings WHERE key = ?", name)
    if key is None:
        unit.insert("settings", {"key": name, "value": value})
    else:
        unit.update("settings", key, {"value": value})


def _tag(row: Row) -> Tag:
    return Tag(
        code=row["code"],
        kind=row["kind"],
        labels=json.loads(row["labels"]),
        key=row["key"],
        # Nothing can be painted with what is no colour.
        color=row["color"] if _COLOR.fullmatch(row["color"] or "") else None,
        parent=row["parent"],
        retired=bool(row["retired"]),
        definition=row["definition"],
        yes=tuple(json.loads(row["yes"])),
        no=tuple(json.loads(row["no"])),
    )


def _columns(tag: Tag) -> Row:
    return {
        "code": tag.code,
        "kind": tag.kind,
        "labels": json.dumps(dict(tag.labels), ensure_ascii=False),
        "key": tag.key,
        "color": tag.color,
        "parent": tag.parent,
        "retired": int(tag.retired),
        "definition": tag.definition,
        "yes": json.dumps(list(tag.yes), ensure_ascii=False),
        "no": json.dumps(list(tag.no), ensure_ascii=False),
    }
