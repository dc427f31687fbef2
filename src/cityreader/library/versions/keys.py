"""What of a record counts where versions of it are compared; the rest follows from other records.

A merge and the list of what waits compare by the same, so that neither asks what the other does
not. Never compare what is shown: words leave things out, and joined lists can read alike.
"""

from collections.abc import Callable, Sequence

from cityreader.library.versions.heads import Content

_MARK = ("tag", "role", "note", "event_id")
_PLACE = ("start", "end", "exact")
_CODEBOOK = ("id", "version", "sha256")
_DERIVED = ("article_ids", "annotation_ids", "updated_at")


def of_mark(content: Content) -> dict[str, object]:
    """What a mark says, wherever it stands."""
    return {name: content[name] for name in _MARK}


def of_mark_and_place(content: Content) -> dict[str, object]:
    """What a mark says of which words; comparable only within one text."""
    return of_mark(content) | {name: content[name] for name in _PLACE}


def of_event(content: Content) -> dict[str, object]:
    """An event without what follows from its marks."""
    found = {name: value for name, value in content.items() if name not in _DERIVED}
    participants = found.get("participants")
    if isinstance(participants, list):
        found["participants"] = [{**one, "annotation_ids": []} for one in participants]
    return found


def of_pair(content: Content) -> dict[str, object]:
    """What a person decides about a pair: its status and the rows that were checked."""
    beads = content["beads"]
    checked = [
        [one["left"], one["right"]]
        for one in (beads if isinstance(beads, list) else ())
        if one["checked"]
    ]
    found = {name: content[name] for name in ("id", "status", "left_id")}
    return found | {"checked": checked}


def of_codebook(content: Content) -> dict[str, object]:
    """Its text is not in exports, and tags that a merge added behind it are not of it."""
    return {name: content[name] for name in _CODEBOOK}


def of_text(content: Content) -> dict[str, object]:
    """The text alone: its number is that of the library it comes from."""
    return {"body": content["body"]}


def of_trash(_: Content) -> dict[str, object]:
    """Nothing: an article is there or it is not."""
    return {}


_KEYS: dict[str, Callable[[Content], dict[str, object]]] = {
    "mark": of_mark_and_place,
    "event": of_event,
    "pair": of_pair,
    "codebook": of_codebook,
    "text": of_text,
    "trash": of_trash,
    "details": dict,
    "term": dict,
}


def counting(
    kind: str, contents: Sequence[Content | None], article_of: Callable[[str], int | None]
) -> list[dict[str, object] | None]:
    """What counts of some versions of one record, None for one that is a removal.

    ``article_of`` finds an article by any UUID it has: a pair from elsewhere may name its articles
    otherwise, and have a UUID of its own. Where the texts under a mark differ its words count, and
    not where they stand.
    """
    found = [None if one is None else _KEYS[kind](one) for one in contents]
    texts = {one.get("revision") for one in contents if one is not None}
    for key in found:
        if key is not None and kind == "mark" and len(texts) > 1:
            del key["start"], key["end"]
        elif key is not None and kind == "pair":
            del key["id"]
            key["left_id"] = article_of(str(key["left_id"]))
    return found
