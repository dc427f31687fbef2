"""Painting one article as one line of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cityreader.text.safety import visible
from cityreader.ui import theme
from cityreader.ui.listing.columns import GAP, LETTERS, Columns
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette

if TYPE_CHECKING:
    from cityreader.models import Codebook, ListedArticle, Span

CURSOR_BAR = "▎"
SELECTED = "+"
FLAGGED = "!"
STATE_MARKS = {"new": "●", "done": "✓"}
NO_DATE = "—"
WAITING = "·"

LANGUAGES = {"zh-Hans": "简", "zh-Hant": "繁", "zh": "中"}
"""Short names of languages; others are their tag."""


@dataclass(frozen=True, slots=True)
class Look:
    """What lines are painted with, the same for every line of the list.

    ``convert`` gives a title of a language as it is to be shown, with as many code points;
    ``found`` gives the code points of a title that the query matched.
    """

    palette: Palette
    codebook: Codebook | None = None
    convert: Callable[[str, str], str] = lambda _, title: title
    found: Callable[[str], Sequence[Span]] = lambda _: ()


def language_name(tag: str) -> str:
    """A language in at most two cells or so: ``en``, ``繁``, ``简``."""
    return LANGUAGES.get(tag) or tag.partition("-")[0][:3]


def paint_line(
    article: ListedArticle, columns: Columns, look: Look, *, current: bool, selected: bool
) -> Strip:
    """One line of the list, exactly as wide as its columns."""
    painter = _LinePainter(look, current=current, selected=selected)
    painter.marks(article, current=current, selected=selected)
    if columns.date:
        painter.cell(article.published.iso or NO_DATE, columns.date, look.palette.faint)
    if columns.letters:
        painter.letters(article, columns.letters)
    _paint_titles(painter, article, columns, look)
    if columns.source:
        painter.cell(_sources(article, columns.source), columns.source, look.palette.faint)
    if columns.last:
        painter.right_cell(_last(article, columns), columns.last, look.palette.faint)
    return painter.strip(columns.width)


def paint_waiting(columns: Columns, look: Look, *, current: bool, gone: bool = False) -> Strip:
    """A line whose article is not here yet, or is gone from the library."""
    painter = _LinePainter(look, current=current, selected=False)
    painter.text(CURSOR_BAR if current else " ", look.palette.accent)
    painter.text(" " * (columns.titles_at - 1), look.palette.faint)
    text = "no longer in the library" if gone else WAITING
    painter.text(fitted(text, columns.titles), look.palette.faint)
    return painter.strip(columns.width)


OWN = "yours "
"""Stands before the title of a translation written here."""


class _LinePainter:
    """Puts segments side by side on one ground."""

    def __init__(self, look: Look, *, current: bool, selected: bool) -> None:
        palette = look.palette
        self._look = look
        self.ground = palette.current if current else palette.ground
        if selected:
            self.ground = theme.mix(self.ground, palette.select, 0.45)
        self.current = current
        self._segments: list[Segment] = []

    def style(self, ink: str, attributes: str = "") -> Style:
        """A style on the ground of this line."""
        return theme.style(ink, self.ground, attributes)

    def text(self, text: str, ink: str, attributes: str = "") -> None:
        """Add a piece of text."""
        if text:
            self._segments.append(Segment(text, self.style(ink, attributes)))

    def cell(self, text: str, width: int, ink: str) -> None:
        """Add a column of plain text and the gap behind it."""
        self.text(fitted(text, width) + " " * GAP, self._lively(ink))

    def right_cell(self, text: str, width: int, ink: str) -> None:
        """Add the last column, set to the right."""
        shown = fitted(text, min(width, cell_len(text)))
        self.text(" " * (width - cell_len(shown)) + shown, self._lively(ink))

    def marks(self, article: ListedArticle, *, current: bool, selected: bool) -> None:
        """Add cursor bar, selection, state and flag.

        A blank cell is styled like its neighbours: where styles change less, less is painted and
        sent to the terminal, of a list a third.
        """
        palette = self._look.palette
        self.text(CURSOR_BAR if current else " ", palette.accent)
        self.text(SELECTED if selected else " ", palette.accent, "bold" if selected else "")
        done = article.state == "done"
        self.text(
            STATE_MARKS.get(article.state, " "),
            palette.success if done else palette.accent,
        )
        if article.flagged:
            self.text(FLAGGED, palette.warning, "bold")
        self.text(" " * (2 - article.flagged), self._lively(palette.faint))

    def letters(self, article: ListedArticle, width: int) -> None:
        """Add the letters of the event types in the article."""
        types = list(_event_types(article.tags, self._look.codebook))
        shown = types if len(types) <= LETTERS else types[: LETTERS - 1]
        for letter, color in shown:
            self.text(letter, theme.letter_color(color, self.ground))
        rest = "+" if len(shown) < len(types) else ""
        used = sum(cell_len(letter) for letter, _ in shown) + len(rest)
        self.text(rest + " " * (width - used + GAP), self._lively(self._look.palette.faint))

    def title(self, title: str, lang: str, width: int, ink: str, attributes: str = "") -> None:
        """Add a title with what the query found in it, and the gap behind it."""
        shown = visible(self._look.convert(lang, title))
        cut = fitted(shown, width)
        kept = _common_length(shown, cut)
        # Underlined as well, for screens without colours.
        found = theme.style(
            self._look.palette.ink, self._look.palette.found, f"{attributes} underline"
        )
        at = 0
        for span in self._look.found(title):
            start, end = min(span.start, kept), min(span.end, kept)
            if start >= end:
                break
            self.text(cut[at:start], ink, attributes)
            self._segments.append(Segment(cut[start:end], found))
            at = end
        self.text(cut[at:] + " " * GAP, ink, attributes)

    def strip(self, width: int) -> Strip:
        """The whole line."""
        under = self._segments[-1].style
        return Strip(self._segments).adjust_cell_length(width, under).simplify()

    def _lively(self, ink: str) -> str:
        """Quiet text is read more easily on the line of the cursor."""
        return self._look.palette.dim if self.current else ink


def _paint_titles(
    painter: _LinePainter, article: ListedArticle, columns: Columns, look: Look
) -> None:
    palette = look.palette
    ink = {"new": palette.ink, "done": palette.faint}.get(article.state, palette.dim)
    ink = palette.ink if painter.current else ink
    attributes = "bold" if painter.current else ""
    other = article.counterpart_title
    if other is None or not columns.right:
        painter.title(article.title, article.lang, columns.titles, ink, attributes)
        return
    painter.title(article.title, article.lang, columns.left, ink, attributes)
    width = columns.right
    if article.counterpart_kind == "user-translation":
        painter.text(OWN, palette.accent)
        width -= cell_len(OWN)
    painter.title(other, article.counterpart_lang or "", width, ink)


def _event_types(codes: Iterable[str], codebook: Codebook | None) -> Iterable[tuple[str, str]]:
    """Letter and colour of each event type among the tags of an article."""
    for code in codes:
        tag = codebook.get(code) if codebook else None
        if tag is not None and tag.kind == "event":
            yield tag.letter, theme.tag_color(tag)


def _sources(article: ListedArticle, width: int) -> str:
    """The source, with the counterpart's where both fit."""
    own, other = article.source or "", article.counterpart_source or ""
    both = f"{own} · {other}" if own and other and own != other else own or other
    return both if cell_len(both) <= width else own or other


def _last(article: ListedArticle, columns: Columns) -> str:
    """Paired rows of all rows; where there is no room for two titles, or no pair, the languages."""
    own = language_name(article.lang)
    if article.counterpart_title is None:
        return own
    if columns.right and article.rows:
        return f"{article.paired}/{article.rows}"
    return f"{own} {language_name(article.counterpart_lang or '')}"


def _common_length(shown: str, cut: str) -> int:
    """How many code points of a title are left when it was cut or padded."""
    if cut.startswith(shown):
        return len(shown)
    pairs = enumerate(zip(shown, cut, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(shown), len(cut)))
