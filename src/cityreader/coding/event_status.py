"""Whether an event happened, by the words around what names it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cityreader.coding.event_words import Words
from cityreader.models import Span
from cityreader.text.han import count_han

STATUSES = ("denied", "cancelled", "proposed", "planned")
"""The statuses that words tell, the first that fits being taken; else it happened."""

# What says that something is over, so that a plan in the same sentence is another matter.
_OVER = re.compile(
    r"\b(?:was|were|has|have|had)\s+(?:\w+\s+)?\w+ed\b|\bheld\b|\bmet\b|\btook place\b|[了过過]"
)
_CLAUSE_END = re.compile(r"[;:；：。！？!?]|\.\s")
_COMMA = re.compile(r"[,，、]")
# How far before and behind a trigger a plan speaks of it (code points; Chinese says it in fewer).
_BEFORE, _BEHIND, _CHINESE_SHARE = 70, 30, 3


@dataclass(frozen=True, slots=True)
class StatusCues:
    """The words of each status, in both languages."""

    words: Mapping[str, Words]

    @classmethod
    def of(cls, entries: Mapping[str, Sequence[str]]) -> "StatusCues":
        """The cues from lists of words by status."""
        return cls({status: Words.of(entries.get(status, ())) for status in STATUSES})

    def status(self, folded: str, trigger: Span) -> str:
        """The status of what ``trigger`` names in a folded sentence.

        A denial or a cancellation holds for its clause; a plan or a proposal must stand close to
        the trigger, and the trigger must not be told as done.
        """
        clause = _around(folded, trigger)
        for status in ("denied", "cancelled"):
            if self._stands(status, folded, clause):
                return status
        if _done(folded, trigger):
            return "happened"
        share = _CHINESE_SHARE if count_han(folded) else 1
        near = Span(
            max(clause.start, trigger.start - _BEFORE // share),
            min(clause.end, trigger.end + _BEHIND // share),
        )
        for status in ("planned", "proposed"):
            if self._stands(status, folded, near):
                return status
        return "happened"

    def _stands(self, status: str, folded: str, where: Span) -> bool:
        return any(
            where.start <= span.start and span.end <= where.end
            for span, _ in self.words[status].find(folded)
        )


def _around(folded: str, trigger: Span) -> Span:
    starts = [match.end() for match in _CLAUSE_END.finditer(folded, 0, trigger.start)]
    after = _CLAUSE_END.search(folded, trigger.end)
    return Span(starts[-1] if starts else 0, after.start() if after else len(folded))


def _done(folded: str, trigger: Span) -> bool:
    """Whether the trigger itself, or a verb right behind it, is told in the past."""
    words = folded[trigger.start : trigger.end]
    before = folded[max(0, trigger.start - 12) : trigger.start]
    if re.search(r"(?:ed|held|met)$", words) and not re.search(
        r"\b(?:be|to)\s+(?:\w+\s+)?$", before
    ):
        return True
    behind = folded[trigger.end : trigger.end + 24]
    comma = _COMMA.search(behind)
    return _OVER.match(behind[: comma.start()] if comma else behind, 0) is not None
