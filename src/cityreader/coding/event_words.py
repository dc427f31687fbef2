"""Lists of words and where they stand in a text.

Texts and words are folded, so that case, width and Chinese script make no difference. English words
stand whole, ``*`` stands for any letters and digits, a space also for a hyphen; Chinese ones stand
anywhere, and ``*`` in them for a few characters of one clause.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold

# What stands between the two halves of a Chinese word such as 接受…访问: code points, no comma.
_CHINESE_GAP = r"[^,，、。;；:：!！?？\n]{0,12}?"


@dataclass(frozen=True)
class Words:
    """Words of one list, longest first, the English ones before the Chinese."""

    entries: tuple[str, ...]
    stems: tuple[str, ...]
    """A part of each entry as it stands in every text that holds it."""

    @classmethod
    def of(cls, entries: Iterable[str]) -> "Words":
        """The words of a list; the longest is found at each place."""
        ordered = tuple(sorted(dict.fromkeys(entries), key=len, reverse=True))
        han = tuple(entry for entry in ordered if count_han(entry))
        ordered = (*(entry for entry in ordered if entry not in han), *han)
        return cls(ordered, tuple(dict.fromkeys(map(_stem, ordered))))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the entries in a folded text: made where a text may hold one, since most
        lists are never met in a session."""
        return _pattern(self.entries)

    @cached_property
    def name_officials(self) -> bool:
        """Whether officials are among them, so that the name of one does as well."""
        return not {"mayor", "mayor*", "市长"}.isdisjoint(self.entries)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def find(self, folded: str) -> list[tuple[Span, str]]:
        """Where they stand, in code points of the folded text, and as which entry."""
        # Most texts hold no word of a list; looking for parts of them is far quicker to say so.
        for stem in self.stems:
            if stem in folded:
                break
        else:
            return []
        found = self.pattern.finditer(folded)
        return [(Span(*match.span()), self.entries[(match.lastindex or 1) - 1]) for match in found]


def _stem(entry: str) -> str:
    """The longest part of an entry that it always has; empty where it is all ``*``."""
    folded = fold(" ".join(entry.split()))
    return max(folded.split("*") if count_han(folded) else re.split(r"[ *]", folded), key=len)


def _pattern(entries: Sequence[str]) -> re.Pattern[str]:
    """What finds the entries, each in a group of its own."""
    english = [entry for entry in entries if not count_han(entry)]
    parts = []
    if english:
        # Where a word begins is asked once and not by entry: far quicker in long lists.
        parts.append(rf"(?<![a-z0-9]){_one_of(english)}(?![a-z0-9])")
    if han := entries[len(english) :]:
        parts.append(_one_of(han))
    return re.compile("|".join(parts))


def _one_of(entries: Sequence[str]) -> str:
    """An expression of any of the entries, which looks at the first character before all else:
    most places of a text begin no word of a list."""
    words = "|".join(f"({_expression(entry)})" for entry in entries)
    firsts = {fold(entry.strip())[:1] for entry in entries}
    if firsts & {"*", ""}:
        return f"(?:{words})"
    return f"(?=[{re.escape(''.join(sorted(firsts)))}])(?:{words})"


def _expression(entry: str) -> str:
    folded = fold(" ".join(entry.split()))
    if count_han(folded):
        return _CHINESE_GAP.join(map(re.escape, folded.split("*")))
    return "[a-z0-9]*".join(re.escape(part).replace(r"\ ", r"[\s-]+") for part in folded.split("*"))
