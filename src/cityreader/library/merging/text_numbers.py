"""The number of the text in force, the same in every library that merged the same.

A text is numbered where it is written. While others wait beside it, it counts as later than all of
them; what its own number was then stands with those that wait, so that no merge counts it twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cityreader.library.versions.heads import Content, Head, Settled
from cityreader.models import Article, Version

_BESIDE = "in_force"


def text_content(article: Article, body: str | None, waiting: Iterable[Version]) -> Content:
    """The text in force as merges compare it, under the number it was written with.

    ``waiting`` are the versions beside it in the same library.
    """
    number = article.revision
    for one in waiting:
        known = (one.content or {}).get(_BESIDE)
        if isinstance(known, dict) and known.get("text_sha256") == article.text_sha256:
            number = int(known["revision_of_text"])
    return {
        "body": body or "",
        "text_sha256": article.text_sha256,
        "revision_of_text": number,
    }


def number_in_force(settled: Settled, known: Sequence[Article]) -> int:
    """The number of the text in force; ``known`` are the articles of both sides as they were."""
    numbers = [_number(one) for one in (settled.shown, *settled.waiting)]
    if settled.waiting:
        return max(numbers) + len(settled.waiting)
    digest = (settled.shown.content or {}).get("text_sha256")
    return max([numbers[0], *(one.revision for one in known if one.text_sha256 == digest)])


def numbered(settled: Settled) -> Settled:
    """The same with the number of the text in force beside each version that waits."""
    shown = settled.shown.content or {}
    known = {name: shown.get(name) for name in ("text_sha256", "revision_of_text")}
    waiting = (
        replace(one, content={**(one.content or {}), _BESIDE: known}) for one in settled.waiting
    )
    return replace(settled, waiting=tuple(waiting))


def _number(head: Head) -> int:
    number = (head.content or {}).get("revision_of_text", 1)
    return number if isinstance(number, int) else 1
