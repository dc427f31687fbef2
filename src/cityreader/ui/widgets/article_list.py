"""The list of articles: one line each, a million as quick as ten."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from cityreader.ui import theme
from cityreader.ui.listing.columns import columns_for
from cityreader.ui.listing.line import Look
from cityreader.ui.listing.painted_lines import PaintedLines
from cityreader.ui.listing.row_plan import EvenRows, RowPlan
from cityreader.ui.listing.text_hits import (
    NO_HITS,
    RowsWithTexts,
    TextHits,
    paint_rule,
    paint_snippet,
)
from cityreader.ui.widgets.fetched_lines import FetchedLines

if TYPE_CHECKING:
    from cityreader.models import ListedArticle


class ArticleList(FetchedLines["ListedArticle"]):
    """Shows articles and moves a cursor over them; what keys mean is the screen's.

    The cursor belongs to an article, not to a number, so that it stays where it is when the
    listing changes around it.
    """

    @dataclass
    class SelectionChanged(Message):
        """Lines were selected or taken out of the selection."""

        count: int

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.selected: dict[int, None] = {}
        self.in_text = NO_HITS
        self._plan: RowPlan = EvenRows(0)
        self._painted = PaintedLines(self.pages, look)

    @property
    def plan(self) -> RowPlan:
        """One line each, but two for those whose text was found, below a rule."""
        return self._plan

    @property
    def look(self) -> Look:
        """What lines are painted with."""
        return self._painted.look

    @look.setter
    def look(self, look: Look) -> None:
        self._painted.look = look
        self.refresh()

    @property
    def chosen_ids(self) -> list[int]:
        """What a command acts on: the selection, else the article under the cursor."""
        if self.selected:
            return list(self.selected)
        return [] if self.current_id is None else [self.current_id]

    def show(
        self, ids: Sequence[int], *, at: int | None = None, in_text: TextHits = NO_HITS
    ) -> None:
        """List these articles with the cursor on article ``at``, if it is among them.

        Else the cursor stays with its article, and the article where it is on the screen; or as
        near to its place as the new listing allows. The last ones are those of ``in_text``, if
        there are any.
        """
        before, place, top = self.current_id, self.plan.first(self.cursor), self.scroll_offset.y
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self.in_text = in_text
        count = len(self.ids)
        self._plan = RowsWithTexts(count, in_text) if in_text.rows else EvenRows(count)
        nearest, wanted = max(0, min(self.cursor, count - 1)), self._place_of(at, -1)
        self.cursor = wanted if wanted >= 0 else self._place_of(before, nearest)
        self.measure()
        row = self.plan.first(self.cursor)
        if self.current_id == before and row != place:
            self.scroll_to(y=max(0, top + row - place), animate=False)
        self.keep_cursor_in_view()
        self.want_lines()
        self.refresh()
        if self.current_id != before:
            self.post_message(self.CursorMoved())

    def forget(self) -> None:
        """Another library: nothing that is here belongs to it."""
        self.pages.forget()
        self.selected.clear()
        self.cursor = 0
        self.show(())

    def put_lines(self, asked: Iterable[int], lines: Sequence[ListedArticle]) -> set[int]:
        """Take in lines and paint those that are new; returns their ids."""
        changed = super().put_lines(asked, lines)
        for article_id in changed:
            self._painted.forget(article_id)
        return changed

    def take_out(self, article_ids: Iterable[int]) -> None:
        """Take articles out of the listing; every other line stays where it is."""
        first, snippets = self.in_text.first, dict(self.in_text.snippets)
        for key in article_ids:
            self.selected.pop(key, None)
            snippets.pop(key, None)
            if key in self.ids:
                position = self.ids.index(key)
                del self.ids[position]
                self.cursor -= position < self.cursor
                first -= position < first
        left = TextHits(first, snippets, self.in_text.rule) if snippets else NO_HITS
        self.show(self.ids, at=self.current_id, in_text=left)
        self.post_message(self.CursorMoved())

    def move_to_article(self, article_id: int) -> bool:
        """Put the cursor on an article; returns whether it is listed."""
        place = self._place_of(article_id, -1)
        if place >= 0:
            self.move_to(place)
        return place >= 0

    def toggle_selected(self) -> None:
        """Select the line under the cursor, or take it out of the selection."""
        key = self.current_id
        if key is None:
            return
        if key in self.selected:
            del self.selected[key]
        else:
            self.selected[key] = None
        self.refresh_thing(self.cursor)
        self.post_message(self.SelectionChanged(len(self.selected)))

    def clear_selection(self) -> None:
        """Select nothing."""
        self.selected.clear()
        self.refresh()
        self.post_message(self.SelectionChanged(0))

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen."""
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        position = self._plan.at(row)
        if position is None:
            return paint_rule(self.in_text.rule, columns_for(width), self.look)
        if position >= len(self.ids):
            return Strip.blank(width, theme.style(None, self.look.palette.ground))
        article_id = self.ids[position]
        current, selected = position == self.cursor, article_id in self.selected
        if self.in_text.is_text(row) and self.in_text.rows:
            snippet = self.in_text.snippets[article_id]
            return paint_snippet(snippet, columns_for(width), self.look, current=current)
        return self._painted.line(article_id, width, current=current, selected=selected)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen, painted and filtered here: there is no border, padding or tint for
        Textual to add to each, which takes half as long as to paint them."""
        _, ground = self.background_colors
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, ground) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def _place_of(self, article_id: int | None, otherwise: int) -> int:
        """Where an article is listed; mostly it is where the cursor is."""
        if article_id is None:
            return otherwise
        if self.current_id == article_id:
            return self.cursor
        try:
            return self.ids.index(article_id)
        except ValueError:
            return otherwise
