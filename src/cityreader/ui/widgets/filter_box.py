"""The line the filter is typed in, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive

from cityreader.text.safety import visible
from cityreader.ui.keys import LineInput, press_key
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.words import Words

if TYPE_CHECKING:
    from cityreader.models import Completion, QueryProblem

_COMMANDS = ("up", "down", "pageup", "pagedown", "tab")
_EDITING = {
    "backspace": "delete_left",
    "delete": "delete_right",
    "left": "cursor_left",
    "right": "cursor_right",
    "home": "home",
    "end": "end",
    "ctrl+u": "delete_left_all",
    "ctrl+w": "delete_left_word",
}
"""Keys of the line itself, and the actions Textual binds them to."""
STEP = 8
"""The room of what stands right grows by so many cells, and shrinks only for a text that is longer
than the rest of the line: to lay the line out takes a millisecond."""
PLACEHOLDER = "words of titles  body:treaty  tag:forum  lang:zh  is:new  after:2025-06"


class FilterBox(Horizontal):
    """A prompt, the input, and to its right what the filter found."""

    DEFAULT_CSS = """
    FilterBox { height: 1; padding: 0 2; background: $panel; }
    FilterBox > #filter-prompt { width: 2; color: $text-muted; }
    FilterBox:focus-within > #filter-prompt { color: $accent; text-style: bold; }
    FilterBox > #filter-input { width: 1fr; }
    FilterBox > #filter-status { width: 0; text-align: right; color: $text-muted; }
    """

    def __init__(self, entered: Callable[[str], None]) -> None:
        """``entered`` is called with the text when enter is pressed."""
        super().__init__()
        self._entered = entered
        self._marked = _ProblemHighlighter()
        self._choices = self._status = ""
        self._shown = ("", "", "")
        self._room = 0

    def compose(self) -> ComposeResult:
        """Prompt, input, what the typed part can become, status."""
        yield Words(Content("/"), id="filter-prompt")
        yield FilterInput(
            self._entered,
            placeholder=PLACEHOLDER,
            highlighter=self._marked,
            id="filter-input",
        )
        yield Words(id="filter-status")

    @property
    def input(self) -> FilterInput:
        """Where the filter is typed."""
        return self.query_one("#filter-input", FilterInput)

    def offer(self, completion: Completion | None) -> None:
        """Say what the part that is being typed can become; tab takes the first.

        It is shown with the next ``tell``.
        """
        self.input.completion = completion
        choices = completion.choices if completion is not None else ()
        room = max(0, self.size.width // 2 - 4)
        shown = ""
        for choice in choices:
            longer = f"{shown} · {visible(choice)}" if shown else f"⇥ {visible(choice)}"
            if cell_len(longer) > room:
                break
            shown = longer
        self._choices = shown

    def tell(self, text: str) -> None:
        """Say to the right what the filter found."""
        self._status = text
        self._show_status()

    def _show_status(self) -> None:
        faint = palette_of(self).faint
        if self._shown == (self._choices, self._status, faint):
            return
        self._shown = (self._choices, self._status, faint)
        choices = Content.styled(self._choices, faint)
        gap = "  " if self._choices and self._status else ""
        shown = Content.assemble(choices, Content(gap + self._status))
        status = self.query_one("#filter-status", Words)
        needed = shown.cell_length + 2 if shown.cell_length else 0
        crowded = self.input.content_width > self.input.size.width
        if needed > self._room or not needed or (crowded and needed <= self._room - STEP):
            self._room = -(-needed // STEP) * STEP
            status.styles.width = self._room
        status.update(shown, layout=False)

    def show_problems(self, problems: Sequence[QueryProblem]) -> None:
        """Underline what was not understood."""
        palette = palette_of(self)
        self._marked.problems = tuple(problems)
        self._marked.style = f"underline {palette.warning}"
        self.input.refresh()


class FilterInput(LineInput):
    """The line itself: up and down in an empty one walk the history, tab completes."""

    # However long the text, the line is as wide as before: nothing is laid out anew at a key.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(
        self,
        entered: Callable[[str], None],
        *,
        placeholder: str = "",
        highlighter: Highlighter | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(entered, placeholder=placeholder, highlighter=highlighter, id=id)
        self.history: list[str] = []
        self.completion: Completion | None = None
        self._walked = -1
        self._origin = ""
        self._completed: tuple[Completion, str, int] | None = None

    async def on_key(self, event: events.Key) -> None:
        """Keys that mean something here only; all others go their usual way."""
        if not self.has_focus:
            return
        if event.key in _EDITING:
            # At once as well: else letters typed behind a backspace would come before it.
            await self.run_action(_EDITING[event.key])
        elif event.key == "shift+tab":
            self.complete(-1)
        elif self._walking and event.key in ("up", "down"):
            self.recall(1 if event.key == "up" else -1)
        else:
            if event.key in _COMMANDS:
                # At once: an enter behind it in the same burst opens where the cursor went.
                await press_key(self, event)
            return
        event.stop()
        event.prevent_default()

    @property
    def _walking(self) -> bool:
        """Whether a past search stands there as it was."""
        there = 0 <= self._walked < len(self.history)
        return there and self.value == self.history[self._walked]

    def recall(self, steps: int) -> None:
        """Put an older or newer of the past searches there; behind the newest it is empty."""
        number = (self._walked if self._walking else -1) + steps
        if number < len(self.history):
            self._walked = number
            self._put(self.history[number] if number >= 0 else "")

    def complete(self, steps: int) -> None:
        """Put a choice in the place of what is typed; again puts the next one there."""
        if self._completed is not None and self.value == self._completed[1]:
            completion, _, number = self._completed
            start = self._origin
            number = (number + steps) % len(completion.choices)
        elif self.completion is not None and self.completion.end <= len(self.value):
            completion, start = self.completion, self.value
            number = 0 if steps > 0 else len(completion.choices) - 1
        else:
            return
        text, cursor = completion.applied(start, completion.choices[number])
        self._origin = start
        self._completed = completion, text, number
        self._put(text, cursor)

    def _put(self, text: str, cursor: int | None = None) -> None:
        self.value = text
        self.cursor_position = len(text) if cursor is None else cursor


class _ProblemHighlighter(Highlighter):
    """Underlines the parts of a query that were not understood."""

    problems: tuple[QueryProblem, ...] = ()
    style = "underline"

    def highlight(self, text: Text) -> None:
        """Style the parts in place."""
        for problem in self.problems:
            text.stylize(self.style, problem.start, problem.end)
