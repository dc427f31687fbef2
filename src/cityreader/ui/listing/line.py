"""Painting one article as one line of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.strip import Strip

from cityreader.text.safety import visible
from cityreader.ui import theme
from cityreader.ui.listing.columns import GAP, LETTERS, Columns
from cityreader.ui.listing.line_painter import CURSOR_BAR, LinePainter
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette

if TYPE_CHECKING:
    from cityreader.models import Codebook, ListedArticle, Span

SELECTED = "+"
FLAGGED = "!"
STATE_MARKS = {"new": "●", "done": "✓"}
_UNDATED = "—"

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
    painter = _ArticlePainter(look, current=current, selected=selected)
    painter.marks(article, selected=selected)
    painter.cell(article.published.iso or _UNDATED, columns.date, painter.quiet)
    if columns.letters:
        painter.letters(article, columns.letters)
    _paint_titles(painter, article, columns, look)
    painter.cell(_sources(article, columns.source), columns.source, painter.quiet)
    if columns.last:
        painter.right_cell(_last(article, columns), columns.last, painter.quiet)
    return painter.strip(columns.width)


OWN = "yours "
"""Stands before the title of a translation written here."""


class _ArticlePainter(LinePainter):
    """Paints what an article of the list has."""

    def __init__(self, look: Look, *, current: bool, selected: bool) -> None:
        super().__init__(look.palette, current=current)
        self._look = look
        if selected:
            self.ground = theme.mix(self.ground, look.palette.select, 0.45)

    def right_cell(self, text: str, width: int, ink: str) -> None:
        """Add the last column, set to the right, with the cell behind it."""
        shown = fitted(text, min(width, cell_len(text)))
        self.text(" " * (width - cell_len(shown)) + shown + " ", ink)

    def marks(self, article: ListedArticle, *, selected: bool) -> None:
        """Add cursor bar, selection, state and flag.

        A blank cell is styled like its neighbours: where styles change less, less is painted and
        sent to the terminal, of a list a third.
        """
        palette = self.palette
        self.text(CURSOR_BAR if self.current else " ", palette.accent)
        self.text(SELECTED if selected else " ", palette.accent, "bold" if selected else "")
        done = article.state == "done"
        self.text(
            STATE_MARKS.get(article.state, " "),
            palette.success if done else palette.accent,
        )
        if article.flagged:
            self.text(FLAGGED, palette.warning, "bold")
        self.text(" " * (2 - article.flagged), self.quiet)

    def letters(self, article: ListedArticle, width: int) -> None:
        """Add the letters of the event types in the article."""
        types = list(_event_types(article.tags, self._look.codebook))
        shown = types if len(types) <= LETTERS else types[: LETTERS - 1]
        for letter, color in shown:
            self.text(letter, theme.letter_color(color, self.ground))
        rest = "+" if len(shown) < len(types) else ""
        used = sum(cell_len(letter) for letter, _ in shown) + len(rest)
        self.text(rest + " " * (width - used + GAP), self.quiet)

    def title(self, title: str, lang: str, width: int, ink: str, attributes: str = "") -> None:
        """Add a title with what the query found in it, and the gap behind it."""
        shown = visible(self._look.convert(lang, title))
        cut = fitted(shown, width)
        kept = _common_length(shown, cut)
        at = 0
        for span in self._look.found(title):
            start, end = min(span.start, kept), min(span.end, kept)
            if start >= end:
                break
            self.text(cut[at:start], ink, attributes)
            # Underlined as well, for screens without colours.
            self.text(cut[start:end], self.palette.ink, f"{attributes} underline",
                      ground=self.palette.found)  # fmt: skip
            at = end
        self.text(cut[at:] + " " * GAP, ink, attributes)


def _paint_titles(
    painter: _ArticlePainter, article: ListedArticle, columns: Columns, look: Look
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
