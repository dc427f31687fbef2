"""The menu behind ``t``: one letter an event type, and with the arrow keys what each means."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from cityreader.models import Codebook, Tag
from cityreader.ui import theme
from cityreader.ui.dialogs.tag_lines import definition, other_label
from cityreader.ui.keys import forward_key
from cityreader.ui.safety import fitted, plain
from cityreader.ui.theme import Palette, palette_of

COLUMN = 25
"""Cells of one entry: letter, English label, Chinese label."""


HINT = "a letter chooses · ↑↓ what the types mean · space all tags, topics too"


class TagMenu(Widget, can_focus=True):
    """Shows the letters of the event types and takes the next key.

    The arrow keys go from type to type and show its definition, with what is coded so and what is
    not; enter takes the type they stand on.
    """

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
        self._at: int | None = None

    def open(self, codebook: Codebook, target: str, back: Widget, *, heading: str = "Tag") -> None:
        """Show the menu for the words that will be tagged; the focus goes to ``back`` after it."""
        self._codebook = codebook
        self._heading = heading
        self._target = target
        self._back = back
        self._at = None
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
        """A letter chooses, arrows explain, space searches, anything else leaves."""
        if forward_key(self, event):
            return
        event.stop()
        event.prevent_default()
        if event.key in _STEPS and self._codebook is not None and self._codebook.event_types:
            self._step(*_STEPS[event.key])
            return
        tag = self._codebook.by_key(event.character) if self._codebook and event.character else None
        if event.key == "enter":
            tag = self._explained
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
        """The target, the types in columns, and what one of them means."""
        if self._codebook is None:
            return Content("")
        palette = palette_of(self)
        head = Content.assemble(
            Content.styled(f"{self._heading}  ", f"bold {palette.accent}"),
            plain(f"“{self._target}”").stylize(palette.ink),
        )
        hint = Content.styled(HINT, palette.faint)
        tags, here = self._codebook.event_types, self._explained
        columns = self._columns()
        rows = [tags[start : start + columns] for start in range(0, len(tags), columns)]
        lines = [Content("").join(_entry(tag, palette, tag is here) for tag in row) for row in rows]
        meaning = [Content(""), definition(here, "en", palette)] if here is not None else []
        return Content("\n").join([head, hint, *lines, *meaning])

    @property
    def _explained(self) -> Tag | None:
        """The type whose meaning is shown."""
        if self._codebook is None or self._at is None:
            return None
        return self._codebook.event_types[self._at]

    def _step(self, across: int, down: int) -> None:
        """Go to another type, round the ends; the first step goes to the first type."""
        count = len(self._codebook.event_types) if self._codebook else 1
        step = across + down * self._columns()
        self._at = 0 if self._at is None else (self._at + step) % count
        self.refresh(layout=True)

    def _columns(self) -> int:
        return max(1, (self.size.width or 80) // COLUMN)

    def _tag_at(self, x: int, y: int) -> Tag | None:
        if self._codebook is None or x < 0 or y < 0:
            return None
        column, columns = x // COLUMN, self._columns()
        position = y * columns + column
        tags = self._codebook.event_types
        return tags[position] if column < columns and position < len(tags) else None


_STEPS = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}


def _entry(tag: Tag, palette: Palette, here: bool) -> Content:
    """A type in its column: letter and label in two languages, as much as fits."""
    color = theme.letter_color(theme.tag_color(tag), palette.panel)
    label = fitted(tag.label(), min(cell_len(tag.label()), COLUMN - 4))
    room = COLUMN - 4 - cell_len(label)
    other = other_label(tag, "en") if room > 1 else ""
    other = fitted(other, min(cell_len(other), room))
    air = " " * max(1, COLUMN - 3 - cell_len(label) - cell_len(other))
    words = Content.assemble(
        Content.styled(f"{tag.key or ' '} ", f"bold {color}"),
        Content.styled(label, palette.ink),
        Content.styled(f" {other}", palette.faint),
    )
    return Content.assemble(words.stylize(f"on {palette.select}") if here else words, air)
