"""Choosing the event that a sentence tells of too: the likely ones first, any other by words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from cityreader.models import Codebook
from cityreader.text.cells import fit
from cityreader.text.safety import visible
from cityreader.ui.dialogs.dialog import LEAVE, Dialog, KeyHint
from cityreader.ui.dialogs.fields import SearchField
from cityreader.ui.safety import plain
from cityreader.ui.theme import letter_color
from cityreader.ui.widgets.words import Options, Words

if TYPE_CHECKING:
    from cityreader.library.event_links import EventLink, EventLinks

DATE_CELLS = 11
"""Cells of a date and a space behind it."""


class EventPicker(Dialog[str | None]):
    """Lists the events that the words of an article may tell of; typing looks in all of them.

    ``words`` are those that are to mention the event. Gives back the UUID of the one chosen.
    """

    KEYS = (
        KeyHint("↵", "tells of it", "accept"),
        KeyHint("↑↓", "move", "step('cursor_down')"),
        LEAVE,
    )

    def __init__(self, words: str, codebook: Codebook, links: "EventLinks") -> None:
        super().__init__("Which event is told here?")
        self._words = words
        self._codebook = codebook
        self._links = links
        self._query: str | None = None

    def compose_body(self) -> ComposeResult:
        """The words, what is typed, and the events."""
        yield Words(plain(f"“{self._words}”"), classes="quote")
        yield SearchField(hint="the likely ones, or words of any event: name, place, type, date")
        listed = Options()
        listed.can_focus = False
        yield listed

    def on_mount(self) -> None:
        """Typing searches at once."""
        self._search()
        self.query_one(SearchField).focus()

    def waits_for_nothing(self) -> bool:
        """The list follows the field."""
        return True

    def action_accept(self) -> None:
        """Give back the event under the cursor."""
        self._search()
        option = self.query_one(Options).highlighted_option
        if option is not None and option.id:
            self.dismiss(option.id)

    async def action_step(self, movement: str) -> None:
        """Move the cursor in the list."""
        self._search()
        await self.query_one(Options).run_action(movement)

    def on_input_changed(self) -> None:
        """Each letter searches anew."""
        self._search()

    def _search(self) -> None:
        """List what the field asks for, unless it is listed already."""
        query = self.query_one(SearchField).value
        if query != self._query:
            self._query = query
            self._show(self._links.holding(query))

    def on_input_submitted(self) -> None:
        """Enter picks."""
        self.action_accept()

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """A click picks."""
        event.stop()
        if event.option_id:
            self.dismiss(event.option_id)

    def _show(self, found: Sequence["EventLink"]) -> None:
        options = [self._option(one) for one in found]
        if not options:
            nothing = "No other event has these words." if self._links.ranked else (
                "There is no other event yet: t and a letter makes one."
            )  # fmt: skip
            options = [Option(Content.styled(nothing, self.palette.dim), disabled=True)]
        listed = self.query_one(Options)
        listed.set_options(options)
        listed.action_first()

    def _option(self, one: "EventLink") -> Option:
        palette, line = self.palette, one.line
        tag = self._codebook.get(line.type)
        name = tag.label() if tag else line.type
        color = letter_color(tag.color if tag and tag.color else palette.accent, palette.panel)
        date = f"{line.date.iso or '—':<{DATE_CELLS}}"
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
                        self._line(f"  {rest}", palette.ink, DATE_CELLS + cell_len(name)),
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
        )

    def _line(self, text: str, style: str, taken: int) -> Content:
        room = max(20, min(98, self.app.size.width - 10) - taken)
        return Content.styled(
            fit(visible(" ".join(text.split("\n"))), room, cell_len).rstrip(), style
        )
