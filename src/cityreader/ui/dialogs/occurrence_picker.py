"""All occurrences of some words, before they are tagged: space ticks one or not, enter tags."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cityreader.library.occurrences import Occurrence
from cityreader.text.cells import fit_end
from cityreader.text.safety import visible
from cityreader.ui.dialogs.dialog import LEAVE, Dialog, KeyHint
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, palette_of, style

_DATED_FROM = 90
_TITLE_SHARE = 0.28
_BEFORE_SHARE = 0.45


class OccurrenceLines(ScrollView, can_focus=True):
    """One line an occurrence, with a tick before those that will be tagged."""

    DEFAULT_CSS = "OccurrenceLines { height: auto; overflow-x: hidden; overflow-y: auto; }"

    def __init__(self, found: Sequence[Occurrence], left_out: Collection[int]) -> None:
        super().__init__(classes="scrolls")
        self.found = found
        self.cursor = 0
        self.left_out = set(left_out)

    @property
    def taken(self) -> list[Occurrence]:
        """Those that will be tagged."""
        return [one for number, one in enumerate(self.found) if number not in self.left_out]

    def move_to(self, position: int) -> None:
        """Put the cursor on a line, the nearest there is."""
        self.cursor = max(0, min(len(self.found) - 1, position))
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        if height and not top <= self.cursor < top + height:
            self.scroll_to(y=max(0, self.cursor - height // 2), animate=False, immediate=True)
        self.refresh()

    def toggle(self) -> None:
        """Take the line under the cursor out, or in again."""
        self.left_out ^= {self.cursor}
        self.refresh()

    def toggle_all(self) -> None:
        """Take every line in, or all out where every one is."""
        self.left_out = set() if self.left_out else set(range(len(self.found)))
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are occurrences."""
        return len(self.found)

    def on_resize(self) -> None:
        """The edge is elsewhere now."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.found))

    def on_click(self, event: events.Click) -> None:
        """A click goes to a line; on the line of the cursor it takes it out or in."""
        position = event.y + self.scroll_offset.y
        if position == self.cursor:
            self.toggle()
        elif position < len(self.found):
            self.move_to(position)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        position, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        palette = palette_of(self)
        if position >= len(self.found):
            return Strip.blank(width, style(None, palette.panel))
        out, here = position in self.left_out, position == self.cursor
        return paint_occurrence(self.found[position], width, palette, out=out, here=here)


class OccurrencePicker(Dialog[list[Occurrence]]):
    """Asks which occurrences to tag; gives back those that stay."""

    BINDINGS = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("space", "take", show=False),
        Binding("a", "take_all", show=False),
        Binding("enter", "accept", show=False),
    ]
    KEYS: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint("↵", "tag those with ☑", "accept"),
        KeyHint("space", "tick or not", "take"),
        KeyHint("a", "all or none", "take_all"),
        LEAVE,
    )

    def __init__(
        self, title: str, found: Sequence[Occurrence], left_out: Collection[int] = ()
    ) -> None:
        """``left_out`` are the numbers of the places that are not ticked at first."""
        super().__init__(title)
        self.lines = OccurrenceLines(found, left_out)

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield self.lines

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.set_focus(self.lines)

    def action_move(self, steps: int) -> None:
        """Next or previous line."""
        self.lines.move_to(self.lines.cursor + steps)

    def action_page(self, pages: int) -> None:
        """A page down or up."""
        height = self.lines.scrollable_content_region.height
        self.lines.move_to(self.lines.cursor + pages * max(1, height - 1))

    def action_take(self) -> None:
        """Take the line out, or in again."""
        self.lines.toggle()

    def action_take_all(self) -> None:
        """Take all lines in, or out."""
        self.lines.toggle_all()

    def action_accept(self) -> None:
        """Tag those that stay."""
        self.dismiss(self.lines.taken)


def paint_occurrence(
    one: Occurrence, width: int, palette: Palette, *, out: bool, here: bool
) -> Strip:
    """A line of ``width`` cells; the words begin in the same cell in all lines."""
    ground = palette.select if here else palette.panel
    faint, ink = style(palette.faint, ground), style(palette.dim, ground)
    words = style(palette.faint if out else palette.ink, ground, "strike" if out else "bold")
    tick = Segment("☐ " if out else "☑ ", style(palette.faint if out else palette.accent, ground))
    date = f"{one.article.published.iso or '—':<11}" if width >= _DATED_FROM else ""
    title = int(width * _TITLE_SHARE)
    room = width - 2 - len(date) - title - 2
    left = int(room * _BEFORE_SHARE)
    before, found, after = (visible(part) for part in (one.before, one.words, one.after))
    middle = min(cell_len(found), max(4, room - left - 4))
    segments = [
        tick,
        Segment(date + fitted(one.article.title, title) + "  ", faint),
        Segment(fit_end(before, left, cell_len), ink),
        Segment(fitted(found, middle), words),
        Segment(fitted(after, max(0, room - left - middle)), ink),
    ]
    return Strip(segments).adjust_cell_length(width, faint).simplify()
