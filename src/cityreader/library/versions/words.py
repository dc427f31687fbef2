"""The versions of a record in words, so that a person can choose between them.

All that a person set is told: two versions that differ in it never read alike.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from cityreader.models import DETAILS_OF_ONE_LINE
from cityreader.store import articles, codebooks, events
from cityreader.store.session import View
from cityreader.text.phrases import shortened

Words = Mapping[str, object] | None
"""A record as the export has it, None where it was removed."""

Fields = tuple[tuple[str, str], ...]
"""What a version says: names with words; a name is empty where the words stand for themselves."""

_NAMES = {"lang": "language", "url": "URL", "id": "codebook", "series_id": "series"}
"""What fields are called that are not called so in the export."""

_OF_KIND = {
    "mark": ("tag", "role", "note"),
    "details": DETAILS_OF_ONE_LINE,
    "codebook": ("id", "version"),
    "term": ("kind", "note"),
}
_OF_EVENT = ("type", "status", "title", "mode", "part_of", "certainty", "note")
_QUOTE = 40
"""Code points that are quoted of a mark and of each side of a row."""


def told(view: View, kind: str, contents: Sequence[Words], keys: Sequence[Words]) -> list[Fields]:
    """What each version says; ``keys`` are what counts of each.

    Where words leave out what two differ in, or read alike by chance, it stands behind them as the
    export has it.
    """
    found = [described(view, kind, content) for content in contents]
    plain: list[Fields] = [()] * len(found)
    alive = [(number, key) for number, key in enumerate(keys) if key is not None]
    for name in dict.fromkeys(name for _, key in alive for name in key):
        values = [key.get(name) for _, key in alive]
        # The rows of a pair are told with its texts, so only whole.
        words = [
            found[number] if kind == "pair" else described(view, kind, {name: key.get(name)})
            for number, key in alive
        ]
        alike = any(
            value != other and words[at] == words[place]
            for at, value in enumerate(values)
            for place, other in enumerate(values[:at])
        )
        if alike:
            for number, key in alive:
                plain[number] += tuple(_as_it_is(name, key.get(name), values))
    return [words + more for words, more in zip(found, plain, strict=True)]


def _as_it_is(name: str, value: object, values: Sequence[object]) -> Iterator[tuple[str, str]]:
    """A member of a record as the export has it; of one with members those that differ."""
    called = _NAMES.get(name, name.replace("_", " "))
    if not isinstance(value, Mapping):
        if value is not None:
            yield called, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return
    others = [one for one in values if isinstance(one, Mapping)]
    for inner, part in value.items():
        if part is not None and any(one.get(inner) != part for one in others):
            yield from _as_it_is(f"{called} {inner}", part, ())


def described(view: View, kind: str, content: Words) -> Fields:
    """What one version says."""
    if content is None:
        return (("", "not a pair" if kind == "pair" else "removed"),)
    if kind == "text":
        return (("", str(content.get("body", ""))),)
    if kind == "trash":
        return (("", "kept"),)
    if kind == "event":
        return tuple(_event(view, content))
    if kind == "pair":
        return tuple(_pair(view, content))
    found: list[tuple[str, str]] = []
    if kind == "mark":
        found.append(("", f"“{content.get('exact')}”"))
    found += _plain(view, _OF_KIND.get(kind, ()), content)
    if kind == "mark":
        found += _event_of_mark(view, content)
    elif kind == "details":
        found += _date("date", content.get("published"))
    elif kind == "codebook":
        found += _tags(content)
    found += _forms(content)
    return tuple(found) or (("", "empty"),)


def named(view: View, kind: str, current: Words, others: Sequence[Words]) -> str:
    """What the conflict is about, in a few words."""
    alive = next((one for one in (current, *others) if one is not None), {})
    if kind == "mark":
        return f"mark on “{shortened(str(alive.get('exact', '')), _QUOTE)}”"
    if kind == "event":
        called = alive.get("title") or _label(view, "type", str(alive.get("type", "")))
        return f"event “{called}”"
    if kind == "term":
        first = next((words for _, words in _forms(alive)), "")
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


def _plain(
    view: View, names: Sequence[str], content: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    for name in names:
        value = content.get(name)
        if value is not None:
            yield _NAMES.get(name, name.replace("_", " ")), _label(view, name, str(value))


def _event(view: View, content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    yield from _plain(view, _OF_EVENT[:3], content)
    yield from _date("date", content.get("date"))
    place = content.get("place")
    if isinstance(place, Mapping) and (given := _given(place, "name", "country")):
        yield "place", ", ".join(given)
    for one in _records(content, "participants"):
        names = list(dict.fromkeys(_given(one, "name", "name_en", "name_zh")))
        office = " of ".join(_given(one, "office", "of"))
        facts = [*_given(one, "kind", "role", "side"), *([office] if office else [])]
        yield "participant", " / ".join(names) + (f" ({', '.join(facts)})" if facts else "")
    for one in _records(content, "counts"):
        yield "count", " ".join(_given(one, "qualifier", "value", "unit"))
    themes = content.get("themes")
    if isinstance(themes, Sequence) and themes:
        yield "themes", ", ".join(map(str, themes))
    series = content.get("series")
    if isinstance(series, Mapping) and (given := _given(series, "id", "edition")):
        yield "series", ", ".join(given)
    yield from _plain(view, _OF_EVENT[3:], content)
    flags = [name for name in ("aggregate", "historical") if content.get(name)]
    if flags:
        yield "flags", ", ".join(flags)


def _event_of_mark(view: View, content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    uuid = content.get("event_id")
    if uuid is not None:
        event = events.get(view, str(uuid))
        known = (event.title or _label(view, "type", event.type)) if event else ""
        yield "event", f"{known} {str(uuid)[:8]}".strip()


def _date(name: str, found: object) -> Iterator[tuple[str, str]]:
    if not isinstance(found, Mapping):
        return
    if days := list(dict.fromkeys(_given(found, "start", "end"))):
        yield name, " to ".join(days)
    if found.get("text"):
        yield f"{name} in words", str(found["text"])


def _pair(view: View, content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    every = list(_records(content, "beads"))
    checked = sum(bool(one.get("checked")) for one in every)
    yield "", f"{content.get('status')}, {len(every)} rows, {checked} checked"
    bodies = [_body(view, content, side) for side in ("left", "right")]
    for number, one in enumerate(every, 1):
        sides = []
        for side, body in zip(("left", "right"), bodies, strict=True):
            span = one.get(side)
            told = body[span[0] : span[1]] if isinstance(span, list) and body else ""
            sides.append(shortened(told, _QUOTE) or ("…" if span else "∅"))
        yield f"row {number}", " ⇄ ".join(sides) + " ✓" * bool(one.get("checked"))


def _body(view: View, content: Mapping[str, object], side: str) -> str:
    """The text that the rows of a side count in, as far as it is here."""
    key = articles.key_of(view, str(content.get(f"{side}_id")))
    revision = content.get(f"{side}_revision")
    if key is None or not isinstance(revision, int):
        return ""
    return articles.body(view, key, revision) or ""


def _tags(content: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """A field a tag, and what the file is known by: its hash tells of all the rest."""
    for one in _records(content, "tags"):
        labels = one.get("label")
        facts = list(labels.values()) if isinstance(labels, Mapping) else []
        facts += [*_given(one, "key", "color", "parent"), *["retired"] * bool(one.get("retired"))]
        facts += _given(one, "definition")
        yield str(one.get("code")), " · ".join(map(str, facts))
    yield "SHA-256", str(content.get("sha256", ""))[:12]


def _forms(content: Mapping[str, object]) -> list[tuple[str, str]]:
    forms = content.get("forms")
    if not isinstance(forms, Mapping):
        return []
    return [(str(lang), ", ".join(map(str, found))) for lang, found in sorted(forms.items())]


def _records(content: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    found = content.get(name)
    for one in found if isinstance(found, Sequence) else ():
        if isinstance(one, Mapping):
            yield one


def _given(one: Mapping[str, object], *names: str) -> list[str]:
    return [str(one[name]) for name in names if one.get(name) is not None]
