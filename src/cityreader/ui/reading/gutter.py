"""What stands before the columns of a page: the bar of the cursor, numbers, signs, letters."""

import itertools
from collections.abc import Sequence

from rich.segment import Segment

from cityreader.ui import theme
from cityreader.ui.reading.layout import Layout
from cityreader.ui.reading.marks import Mark, Stop
from cityreader.ui.reading.page import CHECKED, DOUBTFUL, Page
from cityreader.ui.reading.scene import Scene
from cityreader.ui.theme import Palette

BARS = {"read": "▎", "select": "▌", "align": "║", "write": "█", "roles": "▐"}
"""The bar at the cursor in each mode."""

LETTERS = 4
"""Cells for letters in the gutter: one a mark, two a suggestion."""


class Gutter:
    """Paints the cells before the columns of one layout."""

    def __init__(self, layout: Layout, palette: Palette) -> None:
        self._layout = layout
        self._page: Page = layout.page
        self._palette = palette

    def segments(self, scene: Scene) -> list[Segment]:
        """The bar, then the number and the sign of the block, or letters of its marks."""
        ground = scene.ground
        under = theme.style(self._palette.ink, ground)
        segments = [self.bar(scene) if self._is_inside(scene) else Segment(" ", under)]
        if scene.line == 0:
            return [*segments, *self._number(scene)]
        letters = self._letters(scene)
        kept = fitting(letters)
        more = "+" * (len(kept) < len(letters))
        cells = sum(len(mark.letter) for mark in kept) + len(more)
        segments.append(Segment(" " * (LETTERS - cells), under))
        for mark in kept:
            ink = theme.letter_color(mark.color, ground)
            weight = "bold" if isinstance(mark, Mark) else ""
            segments.append(Segment(mark.letter, theme.style(ink, ground, weight)))
        segments.append(Segment(more, theme.style(self._palette.faint, ground)))
        segments.append(Segment("  ", under))
        return segments

    def bar(self, scene: Scene) -> Segment:
        """The bar at the cursor, in the shape and colour of the mode."""
        palette, mode = self._palette, scene.focus.mode
        colors = {"select": palette.warning, "align": palette.success, "write": palette.error}
        colors["roles"] = theme.mix(palette.error, palette.accent, 0.5)
        return Segment(BARS[mode], theme.style(colors.get(mode, palette.accent), scene.ground))

    def _is_inside(self, scene: Scene) -> bool:
        """Whether the cursor is on this line; of an article alone it is on a sentence."""
        if not scene.here or scene.line >= self._layout.block_height(scene.block):
            return False
        if not self._page.alone:
            return True
        shown = self._layout.line(scene.block, "left", scene.line)
        unit = self._page.units[scene.focus.unit].left
        return bool(shown and unit and shown.overlaps(unit))

    def _number(self, scene: Scene) -> list[Segment]:
        """The number of a block, and the sign that says how it was aligned."""
        palette, block, weight = self._palette, self._page.blocks[scene.block], "bold" * scene.here
        ink = palette.warning if block.sign == DOUBTFUL else palette.faint
        ink = palette.accent if scene.here and block.sign != DOUBTFUL else ink
        sign = palette.success if block.sign == CHECKED else ink
        return [
            Segment(f"{block.number or '':>4}", theme.style(ink, scene.ground, weight)),
            Segment(f"{block.sign:<2}", theme.style(sign, scene.ground, weight)),
        ]

    def _letters(self, scene: Scene) -> list[Stop]:
        """The marks whose letters stand on this line: under the number, or by their sentence."""
        if scene.marks is None:
            return []
        letters = scene.marks.letters(scene.block)
        if not self._page.alone:
            return letters if scene.line == 1 else []
        last = max(1, self._layout.block_height(scene.block) - 1)
        top = self._layout.tops[scene.block]
        return [
            mark
            for mark in letters
            if min(last, max(1, self._layout.y_of(mark.side, mark.span.start) - top)) == scene.line
        ]


def fitting(letters: Sequence[Stop]) -> Sequence[Stop]:
    """The first letters that fit into the gutter, with a cell left for a sign where not all do."""
    if sum(len(mark.letter) for mark in letters) <= LETTERS:
        return letters
    ends = itertools.accumulate(len(mark.letter) for mark in letters)
    return letters[: sum(end < LETTERS for end in ends)]
