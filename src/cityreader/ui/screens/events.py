"""The events: all of them in a table, with a timeline above it."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from cityreader.models import Codebook
from cityreader.models.event_table import EventLine, EventSort
from cityreader.text.safety import visible
from cityreader.ui.clipboard import copy_text
from cityreader.ui.coders import viewpoint_words
from cityreader.ui.commands import APP_COMMANDS
from cityreader.ui.keymap import bindings_of
from cityreader.ui.keys import LineInput
from cityreader.ui.listing.event_line import STATUS_SIGNS, date_words, status_ink
from cityreader.ui.listing.script import script_named
from cityreader.ui.safety import plain
from cityreader.ui.screens.event_changes import EventChanges
from cityreader.ui.table_commands import EVENTS_COMMANDS
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
AIR = 6
"""Cells of the heading that stay free: its padding, and air between its parts."""


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
        self._mode = "read"

    @property
    def mode(self) -> str:
        """What keys mean now; the names are those of the commands."""
        return self._mode

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
        yield KeyBar((*EVENTS_COMMANDS, *APP_COMMANDS))

    def on_mount(self) -> None:
        """Ask for the events."""
        self.set_focus(self.rows)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())
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
        bar = self.query_one("#events-filter", Input)
        bar.value = self.query_text
        bar.cursor_position = len(bar.value)
        bar.display = True
        self._enter_mode("filter")
        self.set_focus(bar)

    def filter_entered(self, text: str) -> None:
        """Keep the filter and go to the events."""
        self._filter_by(text)
        self._close_filter()

    def action_sort(self) -> None:
        """Ask for the order."""
        self._enter_mode("sort")

    def action_sort_by(self, sort: EventSort) -> None:
        """Sort; the same order again turns it round."""
        self.reverse = sort == self.sort and not self.reverse
        self.sort = sort
        self._enter_mode("read")
        self.relist(from_top=True)

    def action_toggle_timeline(self) -> None:
        """Show or hide the timeline."""
        timeline = self.query_one(EventTimeline)
        timeline.folded = not timeline.folded
        timeline.place()

    def action_cycle_script(self) -> None:
        """Chinese as published, simplified, traditional; only for display."""
        self.script = self.script.next
        self.rows.repaint(self.painter())
        self.say(f"Chinese {self.script.label}")

    def action_copy(self) -> None:
        """Copy the event with its source on one line."""
        line = self.rows.current
        if line is None:
            return
        text = self._citation(line)
        self.ask(
            "copy",
            lambda _: copy_text(self.app, text),
            lambda way: self.say(f"Event copied through {way}"),
        )

    def action_leave(self) -> None:
        """Leave one thing: the menu, the filter's line, the filter, then the events."""
        if self.mode == "sort":
            self._enter_mode("read")
        elif self.mode == "filter":
            self._close_filter()
        elif self.query_text:
            self._filter_by("")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(1 if self.touched else 0)

    def viewpoint_changed(self) -> None:
        """Other events are shown now."""
        self.relist(anew=True)

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
        return plain(" · ".join(citation)).stylize(self.room.palette.dim)

    @on(PagedLines.Activated)
    def _activated(self) -> None:
        self.action_open_mention()

    @on(PagedLines.LinesWanted)
    def _lines_wanted(self, message: PagedLines.LinesWanted) -> None:
        wanted = message.keys

        def answered(lines: list[EventLine]) -> None:
            if self.is_attached:
                self.rows.put_lines(wanted, lines)

        self.ask("event lines", lambda library: library.event_table.lines(wanted), answered)

    def _show_first(self) -> None:
        """A screenful at once, then which events there are at all."""
        count = self.app.size.height

        def question(library: "Library") -> tuple[list[EventLine], Codebook]:
            first = [] if self.query_text else library.event_table.first_lines(count)
            return first, library.coding.codebook()

        def answered(answer: tuple[list[EventLine], Codebook]) -> None:
            if not self.is_attached:
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

    def _close_filter(self) -> None:
        self.query_one("#events-filter", Input).display = False
        self._enter_mode("read")
        self.set_focus(self.rows)
        self._show_heading()

    def _show_heading(self) -> None:
        palette, counts = self.room.palette, self.counts
        left = [Content.styled("Events", f"bold {palette.accent}")]
        if self.query_text.strip() and self.mode != "filter":
            left.append(Content.styled(f"  {visible(self.query_text.strip())}", palette.ink))
        if counts is None:
            self.heading.show(left=Content.assemble(*left), right=Content("…"))
            return
        total = counts.total
        whose = viewpoint_words(self.room)
        left.append(Content.styled(f"  {visible(whose)}" * bool(whose), f"bold {palette.accent}"))
        left.append(Content.styled(f"  {total:,} event{'s' * (total != 1)}", palette.dim))
        left.append(Content.styled(f" {SORTS[self.sort][self.reverse]}", palette.faint))
        shown = Content.assemble(*left)
        statuses = self._statuses(words=True)
        if shown.cell_length + statuses.cell_length > self.app.size.width - AIR:
            statuses = self._statuses(words=False)
        self.heading.show(left=shown, right=statuses)

    def _statuses(self, *, words: bool) -> Content:
        """How many events have each status: its sign, the number, and its name."""
        palette, counts = self.room.palette, self.counts
        parts: list[Content] = []
        for status, sign in STATUS_SIGNS.items():
            number = counts.statuses.get(status, 0) if counts else 0
            if number:
                name = f" {status}" if words else ""
                parts.append(Content.styled(f"  {sign}", status_ink(status, palette)))
                parts.append(Content.styled(f" {number:,}{name}", palette.dim))
        return Content.assemble(*parts)

    def _citation(self, line: EventLine) -> str:
        tag = self.codebook.get(line.type) if self.codebook else None
        what = (
            date_words(line.date, 99) if line.date.start else "",
            tag.label() if tag else line.type,
            line.status if line.status != "happened" else "",
            line.place or "",
            ", ".join(line.participants),
            line.title or f"“{' '.join(line.quote.split())}”",
        )
        return f"{' · '.join(filter(None, what))} — {' · '.join(line.citation)}"

    def _repaint(self) -> None:
        self.rows.repaint(self.painter())
        self.query_one(EventTimeline).refresh()
        self._show_heading()
        self.show_place()

    def _enter_mode(self, mode: str) -> None:
        self._mode = mode
        self.query_one(KeyBar).mode = mode
        self.refresh_bindings()
