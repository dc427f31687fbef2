"""The event that another is part of, as a line of its form: space chooses one, x takes it away."""

from textual import events
from textual.binding import Binding
from textual.content import Content

from cityreader.errors import CityReaderError
from cityreader.library.date_readings import EventSheet
from cityreader.library.event_links import EventLinks
from cityreader.models import Codebook
from cityreader.models.event_table import EventLine
from cityreader.ui.dialogs.dates import format_date
from cityreader.ui.dialogs.dialog import Dialog
from cityreader.ui.safety import plain
from cityreader.ui.widgets.words import Words


class WholeLine(Words, can_focus=True):
    """The title and date of the whole; ``uuid`` is empty where there is none.

    ``listing`` is true while the list to choose from is read.
    """

    DEFAULT_CSS = """
    WholeLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $foreground; }
    WholeLine:focus { background: $block-cursor-background; }
    """
    BINDINGS = [
        Binding("space", "choose", show=False),
        Binding("x", "clear", show=False),
    ]

    def __init__(self, sheet: EventSheet, codebook: Codebook, uuid: str, words: str) -> None:
        super().__init__(id="part_of")
        self._sheet = sheet
        self._codebook = codebook
        self.uuid = uuid
        self.words = words
        self.listing = False

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
        """Let the person choose what the event is part of."""
        screen = self.screen
        if not isinstance(screen, Dialog):
            return
        event, marks = self._sheet.event, self._sheet.mentions

        def answered(links: EventLinks) -> None:
            from cityreader.ui.dialogs.event_picker import WholePicker

            self.listing = False
            if screen.is_current:
                words = event.title or (marks[0].exact if marks else "")
                picker = WholePicker(words, self._codebook, links)
                self.app.push_screen(picker, lambda picked: self._chosen(links, picked))

        def failed(error: CityReaderError) -> None:
            self.listing = False
            screen.room.report(error)

        self.listing = True
        screen.room.errands.ask(
            "wholes", lambda library: library.events.wholes(event.uuid), answered, failed,
            asker=screen,
        )  # fmt: skip

    def _chosen(self, links: EventLinks, picked: str | None) -> None:
        line = next((one.line for one in links.ranked if one.line.uuid == picked), None)
        if line is not None:
            self.put(line.uuid, whole_words(line, self._codebook))

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
