"""The versions of a record in words, so that a person can choose between them."""

from collections.abc import Mapping, Sequence

from cityreader.library.merging_marks import SHOWN_QUOTE
from cityreader.library.tagging import short
from cityreader.store import codebooks
from cityreader.store.session import View

Words = Mapping[str, object] | None
"""A record as the export has it, None where it was removed."""

_TEXT = 2000
"""Code points of a text that are shown of each version."""

_NAMES = {
    "tag": "tag",
    "role": "role",
    "note": "note",
    "type": "type",
    "status": "status",
    "title": "title",
    "lang": "language",
    "source": "source",
    "author": "author",
    "url": "URL",
    "kind": "kind",
    "version": "version",
    "id": "codebook",
}
_OF_KIND = {
    "mark": ("tag", "role", "note"),
    "event": ("type", "status", "title", "note"),
    "details": ("title", "lang", "source", "author", "url"),
    "codebook": ("id", "version"),
    "term": ("kind", "note"),
}


def described(view: View, kind: str, content: Words) -> tuple[str, ...]:
    """What one version says, a line each."""
    if content is None:
        return ("not a pair",) if kind == "pair" else ("removed",)
    if kind == "text":
        return (str(content.get("body", ""))[:_TEXT],)
    if kind == "trash":
        return ("kept",)
    lines = []
    if kind == "mark":
        lines.append(f"“{short(str(content.get('exact', '')), SHOWN_QUOTE)}”")
    for name in _OF_KIND.get(kind, ()):
        value = content.get(name)
        if value is not None:
            lines.append(f"{_NAMES[name]}: {_label(view, name, str(value))}")
    for name in ("date", "published"):
        found = content.get(name)
        if isinstance(found, Mapping) and found.get("start"):
            start, end = str(found["start"]), str(found.get("end"))
            lines.append(f"date: {start}" if end in (start, "None") else f"date: {start} to {end}")
    lines += _people(content)
    lines += _forms(content)
    if kind == "pair":
        beads = content.get("beads")
        every = beads if isinstance(beads, Sequence) else ()
        checked = sum(bool(one.get("checked")) for one in every if isinstance(one, Mapping))
        lines.append(f"{content.get('status')}, {len(every)} rows, {checked} checked")
    return tuple(lines) or ("empty",)


def named(view: View, kind: str, current: Words, others: Sequence[Words]) -> str:
    """What the conflict is about, in a few words."""
    alive = next((one for one in (current, *others) if one is not None), {})
    if kind == "mark":
        return f"mark on “{short(str(alive.get('exact', '')), SHOWN_QUOTE)}”"
    if kind == "event":
        called = alive.get("title") or _label(view, "type", str(alive.get("type", "")))
        return f"event “{called}”"
    if kind == "term":
        first = next(iter(_forms(alive)), "")
        return f"glossary entry {first}".rstrip()
    names = {
        "details": "title, date or source of the article",
        "text": "text of the article",
        "trash": "article, put into the trash on one side",
        "pair": "pair of the article",
        "codebook": "codebook",
    }
    return names.get(kind, kind)


def _label(view: View, name: str, value: str) -> str:
    tag = codebooks.tag(view, value) if name in ("tag", "type") else None
    return tag.label() if tag else value


def _people(content: Mapping[str, object]) -> list[str]:
    """Place and participants of an event."""
    lines = []
    place = content.get("place")
    if isinstance(place, Mapping) and place.get("name"):
        lines.append(f"place: {place['name']}")
    found = content.get("participants")
    for one in found if isinstance(found, Sequence) else ():
        if isinstance(one, Mapping):
            side = f" ({one['side']})" if one.get("side") else ""
            lines.append(f"participant: {one.get('name')}{side}")
    return lines


def _forms(content: Mapping[str, object]) -> list[str]:
    forms = content.get("forms")
    if not isinstance(forms, Mapping):
        return []
    return [f"{lang}: {', '.join(map(str, found))}" for lang, found in sorted(forms.items())]
