"""WRITE: typing a translation into the empty column, row by row."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.geometry import Offset
from textual.timer import Timer

from cityreader.errors import CityReaderError
from cityreader.library.library import Library
from cityreader.models import Span
from cityreader.models.pair import other_side
from cityreader.ui.errands import is_open
from cityreader.ui.reading.focus import Focus
from cityreader.ui.reading.marks import Marks
from cityreader.ui.reading.page import Page
from cityreader.ui.reading.recalling import Recalling
from cityreader.ui.reading.sheet import (
    Sheet,
    read_sheet,
    row_of,
    source_text,
    stored_text,
    written_side,
)
from cityreader.ui.reading.typed_rows import TypedRows
from cityreader.ui.widgets.reader_view import ReaderView

if TYPE_CHECKING:
    from cityreader.library.writing import RowToWrite, Written

KEPT_AFTER = 0.4
"""Seconds without a key after which what is typed is kept outside the library."""


class Writing(Recalling):
    """The actions of WRITE.

    A row is written the moment it is left, by whatever key, and typing goes on meanwhile: what was
    typed into rows that are not on the disk yet is kept here until they are.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed = TypedRows()
        self._keeping: Timer | None = None

    @property
    def on_empty_cell(self) -> bool:
        """Whether the cursor stands where a translation of one's own has no text yet."""
        page, spread, cursor = self.page, self.spread, self.view.cursor
        if page is None or spread is None or cursor.mode != "read":
            return False
        empty = page.units[cursor.unit].on(cursor.side) is None
        return empty and written_side(spread) == cursor.side

    def action_write_here(self) -> None:
        """From the candidates to the empty column."""
        self.action_write()

    def action_write(self) -> None:
        """Begin to write, at the row under the cursor."""
        source, page = self.source_article(), self.page
        if source is None or page is None or self.view.cursor.writing:
            return
        unit = page.units[self.view.cursor.unit]
        own = written_side(page.spread)
        span = unit.left if own in (None, "right") else unit.right
        if source.id == page.article_id("right") and own is None:
            span = unit.right
        offset = span.start if span else 0
        self.ask(
            "open",
            lambda library: read_sheet(library, source.id),
            lambda sheet: self._begin(sheet, offset),
        )

    def action_write_row(self) -> None:
        """Write this row and go to the next; after the last one stop."""
        self._commit(accept=True)
        if not self._step(1):
            self.action_leave_write()

    def action_write_move(self, steps: int) -> None:
        """The line above or below, and from the first and the last one another row."""
        if not self.area.moves_inside(steps):
            self._commit()
            self._step(steps)

    def action_write_title(self) -> None:
        """Ask for the title of the translation."""
        spread, row = self.spread, self.row
        side = written_side(spread) if spread else None
        if spread is None or spread.right is None or row is None or side is None:
            return
        article = spread.right if side == "right" else spread.left
        if not article.id:
            self.say("Write a row first; then the translation can have a title.")
            return
        from cityreader.ui.dialogs.prompt import Prompt

        def entitled(title: str | None) -> None:
            if title and title.strip():
                self._change(lambda library: library.writing.entitle(article.id, title), row)

        hint = spread.left.title if side == "right" else spread.right.title
        # The title it was given at first is nothing to go on from.
        title = article.title if article.reasons.get("title") == "by hand" else ""
        self.app.push_screen(Prompt("Title of your translation", title, hint), entitled)

    def action_leave_write(self) -> None:
        """Write what was typed, and read on."""
        self._commit()
        row, self.row = self.row, None
        self.area.display = False
        self.drawer.clear()
        self.view.put_cursor(Focus(self.view.cursor.unit, self.view.cursor.side))
        self.set_focus(self.view)
        self.show_mode()
        if row is not None and not self._typed.are_waiting:
            self._left()
        self.ask("memory", lambda library: library.memory.forget(), lambda _: None)

    def place_area(self) -> None:
        """Put the area over the cell of its row, as high as its text."""
        layout, page, area = self.view.layout_now, self.page, self.area
        if self.row is None or layout is None or page is None:
            return
        side, unit = self.view.cursor.side, self.view.cursor.unit
        block = page.units[unit].block
        region = self.view.region
        area.styles.width = layout.geometry.column(side)
        top = layout.tops[block] + layout.first_line(block, side) - self.view.scroll_offset.y
        height = max(area.lines_needed, layout.lines(block, side))
        room = region.height - top
        if height > room and top > 0:
            self.view.scroll_relative(y=min(height - room, top), animate=False, immediate=True)
            top = max(0, top - (height - room))
        area.styles.height = max(1, min(height, region.height - max(0, top)))
        area.styles.offset = Offset(region.x + layout.geometry.start(side), region.y + max(0, top))

    def on_text_area_changed(self) -> None:
        """The area grows with its text, which is kept in case the program is ended."""
        if self.row is None:
            return
        self._typed.text = self.area.text
        self.call_after_refresh(self.place_area)
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(KEPT_AFTER, self.keep_typed)

    def keep_typed(self) -> None:
        """Keep what is typed outside the library."""
        if (kept := self._unwritten()) is not None:
            uuid, span, text = kept
            self.ask(
                "typed",
                lambda library: library.writing.unwritten.keep(uuid, span, text),
                lambda _: None,
            )

    def on_unmount(self) -> None:
        """The program ends: what is typed is kept at once."""
        library, kept = self.room.library, self._unwritten()
        if library is not None and kept is not None:
            library.writing.unwritten.keep(*kept)

    def _unwritten(self) -> tuple[str, Span, str] | None:
        """What is typed and was not written, with its article and its sentence."""
        source = self.source_article()
        if self.row is None or source is None or not self._typed.is_changed:
            return None
        return source.uuid, self.row.span, self._typed.text

    @on(ReaderView.CursorMoved)
    def _went_elsewhere(self, message: ReaderView.CursorMoved) -> None:
        """A click on another row writes this one and goes on there."""
        spread, unit = self.spread, message.focus.unit
        if self.row is None or spread is None or not message.focus.writing:
            return
        row = row_of(spread, unit)
        if unit == self.view.cursor.unit and row is not None and row.span != self.row.span:
            self._commit()
            self._begin_row(unit)

    def _begin(self, sheet: Sheet, offset: int) -> None:
        side = written_side(sheet.spread)
        if side is None or sheet.spread.right is None:
            self.say("This is a translation of your own; open its source to write beside it.")
            return
        self._typed.begin(sheet.source_id)
        if self.view.view in ("left", "right", "reveal"):
            self.view.view = "auto"
        typed = sheet.typed
        if typed is not None:
            offset = typed[0].start
        self._show(sheet, offset, writing=True)
        spread, unit = sheet.spread, self.view.cursor.unit
        if typed is None and stored_text(spread, unit):
            empty = (n for n in range(unit, len(spread.beads)) if not stored_text(spread, n))
            unit = next((n for n in empty if row_of(spread, n) is not None), unit)
            self.view.move_to(unit)
        self.place_offer()
        row = row_of(spread, unit)
        kept = typed[1] if typed is not None and row is not None and typed[0] == row.span else None
        self._begin_row(unit, kept)
        self.show_mode()
        self.say(
            "This was typed and not written before." if kept else "Rows are saved as you write them"
        )

    def _begin_row(self, unit: int, typed: str | None = None) -> None:
        spread = self.spread
        row = row_of(spread, unit) if spread is not None else None
        if spread is None or row is None:
            return
        self.row = row
        goes_on_from = self._typed.open(row.span, stored_text(spread, unit))
        self.area.display = True
        self.area.load(typed or goes_on_from)
        self.place_area()
        self.set_focus(self.area)
        self.call_after_refresh(self.place_area)
        self.look_up(source_text(spread, unit), row)

    def _step(self, steps: int) -> bool:
        """Go to the next or previous row with a source; returns whether there is one."""
        spread, unit = self.spread, self.view.cursor.unit + steps
        while spread is not None and 0 <= unit < len(spread.beads):
            if row_of(spread, unit) is not None:
                self.view.move_to(unit)
                self._begin_row(unit)
                return True
            unit += steps
        return False

    def _commit(self, *, accept: bool = False) -> None:
        """Write the row, if it was changed; ``accept`` also takes over what a machine made."""
        row, spread, text = self.row, self.spread, self.area.text
        if row is None or spread is None:
            return
        made = spread.beads[self.view.cursor.unit].origin is not None
        if self._typed.leave(row.span, text, accept=accept and made):
            self._change(lambda library: library.writing.write_row(row, text), row, text)

    def _change(
        self,
        change: "Callable[[Library], Written | None]",
        row: "RowToWrite",
        text: str = "",
        done: Callable[[], None] = lambda: None,
    ) -> None:
        source = self.source_article()

        def run(library: Library) -> Sheet:
            change(library)
            if source is not None:
                library.writing.unwritten.forget(source.uuid, row.span)
            return read_sheet(library, row.source_id, row.lang)

        def failed(_: CityReaderError) -> None:
            if is_open(self):
                self.say("This row is not written; what you typed is kept in it.")
            if source is not None and text:
                self.ask(
                    "typed",
                    lambda library: library.writing.unwritten.keep(source.uuid, row.span, text),
                    lambda _: None,
                )

        def written(sheet: Sheet) -> None:
            self._written(sheet, row, text)
            done()

        self.room.errands.change(run, written, failed, asker=self)

    def _written(self, sheet: Sheet, row: "RowToWrite", text: str) -> None:
        source = self.source_article()
        self._typed.written(row.span, text)
        if source is None or source.id != row.source_id:
            return
        writing = self.row is not None
        side = other_side(written_side(sheet.spread) or "right")
        here = self.page.units[self.view.cursor.unit].on(side) if self.page else None
        self._show(sheet, here.start if here else 0, writing=writing)
        if writing:
            self.call_after_refresh(self.place_area)
        elif not self._typed.are_waiting:
            self._left()

    def _left(self) -> None:
        """Show what was written as any pair, or the article alone where nothing was."""
        spread = self.spread
        if spread is None or spread.right is None:
            return
        if 0 in (spread.left.id, spread.right.id):
            self.open_article(self.article_id)
        else:
            self.remember_place()
            self.say("Saved as your translation · u takes the last row back")

    def _show(self, sheet: Sheet, offset: int, *, writing: bool) -> None:
        spread = self.spread = sheet.spread
        self.codebook = sheet.codebook
        page = self.page = Page(spread)
        side = written_side(spread) or "right"
        unit = page.unit_at(other_side(side), offset)
        self.view.show(
            page, Focus(unit, side, writing=writing), Marks(page, sheet.codebook, sheet.marks)
        )
        self.show_heading()
