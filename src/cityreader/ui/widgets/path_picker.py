"""A path to type, and under it what lies there to be picked."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from cityreader.text.safety import visible
from cityreader.ui import theme
from cityreader.ui.dialogs.fields import TextField
from cityreader.ui.keys import forward_key
from cityreader.ui.safety import fitted
from cityreader.ui.sight import Entry, Lookout, Meaning, Sight, short_path


class PathField(TextField):
    """A path of which a part may have been picked: that part stays as it is, to the letter,
    however its name looks on the screen."""

    def __init__(self, text: str, meant: Callable[[str], bool], *, hint: str, id: str) -> None:
        """``meant`` is called with each key, and says whether the key was meant for others."""
        super().__init__(text, hint=hint, id=id)
        self._meant = meant
        self._picked, self._picked_shown = text, _one_line(text)

    @property
    def text(self) -> str:
        """The path as typed and picked."""
        if self.value.startswith(self._picked_shown):
            return self._picked + self.value[len(self._picked_shown) :]
        return self.value

    def give(self, text: str) -> None:
        """Put a path in."""
        self._picked, self._picked_shown = text, _one_line(text)
        self.value = self._picked_shown
        self.cursor_position = len(self.value)

    async def on_key(self, event: events.Key) -> None:
        """Keys that pick go where the entries are."""
        if not forward_key(self, event) and self._meant(event.key):
            event.stop()
            event.prevent_default()


class EntryLines(ScrollView):
    """Folders and files, one a line; ``at`` is the one that is picked, -1 for none."""

    DEFAULT_CSS = """
    EntryLines { overflow-x: hidden; overflow-y: auto; height: 10; }
    """

    @dataclass
    class Clicked(Message):
        """A line was clicked."""

        position: int

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self.at = -1
        self._problem = ""

    def show(self, entries: tuple[Entry, ...], problem: str) -> None:
        """Show these, and where there are none, why."""
        self.entries, self.at = entries, -1
        self._problem = problem
        self.virtual_size = Size(self.scrollable_content_region.width, len(entries))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def pick(self, position: int) -> None:
        """Go to an entry, the nearest there is; -1 leaves them."""
        self.at = max(-1, min(len(self.entries) - 1, position))
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        if not top <= max(0, self.at) < top + height:
            self.scroll_to(y=self.at - (height - 1 if self.at >= top else 0), animate=False)
        self.refresh()

    @property
    def picked(self) -> Entry | None:
        """The entry that is picked."""
        return self.entries[self.at] if 0 <= self.at < len(self.entries) else None

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        palette = theme.palette_of(self)
        width = self.scrollable_content_region.width
        position = y + self.scroll_offset.y
        text, ink = "", palette.faint
        if position < len(self.entries):
            entry = self.entries[position]
            text = f"{_one_line(entry.name)}/" if entry.is_folder else _one_line(entry.name)
            ink = palette.ink if entry.is_folder else palette.dim
        elif not self.entries and not y:
            text = visible(self._problem)
        picked = position == self.at
        ground = palette.current if picked else palette.panel
        bar = Segment("▌" if picked else " ", theme.style(palette.accent, ground))
        return Strip([bar, Segment(fitted(f" {text}", width - 1), theme.style(ink, ground))])

    def on_resize(self) -> None:
        """The edge is elsewhere now."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.entries))

    def on_click(self, event: events.Click) -> None:
        """Pick the line."""
        event.stop()
        self.post_message(self.Clicked(event.y + self.scroll_offset.y))


class PathPicker(Vertical):
    """A field for a path over the entries of the folder it leads to.

    The arrow keys pick an entry and typing narrows them; tab goes into a folder or completes a
    name, shift+tab goes up, enter takes what is picked, else what is typed. The folder is read in
    a worker, and keys that need it wait for it in their order.
    """

    DEFAULT_CSS = """
    PathPicker { height: auto; }
    PathPicker > EntryLines { margin-top: 1; }
    """

    @dataclass
    class Pointed(Message):
        """Enter would take something else now."""

        meaning: Meaning

    @dataclass
    class Taken(Message):
        """Enter was pressed on this."""

        meaning: Meaning

    def __init__(self, text: str, *, hint: str = "", field_id: str) -> None:
        super().__init__()
        self._field = PathField(text, self._meant, hint=hint, id=field_id)
        self._lines = EntryLines()
        self._lookout = Lookout()
        self._sight: Sight | None = None
        self._looking = False
        self._waiting: list[Callable[[Sight], None]] = []
        page = 8
        self._keys: dict[str, Callable[[Sight], None]] = {
            "down": lambda _: self._move(1),
            "up": lambda _: self._move(-1),
            "pagedown": lambda _: self._move(page),
            "pageup": lambda _: self._move(-page),
            "tab": self._complete,
            "right": self._complete,
            "shift+tab": self._climb,
            "enter": self._take,
        }

    def compose(self) -> ComposeResult:
        """The field, and the entries."""
        yield self._field
        yield self._lines

    def on_mount(self) -> None:
        """Look around."""
        self._look()

    def begin(self) -> None:
        """Typing goes into the field."""
        self.screen.set_focus(self._field)

    @property
    def text(self) -> str:
        """The path as typed."""
        return self._field.text

    def press(self, key: str) -> None:
        """Do what a key does, when what is typed has been looked up."""
        act = self._keys[key]
        if self._sight is not None and self._sight.text == self._field.text:
            act(self._sight)
        else:
            self._waiting.append(act)
            self._look()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look where the path leads now."""
        event.stop()
        self._look()

    def on_entry_lines_clicked(self, event: EntryLines.Clicked) -> None:
        """Pick the line that was clicked; once more takes a file and goes into a folder."""
        event.stop()
        again = event.position == self._lines.at
        self._pick(event.position)
        if again and self._lines.picked is not None:
            self.press("tab" if self._lines.picked.is_folder else "enter")

    def _meant(self, key: str) -> bool:
        """Take a key; to the right it moves in the path, unless it is at its end already."""
        if key not in self._keys or (
            key == "right" and self._field.cursor_position < len(self._field.value)
        ):
            return False
        self.press(key)
        return True

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self.run_worker(self._see(), group="look")

    async def _see(self) -> None:
        try:
            sight: Sight | None = None
            # What was typed while the disk was waited for is looked up too, and only the last.
            while sight is None or sight.text != self._field.text:
                sight = await asyncio.to_thread(self._lookout.look, self._field.text)
        finally:
            self._looking = False
        if self._sight is None or sight.text != self._sight.text:
            self._sight = sight
            self._lines.show(sight.entries, sight.problem)
            self.post_message(self.Pointed(sight.meaning))
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act(sight)

    def _move(self, lines: int) -> None:
        self._pick(self._lines.at + lines)

    def _pick(self, position: int) -> None:
        self._lines.pick(position)
        if self._sight is not None:
            self.post_message(self.Pointed(self._pointed(self._sight)))

    def _pointed(self, sight: Sight) -> Meaning:
        picked = self._lines.picked
        return sight.meaning if picked is None else sight.meaning_of(picked)

    def _take(self, sight: Sight) -> None:
        self.post_message(self.Taken(self._pointed(sight)))

    def _complete(self, sight: Sight) -> None:
        """Go to the entry picked, or the only one; else as far as all names agree."""
        picked, entries = self._lines.picked, sight.entries
        if picked is None and len(entries) == 1 and sight.fragment:
            picked = entries[0]
        common = _shared_beginning([entry.name for entry in entries])
        if picked is not None:
            self._field.give(sight.text_of(picked))
        elif sight.fragment and sight.meaning.kind == "folder":
            self._field.give(f"{sight.base}{sight.fragment}/")
        elif sight.fragment and len(common) > len(sight.fragment):
            self._field.give(f"{sight.base}{common}")
        else:
            self._pick(0)

    def _climb(self, sight: Sight) -> None:
        """Drop what narrows, else go to the folder above."""
        # Not resolved: through a link, up leads back to where one came from.
        folder = Path(os.path.abspath(sight.folder))  # noqa: PTH100
        above = folder if sight.fragment else folder.parent
        self._field.give(f"{short_path(above)}/" if above != above.parent else str(above))


def _shared_beginning(names: Sequence[str]) -> str:
    """The letters with which all names begin."""
    first, last = min(names, default=""), max(names, default="")
    same = takewhile(lambda letters: letters[0] == letters[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in same)


def _one_line(text: str) -> str:
    return visible(text).replace("\n", "␊")
