"""The lines of articles as they were painted, so that a cursor that moves paints two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from cityreader.ui.listing.columns import columns_for
from cityreader.ui.listing.line import Look, paint_line
from cityreader.ui.listing.line_painter import paint_waiting

if TYPE_CHECKING:
    from cityreader.models import ListedArticle
    from cityreader.ui.listing.pages import Pages

KEPT = 4_000
"""Painted lines kept at most."""


class PaintedLines:
    """Paints the lines of ``pages`` with a look, each once for as long as nothing changes."""

    def __init__(self, pages: Pages[ListedArticle], look: Look) -> None:
        self._pages = pages
        self._look = look
        self._strips: dict[tuple[int, bool, bool], Strip] = {}

    @property
    def look(self) -> Look:
        """What lines are painted with."""
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        self._look = look
        self._strips.clear()

    def line(self, article_id: int, width: int, *, current: bool, selected: bool) -> Strip:
        """The line of an article, ``width`` cells wide, in one of its four states."""
        strip = self._strips.get((article_id, current, selected))
        if strip is None or strip.cell_length != width:
            strip = self._paint(article_id, width, current, selected)
            if len(self._strips) > KEPT:
                self._strips.clear()
            self._strips[article_id, current, selected] = strip
        return strip

    def forget(self, article_id: int) -> None:
        """Paint the line of an article anew when it is next in view."""
        for current in (False, True):
            for selected in (False, True):
                self._strips.pop((article_id, current, selected), None)

    def _paint(self, article_id: int, width: int, current: bool, selected: bool) -> Strip:
        columns = columns_for(width)
        article = self._pages.get(article_id)
        if article is None:
            gone = self._pages.is_gone(article_id)
            return paint_waiting(
                width, self._look.palette, at=columns.titles_at, current=current, gone=gone
            )
        return paint_line(article, columns, self._look, current=current, selected=selected)
