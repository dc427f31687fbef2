"""The line the filter is typed in, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from rich.highlighter import Highlighter
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from cityreader.ui.keys import LineInput

if TYPE_CHECKING:
    from cityreader.models import QueryProblem
    from cityreader.ui.app import CityReaderApp

PLACEHOLDER = "words of titles  body:treaty  tag:forum  lang:zh  is:new  after:2025-06"


class FilterBox(Horizontal):
    """A prompt, the input, and to its right what the filter found."""

    DEFAULT_CSS = """
    FilterBox { height: 1; padding: 0 2; background: $panel; }
    FilterBox > #filter-prompt { width: 2; color: $text-muted; }
    FilterBox:focus-within > #filter-prompt { color: $accent; text-style: bold; }
    FilterBox > #filter-input { width: 1fr; }
    FilterBox > #filter-status { width: auto; padding-left: 2; color: $text-muted; }
    """

    def __init__(self, entered: Callable[[str], None]) -> None:
        """``entered`` is called with the text when enter is pressed."""
        super().__init__()
        self._entered = entered
        self._marked = _ProblemHighlighter()

    def compose(self) -> ComposeResult:
        """Prompt, input, status."""
        yield Static("/", id="filter-prompt")
        yield LineInput(
            self._entered,
            placeholder=PLACEHOLDER,
            highlighter=self._marked,
            id="filter-input",
        )
        yield Static(id="filter-status")

    @property
    def input(self) -> Input:
        """Where the filter is typed."""
        return self.query_one("#filter-input", Input)

    def tell(self, text: str) -> None:
        """Say to the right what the filter found."""
        self.query_one("#filter-status", Static).update(Content(text))

    def show_problems(self, problems: Sequence[QueryProblem]) -> None:
        """Underline what was not understood."""
        palette = cast("CityReaderApp", self.app).palette
        self._marked.problems = tuple(problems)
        self._marked.style = f"underline {palette.warning}"
        self.input.refresh()


class _ProblemHighlighter(Highlighter):
    """Underlines the parts of a query that were not understood."""

    problems: tuple[QueryProblem, ...] = ()
    style = "underline"

    def highlight(self, text: Text) -> None:
        """Style the parts in place."""
        for problem in self.problems:
            text.stylize(self.style, problem.start, problem.end)
