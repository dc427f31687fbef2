"""Versions of records that wait for a decision; see ``cityreader.models.lineage``."""

import json
from collections.abc import Iterable

from cityreader.models.lineage import Version
from cityreader.store.session import Unit, View


def of_all(view: View) -> dict[str, list[Version]]:
    """The versions of every record that are not in force, by record."""
    found: dict[str, list[Version]] = {}
    for row in view.rows("SELECT * FROM versions ORDER BY record, id"):
        content = json.loads(row["content"]) if row["content"] is not None else None
        one = Version(row["record"], tuple(json.loads(row["steps"])), content)
        found.setdefault(one.record, []).append(one)
    return found


def count(view: View) -> int:
    """How many records have another version that waits for a decision."""
    return int(view.value("SELECT COUNT(DISTINCT record) FROM versions"))


def put(unit: Unit, record: str, wanted: Iterable[Version]) -> bool:
    """Make these the other versions of a record; returns whether any was added."""
    texts = {(_steps(one), _content(one)) for one in wanted}
    added = False
    for row in unit.rows("SELECT * FROM versions WHERE record = ?", record):
        if (row["steps"], row["content"]) in texts:
            texts.discard((row["steps"], row["content"]))
        else:
            unit.delete("versions", row["id"])
    for steps, content in sorted(texts, key=lambda one: (one[0], one[1] or "")):
        unit.insert("versions", {"record": record, "steps": steps, "content": content})
        added = True
    return added


def _steps(version: Version) -> str:
    return json.dumps(sorted(version.steps))


def _content(version: Version) -> str | None:
    if version.content is None:
        return None
    return json.dumps(version.content, ensure_ascii=False, sort_keys=True)
