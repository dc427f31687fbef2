"""The reader: a page that a cursor is moved over, by keys and by the mouse."""

from dataclasses import replace

from textual import events

from cityreader.models import Span
from cityreader.models.pair import Side
from cityreader.ui.keys import press_key
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.selection import Selection, word_at, word_dragged_to
from cityreader.ui.widgets.page_view import PageView


class ReaderView(PageView):
    """Moves over a page and selects on it; what keys mean is the screen's business."""

    def __init__(self) -> None:
        super().__init__()
        self._dragged_from: tuple[Side, Span] | None = None

    async def on_key(self, event: events.Key) -> None:
        """Run the command of a key at once; keys typed on into the menu go there."""
        await press_key(self, event)

    def move_to(self, unit: int, *, side: Side | None = None, word: Span | None = None) -> None:
        """Put the cursor on a unit, or on the line it is folded into; ends any selection.

        With a word it unfolds what the word is in.
        """
        self.selection = None
        if self.folding is not None:
            if word is not None and self.folding.open_at(unit):
                self.refold()
            unit = self.folding.stop(unit)
        cursor, here = self.cursor, side or self.cursor.side
        cut = cursor.cut if (unit, here) == (cursor.unit, cursor.side) else None
        plain = replace(cursor, unit=unit, side=here, selected=None, selecting=False)
        self.put_cursor(replace(plain, word=word, cut=cut))

    def select(self, selection: Selection | None, *, selecting: bool = True) -> None:
        """Show a selection, with the cursor on the unit where it ends; nothing of it is folded."""
        self.selection = selection
        if self.page is None or self.folding is None:
            return
        if selection is None:
            self.put_cursor(replace(self.cursor, selected=None, selecting=False))
            return
        if self.folding.open_span(selection.side, selection.span):
            self.refold()
        unit = self.page.unit_at(selection.side, max(selection.span.start, selection.span.end - 1))
        focus = Focus(unit, selection.side, None, selection.span, selecting)
        self.put_cursor(replace(focus, roles=self.cursor.roles))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to the word under the mouse, or unfolds what is folded there."""
        page, folding, layout = self.page, self.folding, self.layout_now
        if page is None or folding is None or layout is None or self.selection is not None:
            return
        clicked = layout.locate(event.y + self.scroll_offset.y)
        run = layout.runs.get(clicked[0]) if clicked is not None else None
        found = self._at(event.x, event.y)
        if run is not None:
            folding.open_at(page.blocks[run.start].units.start)
            self.refold()
            self.move_to(page.blocks[run.start].units.start)
        elif found is not None:
            side, offset = found
            self.move_to(page.unit_at(side, offset), side=side, word=word_at(page, side, offset))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Pressing the button may begin a selection."""
        found = self._at(event.x, event.y)
        self._dragged_from = None
        if found is not None and self.page is not None:
            if self.selection is not None:
                self.select(None)
            side, offset = found
            word = word_dragged_to(self.page, side, offset)
            self._dragged_from = (side, word) if word is not None else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging selects whole words on the side where it began."""
        if event.button:
            self._drag_to(event.x, event.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Letting go ends a drag there, however few moves the terminal told of; the selection
        stays."""
        self._drag_to(event.x, event.y)
        self._dragged_from = None

    def _drag_to(self, x: int, y: int) -> None:
        found = self._at(x, y)
        if self._dragged_from is None or self.page is None or found is None:
            return
        side, first = self._dragged_from
        last = word_dragged_to(self.page, side, found[1], first)
        if found[0] != side or last is None or (last == first and self.selection is None):
            return
        self.select(Selection(side, Span(min(first.start, last.start), max(first.end, last.end))))

    def _at(self, x: int, y: int) -> tuple[Side, int] | None:
        layout = self.layout_now
        return layout.offset_at(x, y + self.scroll_offset.y) if layout else None
