"""The reader's keys that move: rows, words and characters, the other side, the selection."""

from cityreader.models import Span
from cityreader.models.pair import other_side
from cityreader.ui.reading import selection as picking
from cityreader.ui.reading.desk import ReaderDesk
from cityreader.ui.reading.selection import Selection


class Moving(ReaderDesk):
    """The actions that move the cursor or change the selection."""

    def action_move_row(self, steps: int) -> None:
        """Next or previous row; while selecting, the end moves by rows."""
        if self.page is None:
            return
        chosen = self.view.selection
        if chosen is not None and self.view.cursor.selecting:
            self.view.select(picking.extend_rows(self.page, chosen, steps))
            return
        if self.view.folding is not None:
            self.view.move_to(self.view.folding.step(self.view.cursor.unit, steps))

    def action_move_paragraph(self, steps: int) -> None:
        """First row of the next paragraph, or of this one or the previous."""
        if self.page is None:
            return
        page, here, folding = self.page, self.view.cursor.unit, self.view.folding

        def paragraph(unit: int) -> int:
            return page.blocks[page.units[unit].block].paragraph

        unit = here
        if steps > 0:
            unit = here = folding.last(here) if folding else here
            while unit < len(page.units) - 1 and paragraph(unit) == paragraph(here):
                unit += 1
        else:
            unit = max(0, here - 1)
            while unit > 0 and paragraph(unit - 1) == paragraph(unit):
                unit -= 1
        self.view.move_to(unit)

    def action_move_top(self) -> None:
        """First row."""
        self.view.move_to(0)

    def action_move_bottom(self) -> None:
        """Last row."""
        if self.page is not None:
            self.view.move_to(len(self.page.units) - 1)

    def action_page(self, direction: int) -> None:
        """A page down or up, by a row at least; while selecting, the end moves by a row."""
        page, layout, folding = self.page, self.view.layout_now, self.view.folding
        if page is None or layout is None or folding is None:
            return
        if self.view.cursor.selecting:
            self.action_move_row(direction)
            return
        here = self.view.cursor.unit
        top = layout.tops[page.units[here].block] + direction * max(1, self.view.size.height - 2)
        found = layout.locate(min(max(top, layout.tops[0]), layout.height - 1))
        there = page.blocks[found[0] if found else -1].units.start
        least = folding.step(here, direction)
        self.view.move_to(max(least, there) if direction > 0 else min(least, there))

    def switch_side(self) -> None:
        """Go to the same row in the other language; a selection stays where it is, until esc."""
        cursor, chosen, kept = self.view.cursor, self.view.selection, self.view.kept
        there = other_side(cursor.side)
        self.view.move_to(cursor.unit, side=there)
        self.view.keep(chosen)
        if kept is not None and kept.side == there:
            self.view.select(kept, selecting=False)

    def action_move_word(self, steps: int) -> None:
        """Next or previous word; while selecting, the end moves."""
        if self.page is None:
            return
        chosen, cursor = self.view.selection, self.view.cursor
        if chosen is not None and cursor.selecting:
            self.view.select(picking.nudge_end(self.page, chosen, steps))
            return
        word = cursor.word or (chosen.span if chosen else None)
        if word is None:
            moved = picking.first_word(self.page, cursor.unit, cursor.side)
        else:
            moved = picking.next_word(self.page, cursor.side, word, steps)
        self._to_word(moved)

    def action_move_character(self, steps: int) -> None:
        """Next or previous character; while selecting, the end moves."""
        if self.page is None:
            return
        chosen, cursor = self.view.selection, self.view.cursor
        if chosen is not None and cursor.selecting:
            self.view.select(picking.nudge_character(self.page, chosen, steps))
            return
        word = cursor.word
        if word is None:
            first = picking.first_word(self.page, cursor.unit, cursor.side)
            moved = Span(first.start, first.start + 1) if first else None
        else:
            moved = picking.next_character(self.page, cursor.side, word, steps)
        self._to_word(moved)

    def action_select(self) -> None:
        """Begin selecting at the word under the cursor, or stop."""
        if self.page is None:
            return
        cursor, chosen = self.view.cursor, self.view.selection
        if cursor.selecting:
            self.view.select(None)
            return
        span = chosen.span if chosen else cursor.word
        span = span or picking.first_word(self.page, cursor.unit, cursor.side)
        if span is None:
            self._say_no_text()
            return
        self.view.select(Selection(cursor.side, span))

    def action_nudge_end(self, steps: int) -> None:
        """The end of the selection by words."""
        if self.page is not None and self.view.selection is not None:
            self.view.select(picking.nudge_end(self.page, self.view.selection, steps))

    def action_nudge_start(self, steps: int) -> None:
        """The start of the selection by words."""
        if self.page is not None and self.view.selection is not None:
            self.view.select(picking.nudge_start(self.page, self.view.selection, steps))

    def action_grow(self) -> None:
        """The selection up to the clause, the sentence, the paragraph."""
        if self.page is not None and self.view.selection is not None:
            self.view.select(picking.grow(self.page, self.view.selection))

    def action_shrink(self) -> None:
        """The selection back to what it was grown from."""
        if self.page is not None and self.view.selection is not None:
            self.view.select(picking.shrink(self.page, self.view.selection))

    def _to_word(self, word: Span | None) -> None:
        if word is None or self.page is None:
            self._say_no_text()
            return
        side = self.view.cursor.side
        self.view.move_to(self.page.unit_at(side, word.start), side=side, word=word)

    def _say_no_text(self) -> None:
        if not self.on_folded():
            self.say("There is no text on this side of the row.")
