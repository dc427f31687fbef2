"""A spread as the reader moves over it: blocks that are laid out, units the cursor stops at.

Side by side, a block is a row and its only unit. An article alone is read as running text: a block
is a paragraph, and its sentences are the units. Lines that the source repeats are blocks of their
own, so that they can be folded.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from cityreader.models import Bead, Span, Spread
from cityreader.models.pair import SIDES, Side
from cityreader.text.words import words
from cityreader.ui.reading.clutter import clutter_rows

DOUBTFUL, CHECKED, HOLE, MACHINE = "?", "✓", "—", "m"
"""Signs beside the number of a row: it wants a look, a person called it right, one side is empty,
a translation command made one side."""


class Unit(NamedTuple):
    """Where the cursor can stop: a row of a pair, or a sentence of an article alone."""

    block: int
    left: Span | None
    right: Span | None

    def on(self, side: Side) -> Span | None:
        """Its text on a side."""
        return self.left if side == "left" else self.right


class Block(NamedTuple):
    """What is laid out together: its text on each side, its units and its paragraph.

    ``units`` is a half-open range of unit numbers; ``number`` is shown in the gutter, 0 is not,
    with ``sign`` beside it, which may be empty. ``clutter`` says that nothing stands in it
    but lines that the source repeats.
    """

    left: Span | None
    right: Span | None
    units: range
    number: int
    paragraph: int
    sign: str
    clutter: bool = False

    def on(self, side: Side) -> Span | None:
        """Its text on a side."""
        return self.left if side == "left" else self.right


class Page:
    """The blocks and units of a spread.

    ``clutter`` are the lines of the left and the right body that their sources repeat, in order.
    ``hidden`` are the units that are folded now: they have no words to step onto. ``share`` is the
    left text's share of the width, once it was measured.
    """

    def __init__(
        self, spread: Spread, clutter: tuple[Sequence[Span], Sequence[Span]] = ((), ())
    ) -> None:
        self.spread = spread
        self.alone = spread.right is None
        self.hidden: frozenset[int] = frozenset()
        self.share: float | None = None
        self.lexicon: frozenset[str] = frozenset()
        rows = clutter_rows(spread, *clutter)
        in_blocks = _in_paragraphs if self.alone else _in_rows
        self.blocks, self.units = in_blocks(spread, rows)
        self._unit_starts: dict[Side, tuple[list[int], list[int]]] = {
            side: self._starts(side) for side in SIDES
        }
        self._words = lru_cache(maxsize=256)(self._words_of)

    def body(self, side: Side) -> str:
        """The body on a side; empty on the right of an article alone."""
        return self.spread.body(side)

    def article_id(self, side: Side) -> int:
        """The id of the article on a side; of one alone, its own."""
        return (self.spread.article(side) or self.spread.left).id

    def side_of(self, article_uuid: str) -> Side | None:
        """The side an article is on."""
        if article_uuid == self.spread.left.uuid:
            return "left"
        if self.spread.right is not None and article_uuid == self.spread.right.uuid:
            return "right"
        return None

    def unit_at(self, side: Side, offset: int) -> int:
        """The unit in which a code point of a body stands, or the last one that begins before."""
        starts, numbers = self._unit_starts[side]
        found = bisect_right(starts, offset) - 1
        return numbers[max(0, found)] if numbers else 0

    def words(self, unit: int, side: Side) -> list[Span]:
        """The words of a unit on a side, as spans of the body; none of a hidden one."""
        return [] if unit in self.hidden else self._words(unit, side)

    def pickable_words(self, unit: int, side: Side) -> list[Span]:
        """The words of a unit as labels stand over them: where two cross, the borders of both."""
        return [] if unit in self.hidden else self._words_of(unit, side, crossing=True)

    def learn(self, lexicon: frozenset[str]) -> None:
        """Take these Chinese words for words from now on, as they are written in the bodies."""
        self.lexicon = lexicon
        self._words.cache_clear()

    def words_after(self, side: Side, unit: int, offset: int) -> Iterator[Span]:
        """Words that begin at ``offset`` or later, from this unit on."""
        for number in range(unit, len(self.units)):
            for word in self.words(number, side):
                if word.start >= offset:
                    yield word

    def words_before(self, side: Side, unit: int, offset: int) -> Iterator[Span]:
        """Words that end at ``offset`` or earlier, backwards from this unit."""
        for number in range(unit, -1, -1):
            for word in reversed(self.words(number, side)):
                if word.end <= offset:
                    yield word

    def paragraph_span(self, unit: int, side: Side) -> Span | None:
        """All text of the paragraph that a unit stands in."""
        paragraph = self.blocks[self.units[unit].block].paragraph
        spans = [
            span
            for block in self.blocks
            if block.paragraph == paragraph and (span := block.on(side)) is not None
        ]
        return Span(spans[0].start, spans[-1].end) if spans else None

    def _words_of(self, unit: int, side: Side, *, crossing: bool = False) -> list[Span]:
        span = self.units[unit].on(side)
        if span is None:
            return []
        text = self.body(side)[span.start : span.end]
        return [
            Span(word.start + span.start, word.end + span.start)
            for word in words(text, self.lexicon, crossing=crossing)
        ]

    def _starts(self, side: Side) -> tuple[list[int], list[int]]:
        found = [
            (span.start, number)
            for number, unit in enumerate(self.units)
            if (span := unit.on(side)) is not None
        ]
        return [start for start, _ in found], [number for _, number in found]


def _in_rows(spread: Spread, clutter: frozenset[int]) -> tuple[list[Block], list[Unit]]:
    blocks = [
        Block(
            bead.left,
            bead.right,
            range(number, number + 1),
            number + 1,
            paragraph,
            _sign(bead),
            number in clutter,
        )
        for number, (bead, paragraph) in enumerate(
            zip(spread.beads, spread.paragraphs, strict=True)
        )
    ]
    return blocks, [Unit(number, block.left, block.right) for number, block in enumerate(blocks)]


def _sign(bead: Bead) -> str:
    if bead.doubtful:
        return DOUBTFUL
    if bead.checked:
        return CHECKED
    if bead.origin == "machine":
        return MACHINE
    return HOLE if bead.one_sided else ""


def _in_paragraphs(spread: Spread, clutter: frozenset[int]) -> tuple[list[Block], list[Unit]]:
    blocks: list[Block] = []
    units: list[Unit] = []
    sentences = [
        (bead.left, paragraph, row in clutter)
        for row, (bead, paragraph) in enumerate(zip(spread.beads, spread.paragraphs, strict=True))
        if bead.left is not None
    ]
    with_text = {paragraph for _, paragraph, folds in sentences if not folds}
    ordinals: dict[int, int] = {}
    numbered: set[int] = set()
    for (paragraph, folds), members in groupby(sentences, key=lambda sentence: sentence[1:]):
        spans = [span for span, _, _ in members]
        first = len(units)
        units += [Unit(len(blocks), span, None) for span in spans]
        whole = Span(spans[0].start, spans[-1].end)
        number = ordinals.setdefault(paragraph, len(ordinals) + 1)
        if paragraph in numbered or (folds and paragraph in with_text):
            # A paragraph that folding parts has its number at its first text.
            number = 0
        else:
            numbered.add(paragraph)
        blocks.append(Block(whole, None, range(first, len(units)), number, paragraph, "", folds))
    return blocks, units
