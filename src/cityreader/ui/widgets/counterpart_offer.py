"""What stands in the empty column: the articles that may be the counterpart."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from cityreader.models.counterpart import Candidate
from cityreader.ui.keys import press_key
from cityreader.ui.listing.line_painter import CURSOR_BAR
from cityreader.ui.safety import fitted
from cityreader.ui.theme import palette_of

PADDING = 2
"""Cells of air on both sides."""

SEPARATOR = " · "


def score_words(score: float, kind: str) -> str:
    """How sure it is, in words: ``counterpart · 98 %``."""
    percent = "under 1 %" if score < 0.01 else f"{min(99, round(score * 100))} %"
    return f"{'counterpart' if kind == 'counterpart' else 'same story?'} · {percent}"


def facts_of(candidate: Candidate) -> str:
    """Source and date of a candidate."""
    article = candidate.article
    return " · ".join(part for part in (article.source, article.published.iso) if part)


class CounterpartOffer(Widget, can_focus=True):
    """Lists candidates best first; with the focus, its keys accept and dismiss them.

    Beside the text each takes four lines, below it two, and as many are shown as fit.
    """

    DEFAULT_CSS = """
    CounterpartOffer { width: 2fr; height: 1fr; background: $background; padding: 1 0; }
    CounterpartOffer.below { width: 100%; height: auto; max-height: 7; padding: 0;
        background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.candidates: Sequence[Candidate] = ()
        self.at = 0
        self._looking = False
        self._hints: Sequence[str] = ()

    @property
    def current(self) -> Candidate | None:
        """The candidate under the cursor."""
        return self.candidates[self.at] if self.candidates else None

    def look(self) -> None:
        """Say that candidates are being looked for."""
        self.candidates, self.at, self._looking = (), 0, True
        self.refresh(layout=True)

    def offer(self, candidates: Sequence[Candidate], hints: Sequence[str]) -> None:
        """Show candidates, with hints on the keys."""
        self.candidates, self._looking, self._hints = candidates, False, hints
        self.at = min(self.at, max(0, len(candidates) - 1))
        self.refresh(layout=True)

    def move(self, steps: int) -> None:
        """Go to the next or previous candidate."""
        if self.candidates:
            self.at = min(max(self.at + steps, 0), len(self.candidates) - 1)
            self.refresh()

    async def on_key(self, event: events.Key) -> None:
        """Keys are commands of the screen."""
        await press_key(self, event)

    def on_focus(self) -> None:
        """The cursor shows where the focus is."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor goes with the focus."""
        self.refresh()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Below the text, only the lines needed."""
        return len(self._lines(width, 7))

    def render(self) -> Content:
        """The lines that fit."""
        size = self.content_size
        return Content("\n").join(self._lines(size.width, size.height))

    def _lines(self, width: int, height: int) -> list[Content]:
        palette, below = palette_of(self), self.has_class("below")
        room = max(10, width - 2 * PADDING)
        blank = Content("")

        def line(text: str, ink: str, bar: bool = False) -> Content:
            edge = Content.styled(CURSOR_BAR, palette.accent) if bar else Content(" ")
            shown = fitted(text, room).rstrip()
            return Content.assemble(edge, Content(" "), Content.styled(shown, ink))

        hints = _packed(self._hints, room)
        if self._looking:
            return [line("Looking for a counterpart …", palette.faint)]
        if not self.candidates:
            nothing = ("Nothing in the library tells this", "in the other language.", "", *hints)
            return [line(text, palette.faint) for text in nothing]
        likely = any(one.kind == "counterpart" and not one.dismissed for one in self.candidates)
        asked = "No counterpart yet. Is it this?"
        lines = [line(asked if likely else "No counterpart is likely; the closest:", palette.dim)]
        if not below:
            lines.append(blank)
        each = 2 if below else 5
        shown = max(1, (height - len(lines) - len(hints)) // each)
        first = max(0, min(self.at - shown // 2, len(self.candidates) - shown))
        for number in range(first, min(first + shown, len(self.candidates))):
            one = self.candidates[number]
            here = self.has_focus and number == self.at
            ink = palette.ink if here or not self.has_focus else palette.dim
            words = score_words(one.score, one.kind)
            sure = palette.success if one.kind == "counterpart" else palette.warning
            if one.dismissed:
                words, sure = "dismissed", palette.faint
            if below:
                lines.append(line(one.article.title, ink, here))
                facts = " · ".join(part for part in (words, facts_of(one), one.reason) if part)
                lines.append(line(facts, palette.faint, here))
                continue
            lines += [
                line(words, sure, here),
                line(one.article.title, ink, here),
                line(facts_of(one) or "undated", palette.dim, here),
                line(one.reason, palette.faint, here),
                blank,
            ]
        return lines + [line(text, palette.faint) for text in hints]


def _packed(hints: Sequence[str], room: int) -> list[str]:
    """Hints on as few lines as hold them, none of them cut in two."""
    lines: list[str] = []
    for hint in hints:
        longer = f"{lines[-1]}{SEPARATOR}{hint}" if lines else hint
        if lines and cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(hint)
    return lines
