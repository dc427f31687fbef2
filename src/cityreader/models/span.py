"""Where something stands in a body, in code points, and the words it stood on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of Unicode code points in one article's body."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans, given in order of their starts, with those joined that overlap or touch."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a span and up to 32 code points on each side, by which it can be found again."""

    exact: str
    prefix: str
    suffix: str
