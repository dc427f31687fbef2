"""A list of things known by their ids, any number of them, whose lines are fetched by page."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from textual.message import Message

from cityreader.ui.listing.pages import Line, Pages
from cityreader.ui.listing.row_plan import EvenRows, RowPlan
from cityreader.ui.widgets.cursor_lines import CursorLines


class FetchedLines(CursorLines, Generic[Line]):
    """Moves a cursor over things of the library; a kind says how their lines are painted.

    Only the ids are here in full; lines are asked for with ``LinesWanted`` and come in by
    ``put_lines``. A kind calls ``want_lines`` when it lists other ids.
    """

    @dataclass
    class LinesWanted(Message):
        """These are in view, or soon will be, and their lines are not at hand."""

        ids: list[int]

    def __init__(self) -> None:
        super().__init__()
        self.ids: array[int] = array("q")
        self.pages: Pages[Line] = Pages()

    @property
    def plan(self) -> RowPlan:
        """One line each."""
        return EvenRows(len(self.ids))

    @property
    def current_id(self) -> int | None:
        """The id under the cursor."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    @property
    def current(self) -> Line | None:
        """The line under the cursor, if it is at hand."""
        return None if self.current_id is None else self.pages.get(self.current_id)

    def put_lines(self, asked: Iterable[int], lines: Sequence[Line]) -> set[int]:
        """Take in lines and paint those that are new; returns their ids."""
        changed = set(self.pages.put(asked, lines))
        top = self.scroll_offset.y
        for row in range(top, top + self.scrollable_content_region.height):
            position = self.plan.at(row)
            if position is not None and not changed.isdisjoint(self.ids[position : position + 1]):
                self.refresh_line(row)
        return changed

    def want_lines(self, *, anew: bool = False) -> None:
        """Ask for the lines around what is in view: those not at hand, or all of them ``anew``."""
        height = max(1, self.scrollable_content_region.height)
        around = self._from_row(self.scroll_offset.y - height, 3 * height)
        if anew:
            # Lines far away may have changed as well; those in view stay until the new ones come.
            self.pages.drop_all_but(around)
        wanted = list(around) if anew else self.pages.missing(around)
        if wanted:
            in_view = set(self._from_row(self.scroll_offset.y, height))
            # What is in view is painted first, if it is at hand.
            tell = self.call_after_refresh if in_view.isdisjoint(wanted) else self.call_next
            tell(self.post_message, self.LinesWanted(wanted))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lines come into view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.want_lines()

    def on_resize(self) -> None:
        """Other lines may be in view."""
        self.want_lines()

    def _from_row(self, row: int, most: int) -> "array[int]":
        """The ids from a row on, ``most`` at the most."""
        first = self.plan.at(max(0, row)) or 0
        return self.ids[first : first + most]
