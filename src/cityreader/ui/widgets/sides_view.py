"""Two articles beside each other, to decide about them."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from cityreader.models import Article
from cityreader.text.lines import line_breaks
from cityreader.text.safety import visible
from cityreader.ui.keys import press_key
from cityreader.ui.reading.geometry import SIDE_BY_SIDE_FROM
from cityreader.ui.safety import fitted
from cityreader.ui.theme import palette_of
from cityreader.ui.widgets.reader_lines import LANGUAGE_NAMES

WIDEST = 72
"""Cells of a column of text."""


class SidesView(Widget, can_focus=True):
    """Two articles beside each other, or one above the other where there is little room."""

    DEFAULT_CSS = """
    SidesView { height: 1fr; background: $background; padding: 1 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._sides: list[tuple[Article, str]] = []
        self._words = ""

    def show(self, sides: list[tuple[Article, str]], words: str = "") -> None:
        """Show the titles and beginnings of articles; ``words`` stand there if there are none."""
        self._sides, self._words = [*sides], words
        self.refresh()

    async def on_key(self, event: events.Key) -> None:
        """Keys are commands of the screen."""
        await press_key(self, event)

    def render(self) -> Content:
        """The lines that fit."""
        palette = palette_of(self)
        if not self._sides:
            return Content.styled(self._words, palette.dim)
        width, height = self.content_size
        if width < SIDE_BY_SIDE_FROM - 4 or len(self._sides) == 1:
            each = max(3, height // len(self._sides) - 1)
            parts = [self._column(side, min(width, WIDEST), each) for side in self._sides]
            return Content("\n").join([line for part in parts for line in [*part, Content("")]])
        column = min(WIDEST, (width - 3) // 2)
        left, right = (self._column(side, column, height) for side in self._sides)
        rule = Content.styled(" │ ", palette.rule)
        blank = Content("")
        lines = []
        for number in range(max(len(left), len(right))):
            one = left[number] if number < len(left) else blank
            other = right[number] if number < len(right) else blank
            air = " " * max(0, column - one.cell_length)
            lines.append(Content.assemble(one, air, rule, other))
        return Content("\n").join(lines)

    def _column(self, side: tuple[Article, str], width: int, height: int) -> list[Content]:
        """Title, facts and the first lines of an article."""
        palette = palette_of(self)
        article, beginning = side
        language = LANGUAGE_NAMES.get(article.lang, article.lang)
        facts = [article.source or "", article.published.iso or "undated", language]
        lines = [
            Content.styled(part, f"bold {palette.ink}") for part in _wrapped(article.title, width)
        ]
        lines.append(
            Content.styled(fitted(" · ".join(filter(None, facts)), width).rstrip(), palette.dim)
        )
        lines.append(Content(""))
        return self._text(lines, beginning, width, height)

    def _text(self, lines: list[Content], beginning: str, width: int, height: int) -> list[Content]:
        palette = palette_of(self)
        for paragraph in beginning.split("\n\n"):
            if len(lines) >= height:
                break
            flat = " ".join(paragraph.split())
            lines += [Content.styled(part, palette.ink) for part in _wrapped(flat, width)]
            lines.append(Content(""))
        return lines[:height]


def _wrapped(text: str, width: int) -> list[str]:
    shown = visible(text)
    starts = line_breaks(shown, max(width, 4), cell_len)
    ends = [*starts[1:], len(shown)]
    return [shown[a:b].rstrip() for a, b in zip(starts, ends, strict=True)] or [""]
