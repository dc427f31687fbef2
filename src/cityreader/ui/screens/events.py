"""The events: all of them in a table, with a timeline above it."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from cityreader.models import Codebook
from cityreader.models.event_table import EventLine, EventSort
from cityreader.ui.clipboard import copy
from cityreader.ui.coders import viewpoint_words
from cityreader.ui.commands import EVENTS_COMMANDS
from cityreader.ui.errands import is_open
from cityreader.ui.keymap import bindings_of
from cityreader.ui.keys import LineInput
from cityreader.ui.listing.event_heading import cited_event, event_heading
from cityreader.ui.listing.script import script_named
from cityreader.ui.safety import plain
from cityreader.ui.screens.event_changes import EventChanges
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.event_timeline import EventHeads, EventTimeline
from cityreader.ui.widgets.key_bar import KeyBar
from cityreader.ui.widgets.paged_lines import PagedLines
from cityreader.ui.widgets.reader_lines import StatusLine

if TYPE_CHECKING:
    from cityreader.library.library import Library

SORTS: dict[EventSort, tuple[str, str]] = {
    "date": ("newest first", "oldest first"),
    "type": ("by type", "by type, backwards"),
    "place": ("by place", "by place, backwards"),
    "added": ("coded last first", "coded first first"),
}


class EventsScreen(EventChanges):
    """Shows all events, filtered by the one grammar; leaves with 1 if any was changed."""

    BINDINGS = [*bindings_of(EVENTS_COMMANDS)]
    command_table = EVENTS_COMMANDS
    help_title = "Events"
    DEFAULT_CSS = """
    EventsScreen > #events-filter { background: $panel; margin: 0 2; }
    EventsScreen > StatusLine.heading { margin-bottom: 1; }
    """

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self.query_text = query

    def compose(self) -> ComposeResult:
        """Heading, filter, timeline, heads, events, status and keys."""
        self.script = script_named(self.room.config.reader.chinese)
        self.heading = StatusLine()
        self.heading.add_class("heading")
        yield self.heading
        typed = LineInput(
            self.filter_entered,
            placeholder="words  type:forum  status:planned  city:Taipei  after:2025-06",
            id="events-filter",
        )
        typed.display = False
        yield typed
        yield EventTimeline()
        yield EventHeads()
        yield PagedLines[EventLine](self.painter())
        self.status = StatusLine()
        yield self.status
        yield KeyBar(EVENTS_COMMANDS)

    def on_mount(self) -> None:
        """Ask for the events."""
        self.set_focus(self.rows)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.repaint())
        self._show_heading()
        self._show_first()

    def action_open_mention(self) -> None:
        """Read on at the mention that stands for the event."""
        from cityreader.ui.reading.finding import Jump
        from cityreader.ui.screens.reader import ReaderScreen

        line = self.rows.current
        if line is not None:
            jump = Jump(line.article_id, line.span) if line.span else None
            screen = ReaderScreen(line.article_id, jump=jump)
            self.app.push_screen(screen, lambda _: self.relist(anew=True))

    def action_edit_filter(self) -> None:
        """Type a filter."""
        self.open_query(self.query_text)

    def filter_entered(self, text: str) -> None:
        """Keep the filter and go to the events."""
        self._filter_by(text)
        self._leave_filter()

    def sorted_anew(self) -> None:
        """List the events in the order that was chosen."""
        self.relist(from_top=True)

    def action_toggle_timeline(self) -> None:
        """Show or hide the timeline."""
        timeline = self.query_one(EventTimeline)
        timeline.folded = not timeline.folded
        timeline.place()

    def action_copy(self) -> None:
        """Copy the event with its source on one line."""
        line = self.rows.current
        if line is not None:
            copy(self, cited_event(line, self.codebook), "the event")

    def action_leave(self) -> None:
        """Leave one thing: the menu, the filter's line, the filter, then the events."""
        if self.mode == "sort":
            self.enter_mode("read")
        elif self.mode == "filter":
            self._leave_filter()
        elif self.query_text:
            self._filter_by("")
        else:
            self.action_back()

    def on_resize(self) -> None:
        """Heading and timeline have another room."""
        self._show_heading()
        self.query_one(EventTimeline).place()

    @on(EventChanges.Listed)
    def _listed(self, message: EventChanges.Listed) -> None:
        self._show_heading()
        problems = message.listing.query.problems
        if problems:
            self.say(problems[0].message)

    @on(Input.Changed, "#events-filter")
    def _filter_typed(self, message: Input.Changed) -> None:
        if self.mode == "filter":
            self._filter_by(message.value)

    def show_place(self) -> None:
        """Show the year of the event in the timeline as well."""
        super().show_place()
        line = self.rows.current
        if line is not None:
            year = line.date.start[:4] if line.date.start else None
            self.query_one(EventTimeline).show_year(int(year) if year else None)

    def described_row(self) -> Content:
        """The source of the event."""
        line = self.rows.current
        citation = line.citation[:3] if line else ()
        return plain(" · ".join(citation)).stylize(palette_of(self).dim)

    @on(PagedLines.Activated)
    def _activated(self) -> None:
        self.action_open_mention()

    @on(PagedLines.LinesWanted)
    def _lines_wanted(self, message: PagedLines.LinesWanted) -> None:
        wanted = message.ids

        def answered(lines: list[EventLine]) -> None:
            if is_open(self):
                self.rows.put_lines(wanted, lines)

        self.ask("event lines", lambda library: library.event_table.lines(wanted), answered)

    def _show_first(self) -> None:
        """A screenful at once, then which events there are at all."""
        count = self.app.size.height

        def question(library: "Library") -> tuple[list[EventLine], Codebook]:
            first = [] if self.query_text else library.event_table.first_lines(count)
            return first, library.coding.codebook()

        def answered(answer: tuple[list[EventLine], Codebook]) -> None:
            if not is_open(self):
                return
            lines, self.codebook = answer
            self.rows.repaint(self.painter())
            keys = [line.id for line in lines]
            self.rows.put_lines(keys, lines)
            self.rows.show(keys)
            self.relist()

        self.ask("first events", question, answered)

    def _filter_by(self, text: str) -> None:
        if text != self.query_text:
            self.said = False
            self.query_text = text
            self.relist(from_top=True)

    def _leave_filter(self) -> None:
        self.close_query()
        self._show_heading()

    def _show_heading(self) -> None:
        left, right = event_heading(
            self.counts,
            "" if self.mode == "filter" else self.query_text.strip(),
            viewpoint_words(self.room),
            SORTS[self.sort][self.reverse],
            self.app.size.width,
            palette_of(self),
        )
        self.heading.show(left=left, right=right)

    def repaint(self) -> None:
        """Paint everything anew."""
        self.rows.repaint(self.painter())
        self.query_one(EventTimeline).refresh()
        self._show_heading()
        self.show_place()
