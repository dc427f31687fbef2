"""Painting a line of a page as a strip of styled cells."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cityreader.models import Span
from cityreader.models.pair import Side
from cityreader.text.cells import fit
from cityreader.ui import theme
from cityreader.ui.reading.folding import fold_text
from cityreader.ui.reading.geometry import GUTTER, MIDDLE
from cityreader.ui.reading.layout import Layout
from cityreader.ui.reading.marks import Mark, Marks, Stop, SuggestedMark
from cityreader.ui.reading.page import CHECKED, DOUBTFUL, Page
from cityreader.ui.theme import Palette

HOLE = "— no counterpart —"
SHORT_HOLE = "—"
HIDDEN = "···"
"""Stands for text that is there and shown only at the cursor."""

BARS = {"read": "▎", "select": "▌", "align": "║", "write": "█", "roles": "▐"}
"""The bar at the cursor in each mode."""

LETTERS = 4
"""Cells for letters in the gutter: one a mark, two a suggestion."""

SUGGESTED = 0.14
"""Share of a tag's colour in the ground under words that only suggest it."""


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the cursor is: a unit, the side that has it, a word on it, a selection.

    While ``aligning``, rows are corrected, and ``cut`` is a word of the other side of the row;
    while ``writing``, a translation is typed into one side; with ``roles``, letters set roles.
    """

    unit: int = 0
    side: Side = "left"
    word: Span | None = None
    selected: Span | None = None
    selecting: bool = False
    aligning: bool = False
    cut: Span | None = None
    writing: bool = False
    roles: bool = False

    @property
    def mode(self) -> str:
        """What keys mean here: ``read``, ``select``, ``align``, ``write`` or ``roles``."""
        if self.writing or self.roles:
            return "write" if self.writing else "roles"
        return "select" if self.selecting else "align" if self.aligning else "read"


class Painter:
    """Paints the lines of one layout in one palette."""

    def __init__(
        self, layout: Layout, palette: Palette, *, dim: bool, reveal: bool, fold_key: str = ""
    ) -> None:
        """``fold_key`` is the key that shows what is folded, as people write it."""
        self.layout = layout
        self._fold_key = fold_key
        self.page: Page = layout.page
        self.palette = palette
        self._dim = dim
        self._reveal = reveal
        self.blank = theme.style(palette.ink, palette.ground)

    def strip(
        self,
        block: int,
        line: int,
        focus: Focus,
        marks: Marks | None,
        hits: Sequence[tuple[Side, Span]],
    ) -> Strip:
        """Paint a line of a block; ``line`` may lie in the gap under it."""
        here = self.page.units[focus.unit].block == block
        height = self.layout.block_height(block)
        geometry = self.layout.geometry
        ground = self.palette.current if here and not self.page.alone else self.palette.ground
        if line >= height:
            ground = self.palette.ground
        under = theme.style(self.palette.ink, ground)
        segments = [Segment(" " * geometry.pad, self.blank)] if geometry.pad else []
        folded = self.layout.runs.get(block)
        if folded is not None and line < height:
            segments += self._fold(folded, here, focus)
            return Strip(segments).adjust_cell_length(geometry.width, self.blank).simplify()
        segments += self._gutter(block, line, here, focus, marks, ground)
        if line < height:
            for side in geometry.sides:
                first = self.layout.first_line(block, side)
                if geometry.stacked and len(geometry.sides) == 2:
                    if not first <= line < first + self.layout.lines(block, side):
                        continue
                elif side == "right" and len(geometry.sides) == 2:
                    segments += self._rule(here, focus, ground)
                segments += self._cell(block, side, line - first, here, focus, marks, hits, ground)
        width = sum(cell_len(segment.text) for segment in segments)
        painted = geometry.pad + GUTTER + geometry.left
        if not geometry.stacked:
            painted += MIDDLE + geometry.right
        segments.append(Segment(" " * max(0, painted + 1 - width), under))
        return Strip(segments).adjust_cell_length(geometry.width, self.blank).simplify()

    def _fold(self, run: range, here: bool, focus: Focus) -> list[Segment]:
        """The one line that stands for a run of folded blocks, across both columns."""
        palette, geometry = self.palette, self.layout.geometry
        ground = palette.current if here else palette.ground
        width = geometry.left
        if not geometry.stacked:
            width += MIDDLE + geometry.right
        text = fold_text(self.page, run, self._fold_key, here=here)
        ink = palette.dim if here else palette.faint
        return [
            self._bar(focus, ground) if here else Segment(" ", self._under(ground)),
            Segment(" " * (GUTTER - 1), self._under(ground)),
            Segment(fit(text, width, cell_len), theme.style(ink, ground)),
            Segment(" ", self._under(ground)),
        ]

    def _gutter(
        self,
        block: int,
        line: int,
        here: bool,
        focus: Focus,
        marks: Marks | None,
        ground: str,
    ) -> list[Segment]:
        palette = self.palette
        inside = here and line < self.layout.block_height(block)
        if inside and self.page.alone:
            shown = self.layout.line(block, "left", line)
            unit = self.page.units[focus.unit].left
            inside = bool(shown and unit and shown.overlaps(unit))
        segments = [self._bar(focus, ground) if inside else Segment(" ", self._under(ground))]
        letters = self._letters(block, line, marks)
        if line == 0:
            info = self.page.blocks[block]
            ink = palette.warning if info.sign == DOUBTFUL else palette.faint
            ink = palette.accent if here and info.sign != DOUBTFUL else ink
            style = theme.style(ink, ground, "bold" * here)
            segments.append(Segment(f"{info.number or '':>4}", style))
            sign = palette.success if info.sign == CHECKED else ink
            segments.append(Segment(f"{info.sign:<2}", theme.style(sign, ground, "bold" * here)))
            return segments
        kept = fitting(letters)
        more = "+" * (len(kept) < len(letters))
        cells = sum(len(mark.letter) for mark in kept) + len(more)
        segments.append(Segment(" " * (LETTERS - cells), self._under(ground)))
        for mark in kept:
            ink = theme.letter_color(mark.color, ground)
            weight = "bold" if isinstance(mark, Mark) else ""
            segments.append(Segment(mark.letter, theme.style(ink, ground, weight)))
        segments.append(Segment(more, theme.style(palette.faint, ground)))
        segments.append(Segment("  ", self._under(ground)))
        return segments

    def _bar(self, focus: Focus, ground: str) -> Segment:
        """The bar at the cursor, in the shape and colour of the mode."""
        palette = self.palette
        colors = {"select": palette.warning, "align": palette.success, "write": palette.error}
        colors["roles"] = theme.mix(palette.error, palette.accent, 0.5)
        return Segment(
            BARS[focus.mode], theme.style(colors.get(focus.mode, palette.accent), ground)
        )

    def _letters(self, block: int, line: int, marks: Marks | None) -> list[Stop]:
        """The marks whose letters stand on this line: under the number, or by their sentence."""
        if marks is None or line == 0:
            return []
        letters = marks.letters(block)
        if not self.page.alone:
            return letters if line == 1 else []
        last = max(1, self.layout.block_height(block) - 1)
        top = self.layout.tops[block]
        return [
            mark
            for mark in letters
            if min(last, max(1, self.layout.y_of(mark.side, mark.span.start) - top)) == line
        ]

    def _rule(self, here: bool, focus: Focus, ground: str) -> list[Segment]:
        palette = self.palette
        right = here and focus.side == "right"
        style = theme.style(palette.accent if here else palette.rule, ground, "bold" * right)
        under = self._under(ground)
        return [Segment(" ", under), Segment("┃" if right else "│", style), Segment(" ", under)]

    def _cell(
        self,
        block: int,
        side: Side,
        line: int,
        here: bool,
        focus: Focus,
        marks: Marks | None,
        hits: Sequence[tuple[Side, Span]],
        ground: str,
    ) -> list[Segment]:
        width = self.layout.geometry.column(side)
        whole = self.page.blocks[block].on(side)
        hidden = self._reveal and side == "right" and not here
        if whole is None or hidden:
            hole = HOLE if width >= len(HOLE) else SHORT_HOLE
            text = (HIDDEN if hidden and whole is not None else hole) if line == 0 else ""
            style = theme.style(self.palette.faint, ground, "italic")
            return [Segment(text + " " * (width - cell_len(text)), style)]
        span = self.layout.line(block, side, line)
        if span is None:
            return [Segment(" " * width, self._under(ground))]
        text = self.layout.text(block, side)[span.start - whole.start : span.end - whole.start]
        text = text.rstrip(" ")
        span = Span(span.start, span.start + len(text))
        mine = [
            mark
            for mark in (marks.of_block(block, side) if marks else ())
            if mark.span.overlaps(span)
        ]
        hollow = [
            one
            for one in (marks.suggested(block, side) if marks else ())
            if one.span.overlaps(span)
        ]
        found = [hit for hit_side, hit in hits if hit_side == side and hit.overlaps(span)]
        quiet = self.page.blocks[block].clutter
        cuts = {span.start, span.end}
        marked = [*(mark.span for mark in mine), *(one.span for one in hollow)]
        for other in (*marked, *found, *self._borders(side, here, focus)):
            cuts.update(edge for edge in other if span.start < edge < span.end)
        edges = sorted(cuts)
        segments = [
            Segment(
                text[a - span.start : b - span.start],
                self._style(Span(a, b), side, here, focus, mine, hollow, found, ground, quiet),
            )
            for a, b in itertools.pairwise(edges)
        ]
        segments.append(Segment(" " * max(0, width - cell_len(text)), self._under(ground)))
        return segments

    def _borders(self, side: Side, here: bool, focus: Focus) -> list[Span]:
        borders = []
        if focus.side == side and focus.selected is not None:
            borders.append(focus.selected)
        if here and focus.side == side and focus.word is not None:
            borders.append(focus.word)
        if here and focus.side != side and focus.cut is not None:
            borders.append(focus.cut)
        if here and self.page.alone and (unit := self.page.units[focus.unit].left) is not None:
            borders.append(unit)
        return borders

    def _style(
        self,
        piece: Span,
        side: Side,
        here: bool,
        focus: Focus,
        marks: Sequence[Mark],
        suggested: Sequence[SuggestedMark],
        hits: Sequence[Span],
        ground: str,
        quiet: bool,
    ) -> Style:
        palette = self.palette
        current = here
        if here and self.page.alone:
            unit = self.page.units[focus.unit].left
            current = unit is not None and unit.contains(piece)
            ground = palette.current if current else palette.ground
        ink = palette.ink if current or not self._dim else palette.dim
        if quiet and not current:
            ink = palette.faint
        if current and side != focus.side and not self.page.alone:
            ink = theme.mix(palette.dim, palette.ink, 0.55)
        attributes = ""
        strong = [mark for mark in marks if mark.strong and mark.span.contains(piece)]
        weak = [mark for mark in marks if not mark.strong and mark.span.contains(piece)]
        if strong:
            color = strong[0].color
            for mark in strong[1:]:
                color = theme.mix(color, mark.color, 0.5)
            ground = theme.tint(palette, ground, color)
            ink = palette.ink if current else theme.mix(ink, palette.ink, 0.5)
        hollow = [one for one in suggested if one.span.contains(piece)]
        if hollow and not strong:
            ground = theme.mix(ground, hollow[0].color, SUGGESTED)
        if weak or hollow or len(strong) > 1:
            attributes = "underline"
        if any(hit.contains(piece) for hit in hits):
            ground, ink = palette.found, palette.ink
        word = focus.word if focus.side == side else focus.cut
        if current and word is not None and word.contains(piece):
            ground, attributes = theme.mix(ground, palette.accent, 0.28), f"{attributes} bold"
        if focus.side == side and focus.selected is not None and focus.selected.contains(piece):
            ground, ink, attributes = palette.select, palette.ink, f"{attributes} bold"
        return theme.style(ink, ground, attributes.strip())

    def _under(self, ground: str) -> Style:
        return theme.style(self.palette.ink, ground)


def fitting(letters: Sequence[Stop]) -> Sequence[Stop]:
    """The first letters that fit into the gutter, with a cell left for a sign where not all do."""
    if sum(len(mark.letter) for mark in letters) <= LETTERS:
        return letters
    ends = itertools.accumulate(len(mark.letter) for mark in letters)
    return letters[: sum(end < LETTERS for end in ends)]
