"""Finding tags by a few letters of their code, their key or a label in any language."""

import re
from collections.abc import Sequence

from cityreader.models import Codebook, Tag
from cityreader.text.scripts import fold, fold_with_offsets

NO_MATCH = 4


def offered(codebook: Codebook, recent: Sequence[str]) -> tuple[list[Tag], list[Tag], list[Tag]]:
    """The tags used last, the other event types, the other topics, each tag once.

    Codes that are not in force are left out; a tag follows the one it belongs to.
    """
    ordered = (*in_branches(codebook.event_types), *in_branches(codebook.topics))
    tags = {tag.code: tag for tag in ordered}
    used = [tags.pop(code) for code in dict.fromkeys(recent) if code in tags]
    return used, [t for t in tags.values() if t.kind == "event"], [
        t for t in tags.values() if t.kind == "topic"
    ]  # fmt: skip


def above(tag: Tag, tags: Sequence[Tag]) -> list[Tag]:
    """The tags of a list that a tag belongs to, the nearest first."""
    by_code = {other.code: other for other in tags}
    found: list[Tag] = []
    while (parent := by_code.get(tag.parent or "")) is not None and parent not in found:
        found.append(parent)
        tag = parent
    return found


def in_branches(tags: Sequence[Tag]) -> list[Tag]:
    """Tags in their order, but each behind the one it belongs to."""
    places = {tag.code: number for number, tag in enumerate(tags)}

    def place(tag: Tag) -> list[int]:
        return [places[one.code] for one in (*reversed(above(tag, tags)), tag)]

    return sorted(tags, key=place)


def found(tags: Sequence[Tag], query: str) -> list[Tag]:
    """The tags that ``query`` means, the likeliest first, else in the order given.

    A key comes before the beginning of a code or label, that before the beginning of a word, and
    that before letters anywhere. Case, accents and Chinese script do not matter.
    """
    wanted = fold(query.strip())
    if not wanted:
        return list(tags)
    ranked = [(_rank(tag, wanted), tag) for tag in tags]
    return [tag for rank, tag in sorted(ranked, key=lambda item: item[0]) if rank < NO_MATCH]


def found_span(text: str, query: str) -> tuple[int, int] | None:
    """Where ``query`` stands in ``text``, in code points, or None."""
    wanted = fold(query.strip())
    folded, offsets = fold_with_offsets(text)
    start = folded.find(wanted) if wanted else -1
    if start < 0:
        return None
    if offsets is None:
        return start, start + len(wanted)
    return offsets[start], offsets[start + len(wanted) - 1] + 1


def _rank(tag: Tag, wanted: str) -> int:
    if tag.key and fold(tag.key) == wanted:
        return 0
    names = [fold(name) for name in (tag.code, *tag.labels.values())]
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(re.search(rf"\b{re.escape(wanted)}", name) for name in names):
        return 2
    return 3 if any(wanted in name for name in names) else NO_MATCH
