"""Confirmed rows as fixed borders: what lies between them is aligned block by block."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from cityreader.errors import UsageError
from cityreader.models import Bead, Span


class SentenceBead(NamedTuple):
    """Sentences of both sides, by number, that belong together; one side may be empty.

    ``score`` is the probability that the bead is right, from 0 to 1.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Pin:
    """A confirmed row with the numbers of its sentences, empty on the side it does not have."""

    bead: Bead
    left: range
    right: range

    def row(self) -> tuple[SentenceBead, Bead]:
        """The row as it stands in the result."""
        return SentenceBead(tuple(self.left), tuple(self.right), 1.0), replace(self.bead, score=1.0)

    def is_behind(self, bead: SentenceBead) -> bool:
        """Whether a row with one side must stand behind ``bead``."""
        if self.left:
            return bool(bead.left) and bead.left[0] < self.left.start
        return bool(bead.right) and bead.right[0] < self.right.start


@dataclass(frozen=True, slots=True)
class Block:
    """The sentences between two confirmed two-sided rows, by number.

    ``pins`` are the confirmed one-sided rows inside, whose sentences are not free; no other row
    may reach across them.
    """

    left: range
    right: range
    pins: list[Pin] = field(default_factory=list)

    def free_left(self) -> list[int]:
        """The left sentences that are in no confirmed row."""
        taken = {number for pin in self.pins for number in pin.left}
        return [number for number in self.left if number not in taken]

    def free_right(self) -> list[int]:
        """The right sentences that are in no confirmed row."""
        taken = {number for pin in self.pins for number in pin.right}
        return [number for number in self.right if number not in taken]


def cut_at(sentences: Sequence[Span], rows: Sequence[Span | None], body: str) -> list[Span]:
    """The sentences, cut further where a confirmed row begins or ends inside one.

    White space at a cut belongs to neither part. A row without any sentence becomes one.
    """
    borders = sorted({border for row in rows if row is not None for border in row})
    spans: list[Span] = []
    for sentence in sentences:
        start = sentence.start
        first = bisect_left(borders, start + 1)
        for border in [*borders[first : bisect_left(borders, sentence.end)], sentence.end]:
            part = Span(start, border)
            start = border
            if part == sentence:
                spans.append(part)
            elif text := body[slice(*part)].strip():
                begin = body.index(text, part.start)
                spans.append(Span(begin, begin + len(text)))
    for row in rows:
        if row is not None and not _inside(spans, row):
            spans.insert(bisect_left(spans, row), row)
    return spans


def pinned(left: Sequence[Span], right: Sequence[Span], rows: Sequence[Bead]) -> list[Pin]:
    """The confirmed rows with the numbers of their sentences, in the order of both texts.

    The sentences must have been cut at the rows. Raises UsageError if rows overlap or cross.
    """
    pins: list[Pin] = []
    left_end = right_end = 0
    for row in rows:
        on_left, on_right = _inside(left, row.left), _inside(right, row.right)
        if (on_left and on_left.start < left_end) or (on_right and on_right.start < right_end):
            raise UsageError(
                "Rows cross", "Two checked rows overlap or stand in a different order on each side."
            )
        left_end = on_left.stop or left_end
        right_end = on_right.stop or right_end
        pins.append(Pin(row, on_left, on_right))
    return pins


def blocks_between(pins: Sequence[Pin], left: int, right: int) -> list[Block | Pin]:
    """The two-sided pins and the blocks before, between and after them, in order.

    ``left`` and ``right`` are how many sentences there are.
    """
    parts: list[Block | Pin] = []
    left_start = right_start = 0
    waiting: list[Pin] = []
    for pin in pins:
        if not pin.left or not pin.right:
            waiting.append(pin)
            continue
        parts.append(
            Block(range(left_start, pin.left.start), range(right_start, pin.right.start), waiting)
        )
        parts.append(pin)
        left_start, right_start, waiting = pin.left.stop, pin.right.stop, []
    parts.append(Block(range(left_start, left), range(right_start, right), waiting))
    return parts


def rows_of_block(
    block: Block,
    found: Sequence[SentenceBead],
    span_of: Callable[[SentenceBead], Bead],
) -> list[tuple[SentenceBead, Bead]]:
    """The rows of a block: what was found for its free sentences, and its pins.

    ``found`` counts among the free sentences, ``span_of`` gives the row of a bead that counts
    among all.
    """
    lefts, rights = block.free_left(), block.free_right()
    rows: list[tuple[SentenceBead, Bead]] = []
    for bead in found:
        numbers = SentenceBead(
            tuple(lefts[number] for number in bead.left),
            tuple(rights[number] for number in bead.right),
            bead.score,
        )
        rows.append((numbers, span_of(numbers)))
    after_pin = 0
    for pin in block.pins:
        behind = [number for number, (bead, _) in enumerate(rows, 1) if pin.is_behind(bead)]
        first = max(behind, default=0)
        # Behind the pin before it, as it came, unless rows that must follow it stand in between.
        place = max(first, after_pin) if _is_free(rows[first:after_pin], pin) else first
        rows.insert(place, pin.row())
        after_pin = place + 1
    return rows


def _is_free(rows: Sequence[tuple[SentenceBead, Bead]], pin: Pin) -> bool:
    """Whether none of these rows has sentences on the side of a one-sided pin."""
    return not any(bead.left if pin.left else bead.right for bead, _ in rows)


def gaps(numbers: Sequence[int]) -> list[int]:
    """Before which of the sentences others are left out."""
    return [n for n, (before, after) in enumerate(pairwise(numbers), 1) if after > before + 1]


def _inside(spans: Sequence[Span], row: Span | None) -> range:
    """The numbers of the sentences that lie in a row."""
    if row is None:
        return range(0)
    first = bisect_left(spans, row.start, key=lambda span: span.start)
    last = first
    while last < len(spans) and spans[last].end <= row.end:
        last += 1
    return range(first, last) if last > first else range(0)
