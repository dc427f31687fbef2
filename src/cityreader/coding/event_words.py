"""Lists of words and where they stand in a text.

Texts and words are folded, so that case, width and Chinese script make no difference. English words
stand whole, ``*`` stands for any letters, a space also for a hyphen; Chinese ones stand anywhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one list, longest first, and what finds them in a folded text."""

    entries: tuple[str, ...]
    pattern: re.Pattern[str] | None
    stems: tuple[str, ...]
    """A part of each entry as it stands in every text that holds it."""

    @classmethod
    def of(cls, entries: Iterable[str]) -> "Words":
        """The words of a list; the longest is found at each place."""
        ordered = tuple(sorted(dict.fromkeys(entries), key=len, reverse=True))
        joined = "|".join(f"({_expression(entry)})" for entry in ordered)
        stems = tuple(dict.fromkeys(map(_stem, ordered)))
        return cls(ordered, re.compile(joined) if joined else None, stems)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def find(self, folded: str) -> list[tuple[Span, str]]:
        """Where they stand, in code points of the folded text, and as which entry."""
        # Most texts hold no word of a list; looking for parts of them is far quicker to say so.
        if self.pattern is None or not any(stem in folded for stem in self.stems):
            return []
        found = self.pattern.finditer(folded)
        return [(Span(*match.span()), self.entries[(match.lastindex or 1) - 1]) for match in found]


def _stem(entry: str) -> str:
    """The longest part of an entry that it always has; empty where it is all ``*``."""
    folded = fold(" ".join(entry.split()))
    return folded if count_han(folded) else max(re.split(r"[ *]", folded), key=len)


def _expression(entry: str) -> str:
    folded = fold(" ".join(entry.split()))
    if count_han(folded):
        return re.escape(folded)
    parts = [re.escape(part).replace(r"\ ", r"[\s-]+") for part in folded.split("*")]
    return rf"(?<![a-z0-9]){'[a-z]*'.join(parts)}(?![a-z0-9])"
