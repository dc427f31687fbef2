"""The menu behind ``t``: one letter an event type."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from cityreader.models import Codebook, Tag
from cityreader.ui import theme
from cityreader.ui.keys import forward_key
from cityreader.ui.theme import Palette

COLUMN = 25
"""Cells of one entry: letter, English label, Chinese label."""


class TagMenu(Widget, can_focus=True):
    """Shows the letters of the event types and takes the next key."""

    DEFAULT_CSS = """
    TagMenu { height: auto; display: none; background: $panel; padding: 1 2 0 2; }
    """

    @dataclass
    class Chosen(Message):
        """A tag was chosen by its letter."""

        code: str

    @dataclass
    class Left(Message):
        """The menu was left; ``searching`` when the searchable picker is wanted instead."""

        searching: bool
        unknown: str | None = None

    def __init__(self) -> None:
        super().__init__()
        self._codebook: Codebook | None = None
        self._heading = self._target = ""
        self._back: Widget | None = None

    def open(self, codebook: Codebook, target: str, back: Widget, *, heading: str = "Tag") -> None:
        """Show the menu for the words that will be tagged; the focus goes to ``back`` after it."""
        self._codebook = codebook
        self._heading = heading
        self._target = target
        self._back = back
        self.display = True
        self.refresh(layout=True)
        # At once, so that the letter typed next does not reach the reader.
        self.screen.set_focus(self)

    def _leave(self, message: Message) -> None:
        # The focus goes back first: a key typed after the letter is not the menu's any more.
        self.display = False
        self.screen.set_focus(self._back)
        self.post_message(message)

    def on_key(self, event: events.Key) -> None:
        """A letter chooses, space searches, anything else leaves."""
        if forward_key(self, event):
            return
        event.stop()
        event.prevent_default()
        tag = self._codebook.by_key(event.character) if self._codebook and event.character else None
        if tag is not None:
            self._leave(self.Chosen(tag.code))
        elif event.key == "space":
            self._leave(self.Left(searching=True))
        else:
            unknown = None if event.key == "escape" else event.character
            self._leave(self.Left(searching=False, unknown=unknown))

    def on_click(self, event: events.Click) -> None:
        """A click chooses too."""
        event.stop()
        tag = self._tag_at(event.x - 2, event.y - 3)
        if tag is not None:
            self._leave(self.Chosen(tag.code))

    def render(self) -> Content:
        """The target, then the types in columns."""
        if self._codebook is None:
            return Content("")
        palette: Palette = self.app.palette  # type: ignore[attr-defined]
        head = Content.assemble(
            Content.styled(f"{self._heading}  ", f"bold {palette.accent}"),
            Content.styled(f"“{self._target}”", palette.ink),
        )
        tags = self._codebook.event_types
        columns = self._columns()
        rows = [tags[start : start + columns] for start in range(0, len(tags), columns)]
        lines = [Content("").join(_entry(tag, palette) for tag in row) for row in rows]
        return Content("\n").join([head, Content(""), *lines])

    def _columns(self) -> int:
        return max(1, (self.size.width or 80) // COLUMN)

    def _tag_at(self, x: int, y: int) -> Tag | None:
        if self._codebook is None or x < 0 or y < 0:
            return None
        column, columns = x // COLUMN, self._columns()
        position = y * columns + column
        tags = self._codebook.event_types
        return tags[position] if column < columns and position < len(tags) else None


def _entry(tag: Tag, palette: Palette) -> Content:
    color = theme.letter_color(tag.color or theme.FALLBACK_TAG_COLOR, palette.panel)
    chinese = tag.labels.get("zh-Hans", "")
    used = 2 + cell_len(tag.label()) + 1 + cell_len(chinese)
    return Content.assemble(
        Content.styled(f"{tag.key or ' '} ", f"bold {color}"),
        Content.styled(tag.label(), palette.ink),
        Content.styled(f" {chinese}", palette.faint),
        " " * max(1, COLUMN - used),
    )
