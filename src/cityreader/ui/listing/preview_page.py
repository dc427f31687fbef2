"""The preview as lines of cells: both titles, where it comes from, the first rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from cityreader.models import Article, Bead
from cityreader.models.pair import Side
from cityreader.text.lines import line_breaks
from cityreader.text.phrases import counted
from cityreader.text.safety import visible
from cityreader.ui import theme
from cityreader.ui.listing.columns import GAP, PADDING, SCROLLBAR, columns_for
from cityreader.ui.listing.glance import Glance
from cityreader.ui.listing.line import Look, language_name
from cityreader.ui.safety import fitted

SIDE_BY_SIDE_FROM = 91
"""Cells of the preview from which the languages stand beside each other: a screen of 95."""

WIDEST = 84
"""Cells of a line of text; longer ones are hard to follow."""

RULE = " │ "
HOLE = "— no counterpart —"
LEFT_SHARE = 0.54


@dataclass(frozen=True, slots=True)
class _Piece:
    """One line of one side."""

    text: str
    ink: str
    attributes: str = ""


def preview_lines(glance: Glance, width: int, height: int, look: Look) -> list[Strip]:
    """The preview in exactly ``height`` lines of ``width`` cells."""
    page = _PreviewPage(glance, width, look)
    return page.lines(height)


class _PreviewPage:
    """Lays out one glance."""

    def __init__(self, glance: Glance, width: int, look: Look) -> None:
        self._glance = glance
        self._spread = glance.spread
        self._width = width
        self._look = look
        self._palette = look.palette
        right = self._spread.right
        self._beside = right is not None and width >= SIDE_BY_SIDE_FROM
        if self._beside:
            self._left = _left_width(width)
            self._right = width - self._left - cell_len(RULE)
        else:
            self._left = self._right = min(width, WIDEST)

    def lines(self, height: int) -> list[Strip]:
        """Titles and origins first, then as many rows as fit, the summary last."""
        summary = self._summary()
        body_height = height - (2 if height > 8 else 1)
        lines: list[Strip] = []
        for strip in self._top():
            lines.append(strip)
        if body_height - len(lines) > 3:
            lines.append(self._blank())
        airy = body_height - len(lines) >= 9
        for strip in self._rows(airy):
            if len(lines) >= body_height:
                break
            lines.append(strip)
        lines = lines[: max(0, body_height)]
        lines += [self._blank()] * (height - 1 - len(lines))
        return [*lines, summary][:height]

    def _top(self) -> Iterator[Strip]:
        left, right = self._spread.left, self._spread.right
        if self._beside and right is not None:
            yield self._line(self._title(left, self._left), self._title(right, self._right))
            yield self._line(self._origin(left), self._origin(right))
            return
        yield self._line(self._title(left, self._left))
        if right is None:
            yield self._line(self._origin(left))
            return
        yield self._line(self._title(right, self._right))
        yield self._line(_Piece(visible(_shared_origin(left, right)), self._palette.faint))

    def _rows(self, airy: bool) -> Iterator[Strip]:
        folded = self._glance.folded
        shown = [bead for row, bead in enumerate(self._spread.beads) if row not in folded]
        for number, bead in enumerate(shown):
            if number and airy:
                yield self._blank()
            left, right = self._wrapped(bead, "left"), self._wrapped(bead, "right")
            if self._beside:
                for line in range(max(len(left), len(right))):
                    yield self._line(
                        left[line] if line < len(left) else _NOTHING,
                        right[line] if line < len(right) else _NOTHING,
                    )
            else:
                yield from (self._line(piece) for piece in left)
                if self._spread.right is not None:
                    yield from (self._line(piece) for piece in right)

    def _wrapped(self, bead: Bead, side: Side) -> list[_Piece]:
        span, article = bead.on(side), self._spread.article(side)
        width = min(WIDEST, self._left if side == "left" else self._right)
        if article is None:
            return []
        if span is None:
            return [_Piece(HOLE, self._palette.faint, "italic")]
        text = visible(self._look.convert(article.lang, self._spread.words(bead, side)))
        text = text.replace("\n", " ")
        starts = [*line_breaks(text, width, cell_len), len(text)]
        ink = self._palette.dim if side == "left" or self._beside else self._palette.faint
        return [_Piece(text[start:end].rstrip(" "), ink) for start, end in pairwise(starts)]

    def _title(self, article: Article, width: int) -> _Piece:
        title = visible(self._look.convert(article.lang, article.title))
        return _Piece(fitted(title, width), self._palette.ink, "bold")

    def _origin(self, article: Article) -> _Piece:
        parts = (*_facts(article), article.author, language_name(article.lang))
        text = " · ".join(part for part in parts if part)
        return _Piece(visible(text), self._palette.faint)

    def _summary(self) -> Strip:
        glance = self._glance
        total = len(self._spread.beads)
        parts = ["1 row" if total == 1 else f"{total} rows"]
        if glance.row is not None:
            parts = [f"last read row {glance.row} of {total}"]
        if glance.notes:
            parts.append("1 note" if glance.notes == 1 else f"{glance.notes} notes")
        if others := glance.same_story:
            parts.append(f"same story: {counted(others, 'other')}")
        parts += [f"{label} {count}" if count > 1 else label for label, count in glance.marks]
        return self._line(_Piece(visible(" · ".join(parts)), self._palette.dim), whole=True)

    def _line(self, left: _Piece, right: _Piece | None = None, *, whole: bool = False) -> Strip:
        palette = self._palette
        width = self._width if whole or not self._beside else self._left
        segments = [self._segment(left, width)]
        if right is not None:
            segments.append(Segment(RULE, theme.style(palette.rule, palette.ground)))
            segments.append(self._segment(right, self._right))
        under = theme.style(palette.ink, palette.ground)
        return Strip(segments).adjust_cell_length(self._width, under)

    def _segment(self, piece: _Piece, width: int) -> Segment:
        style = theme.style(piece.ink, self._palette.ground, piece.attributes)
        return Segment(fitted(piece.text, width), style)

    def _blank(self) -> Strip:
        if self._beside:
            return self._line(_NOTHING, _NOTHING)
        return self._line(_NOTHING)


def _facts(article: Article) -> tuple[str | None, str | None]:
    own = "your translation" if article.kind == "user-translation" else None
    return own or article.source, article.published.iso


def _shared_origin(left: Article, right: Article) -> str:
    """Where a pair comes from on one line; what both sides share is said once."""
    langs = f"{language_name(left.lang)} ⇄ {language_name(right.lang)}"
    if _facts(left) == _facts(right):
        return " · ".join(part for part in (*_facts(left), langs) if part)
    sides = (" · ".join(part for part in _facts(side) if part) for side in (left, right))
    return f"{' ⇄ '.join(sides)} · {langs}"


def _left_width(width: int) -> int:
    """Cells of the left side: the right one begins under the counterparts of the list."""
    columns = columns_for(width + 2 * PADDING - SCROLLBAR)
    if not columns.right:
        return round((width - cell_len(RULE)) * LEFT_SHARE)
    return columns.titles_at + columns.left + GAP - cell_len(RULE) - PADDING


_NOTHING = _Piece("", "#000000")
