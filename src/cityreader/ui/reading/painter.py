"""Painting a line of a page as a strip of styled cells."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cityreader.models import Span
from cityreader.models.pair import Side
from cityreader.ui import theme
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.folding import fold_text
from cityreader.ui.reading.geometry import GUTTER, MIDDLE
from cityreader.ui.reading.gutter import Gutter
from cityreader.ui.reading.layout import Layout
from cityreader.ui.reading.marks import Mark, Marks, SuggestedMark
from cityreader.ui.reading.page import Page
from cityreader.ui.reading.scene import Scene
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette

HOLE = "— no counterpart —"
SHORT_HOLE = "—"
HIDDEN = "···"
"""Stands for text that is there and shown only at the cursor."""

SUGGESTED = 0.14
"""Share of a tag's colour in the ground under words that only suggest it."""


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
        self._gutter = Gutter(layout, palette)

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
        scene = Scene(block, line, here, ground, focus, marks, hits)
        segments = [Segment(" " * geometry.pad, self.blank)] if geometry.pad else []
        folded = self.layout.runs.get(block)
        if folded is not None and line < height:
            segments += self._fold(scene, folded)
            return Strip(segments).adjust_cell_length(geometry.width, self.blank).simplify()
        segments += self._gutter.segments(scene)
        if line < height:
            for side in geometry.sides:
                first = self.layout.first_line(block, side)
                if geometry.stacked and len(geometry.sides) == 2:
                    if not first <= line < first + self.layout.lines(block, side):
                        continue
                elif side == "right" and len(geometry.sides) == 2:
                    segments += self._rule(scene)
                segments += self._cell(scene, side, line - first)
        width = sum(cell_len(segment.text) for segment in segments)
        painted = geometry.pad + GUTTER + geometry.left
        if not geometry.stacked:
            painted += MIDDLE + geometry.right
        segments.append(Segment(" " * max(0, painted + 1 - width), self._under(ground)))
        return Strip(segments).adjust_cell_length(geometry.width, self.blank).simplify()

    def _fold(self, scene: Scene, run: range) -> list[Segment]:
        """The one line that stands for a run of folded blocks, across both columns."""
        palette, geometry = self.palette, self.layout.geometry
        scene = replace(scene, ground=palette.current if scene.here else palette.ground)
        under = self._under(scene.ground)
        width = geometry.left
        if not geometry.stacked:
            width += MIDDLE + geometry.right
        text = fold_text(self.page, run, self._fold_key, here=scene.here)
        ink = palette.dim if scene.here else palette.faint
        return [
            self._gutter.bar(scene) if scene.here else Segment(" ", under),
            Segment(" " * (GUTTER - 1), under),
            Segment(fitted(text, width), theme.style(ink, scene.ground)),
            Segment(" ", under),
        ]

    def _rule(self, scene: Scene) -> list[Segment]:
        ink = self.palette.accent if scene.here else self.palette.rule
        right = scene.here and scene.focus.side == "right"
        style = theme.style(ink, scene.ground, "bold" * right)
        under = self._under(scene.ground)
        return [Segment(" ", under), Segment("┃" if right else "│", style), Segment(" ", under)]

    def _cell(self, scene: Scene, side: Side, line: int) -> list[Segment]:
        """A line of one column; ``line`` counts from the first of the block on this side."""
        block, marks, ground = scene.block, scene.marks, scene.ground
        width = self.layout.geometry.column(side)
        whole = self.page.blocks[block].on(side)
        hidden = self._reveal and side == "right" and not scene.here
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
        found = [hit for hit_side, hit in scene.hits if hit_side == side and hit.overlaps(span)]
        quiet = self.page.blocks[block].clutter
        cuts = {span.start, span.end}
        marked = [*(mark.span for mark in mine), *(one.span for one in hollow)]
        for other in (*marked, *found, *self._borders(scene, side)):
            cuts.update(edge for edge in other if span.start < edge < span.end)
        edges = sorted(cuts)
        segments = [
            Segment(
                text[a - span.start : b - span.start],
                self._style(scene, Span(a, b), side, mine, hollow, found, quiet=quiet),
            )
            for a, b in itertools.pairwise(edges)
        ]
        segments.append(Segment(" " * max(0, width - cell_len(text)), self._under(ground)))
        return segments

    def _borders(self, scene: Scene, side: Side) -> list[Span]:
        """What of the cursor begins and ends within a column."""
        focus, here = scene.focus, scene.here
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
        scene: Scene,
        piece: Span,
        side: Side,
        marks: Sequence[Mark],
        suggested: Sequence[SuggestedMark],
        hits: Sequence[Span],
        *,
        quiet: bool,
    ) -> Style:
        """How a piece of text looks over which everything lies whole or not at all."""
        palette, focus, ground = self.palette, scene.focus, scene.ground
        current = scene.here
        if scene.here and self.page.alone:
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
