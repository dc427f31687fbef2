"""A note on a passage."""

from itertools import pairwise

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from cityreader.text.lines import line_breaks
from cityreader.text.safety import clean, visible
from cityreader.ui.dialogs.dialog import LEAVE, DraftingDialog, KeyHint
from cityreader.ui.dialogs.fields import NoteArea
from cityreader.ui.safety import fitted

QUOTE_LINES = 2
"""Lines of the passage that are shown at most."""


class Quote(Widget):
    """The first lines of a passage."""

    def __init__(self, text: str) -> None:
        super().__init__(classes="quote")
        # A screenful of code points is more than its lines can show.
        self._text = visible(" ".join(text[:2000].split()))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the passage takes, within bounds."""
        return min(QUOTE_LINES, len(line_breaks(self._text, width, cell_len)))

    def render(self) -> Content:
        """The lines; the last ends with an ellipsis if the passage goes on."""
        width = self.size.width
        starts = line_breaks(self._text, width, cell_len)[:QUOTE_LINES]
        lines = [self._text[start:end] for start, end in pairwise(starts)]
        lines.append(fitted(self._text[starts[-1] :], width))
        return Content("\n".join(line.rstrip() for line in lines))


class NoteEditor(DraftingDialog[str | None, str]):
    """Shows the passage and takes a note of several lines.

    Gives back the cleaned note (empty when all of it was deleted), or None when it was left.
    ``draft_key`` names what the note is about; without it the passage does.
    """

    TAKES_ENTER = True
    KEYS = (KeyHint("↵", "save", "accept"), KeyHint("^j", "new line", "new_line"), LEAVE)

    def __init__(self, quote: str, text: str, *, title: str = "Note", draft_key: str = "") -> None:
        super().__init__(title, text, draft_key or f"note:{quote}")
        self._quote = quote

    def compose_body(self) -> ComposeResult:
        """The passage, and under it the note."""
        if self._quote:
            yield Quote(self._quote)
        yield NoteArea(self.shown, hint="what to remember about it")

    def begin(self) -> None:
        """Typing goes into the note."""
        self.set_focus(self.query_one(NoteArea))

    def typed(self) -> str:
        """The note as it stands."""
        return self.query_one(NoteArea).words

    def action_accept(self) -> None:
        """Give the note back."""
        self.accept(clean(self.typed()).text)

    def action_new_line(self) -> None:
        """Begin a new line at the cursor."""
        self.query_one(NoteArea).begin_line()
