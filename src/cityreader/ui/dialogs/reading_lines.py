"""What the mentions of an event say of its date, as lines of its form: space takes one."""

from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message

from cityreader.library.date_readings import DateReading
from cityreader.text.safety import visible
from cityreader.ui.dialogs.dates import format_date
from cityreader.ui.safety import plain
from cityreader.ui.widgets.reader_lines import LANGUAGE_NAMES
from cityreader.ui.widgets.words import Words

MOST_READINGS = 6
"""Readings shown; hardly ever are there more."""


class ReadingLine(Words, can_focus=True):
    """A date, the words that state it, what it was counted from, their language and article."""

    DEFAULT_CSS = """
    ReadingLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $foreground; }
    ReadingLine:focus { background: $block-cursor-background; }
    """
    BINDINGS = [Binding("space", "take", show=False)]

    @dataclass
    class Taken(Message):
        """The date is to be that of the event."""

        reading: DateReading

    def __init__(self, reading: DateReading, number: int) -> None:
        words = f"“{reading.date.text}”" if reading.date.text else ""
        lang = LANGUAGE_NAMES.get(reading.lang, reading.lang)
        facts = (
            format_date(reading.date),
            words,
            reading.date.basis,
            lang,
            reading.article_title,
        )
        line = " · ".join(visible(fact) for fact in facts if fact)
        super().__init__(plain(line), id=f"reading-{number}")
        self._reading = reading

    def action_take(self) -> None:
        """Take this date."""
        self.post_message(self.Taken(self._reading))

    def on_click(self, event: events.Click) -> None:
        """A click does the same."""
        event.stop()
        self.action_take()
