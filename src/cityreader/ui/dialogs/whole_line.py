"""The event that another is part of, as a line of its form: space chooses one, x takes it away."""

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from cityreader.models import Codebook
from cityreader.models.event_table import EventLine
from cityreader.ui.dialogs.dates import format_date
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words


class WholeLine(Words, can_focus=True):
    """The title and date of the whole; ``uuid`` is empty where there is none."""

    DEFAULT_CSS = """
    WholeLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $foreground; }
    WholeLine:focus { background: $block-cursor-background; }
    """
    BINDINGS = [
        Binding("space", "choose", show=False),
        Binding("x", "clear", show=False),
    ]

    class Wanted(Message):
        """A whole is to be chosen."""

    def __init__(self, uuid: str, words: str) -> None:
        super().__init__(id="part_of")
        self.uuid = uuid
        self.words = words

    def on_mount(self) -> None:
        """Show what is known from the start."""
        self.put(self.uuid, self.words)

    def put(self, uuid: str, words: str) -> None:
        """Show another whole, or none."""
        self.uuid, self.words = uuid, words
        shown = (
            plain(words) if uuid else Content.styled("no other event: space chooses", "$text-muted")
        )
        self.update(shown, layout=False)

    def action_choose(self) -> None:
        """Ask for the list of events."""
        self.post_message(self.Wanted())

    def action_clear(self) -> None:
        """It is part of nothing."""
        self.put("", "")

    def on_click(self, event: events.Click) -> None:
        """A click chooses too."""
        event.stop()
        self.focus()
        self.action_choose()


def whole_words(line: EventLine | None, codebook: Codebook) -> str:
    """An event by its title, else by its type and words, and its date."""
    if line is None:
        return "an event that is not here"
    tag = codebook.get(line.type)
    named = line.title or f"{tag.label() if tag else line.type} “{line.quote}”"
    return " · ".join(part for part in (" ".join(named.split()), format_date(line.date)) if part)
