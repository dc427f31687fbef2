"""Choosing the event that a sentence tells of too: the likely ones first, any other by words."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from cityreader.models import Codebook
from cityreader.ui.dialogs.dates import format_date
from cityreader.ui.dialogs.dialog import LEAVE, KeyHint
from cityreader.ui.dialogs.searched_list import SearchedList, SearchField
from cityreader.ui.safety import fitted, plain
from cityreader.ui.theme import letter_color, palette_of
from cityreader.ui.widgets.words import Words

if TYPE_CHECKING:
    from cityreader.library.event_links import EventLink, EventLinks

DATE_CELLS = 11
"""Cells of a date and a space behind it."""


class EventPicker(SearchedList):
    """Lists the events that the words of an article may tell of; typing looks in all of them.

    ``words`` are those that are to mention the event. Gives back the UUID of the one chosen.
    """

    KEYS = (
        KeyHint("↵", "tells of it", "accept"),
        KeyHint("↑↓", "move", "step('cursor_down')"),
        LEAVE,
    )

    TITLE = "Which event is told here?"

    def __init__(self, words: str, codebook: Codebook, links: "EventLinks") -> None:
        super().__init__(self.TITLE)
        self._words = words
        self._codebook = codebook
        self._links = links

    def compose_body(self) -> ComposeResult:
        """The words, what is typed, and the events."""
        yield Words(plain(f"“{self._words}”"), classes="quote")
        yield SearchField(hint="the likely ones, or words of any event: name, place, type, date")
        yield from self.compose_list()

    def fill(self, query: str) -> None:
        """List the events that ``query`` asks for, the likely ones where it is empty."""
        options = [self._option(one) for one in self._links.holding(query)]
        if not options:
            nothing = "No other event has these words." if self._links.ranked else (
                "There is no other event yet: t and a letter makes one."
            )  # fmt: skip
            options = [Option(Content.styled(nothing, palette_of(self).dim), disabled=True)]
        self.put(options)

    def _option(self, one: "EventLink") -> Option:
        palette, line = palette_of(self), one.line
        tag = self._codebook.get(line.type)
        name = tag.label() if tag else line.type
        color = letter_color(tag.color if tag and tag.color else palette.accent, palette.panel)
        date = f"{format_date(line.date) or '—':<{DATE_CELLS - 1}} "
        rest = " · ".join(part for part in (line.place, line.title or f"“{line.quote}”") if part)
        reasons = " · ".join(one.reasons)
        coder = "" if one.own else line.coder
        parts = (line.article_title, *line.citation[:1], coder)
        facts = " · ".join(part for part in parts if part)
        indent = " " * DATE_CELLS
        return Option(
            Content("\n").join(
                [
                    Content.assemble(
                        Content.styled(date, palette.dim),
                        Content.styled(name, color),
                        self._line(f"  {rest}", palette.ink, cell_len(date) + cell_len(name)),
                    ),
                    Content.assemble(
                        Content.styled(f"{indent}{reasons}", palette.success),
                        self._line(
                            f"{' · ' if reasons else ''}{facts}",
                            palette.faint,
                            DATE_CELLS + cell_len(reasons),
                        ),
                    ),
                ]
            ),
            line.uuid,
            disabled=one.barred,
        )

    def _line(self, text: str, style: str, taken: int) -> Content:
        room = max(20, min(98, self.app.size.width - 10) - taken)
        return Content.styled(fitted(" ".join(text.split("\n")), room).rstrip(), style)


class WholePicker(EventPicker):
    """Lists the events that one may be part of; what is part of it itself cannot be chosen."""

    KEYS = (KeyHint("↵", "part of it", "accept"), *EventPicker.KEYS[1:])
    TITLE = "Which event is it part of?"
