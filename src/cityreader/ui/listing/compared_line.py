"""Painting one line of the comparison of two coders."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from textual.strip import Strip

from cityreader.models import Codebook
from cityreader.models.comparison import CoderVersion, ComparedLine
from cityreader.text.cells import fit
from cityreader.ui.listing.columns import GAP
from cityreader.ui.listing.event_line import NO_VALUE, letter_of
from cityreader.ui.listing.line_painter import MARGIN, LinePainter
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, letter_color

SIGN = 2
"""Cells of the sign before the two versions."""

OPEN, SAME, ASIDE = "≠", "=", "·"
LEFT, RIGHT, BOTH, OTHER = "◀", "▶", "✓", "◆"


@dataclass(frozen=True, slots=True)
class CompareLook:
    """What lines are painted with; ``side`` is the version that keys act on, 0 or 1."""

    palette: Palette
    codebook: Codebook | None
    convert: Callable[[str, str], str]
    side: int


def compare_columns(width: int) -> tuple[int, int]:
    """Cells of each version, and of what differs."""
    differs = 24 if width >= 110 else 14 if width >= 60 else 0
    rest = width - MARGIN - SIGN - GAP - (differs + GAP if differs else 0)
    return max(4, rest // 2), differs


def sign_of(line: ComparedLine, palette: Palette) -> tuple[str, str]:
    """What stands before a line, and its colour: undecided, decided for whom, set aside, alike."""
    if line.agreed is not None:
        of_left = line.left is not None and line.left.facts == line.agreed.facts
        of_right = line.right is not None and line.right.facts == line.agreed.facts
        sign = BOTH if of_left and of_right else LEFT if of_left else RIGHT if of_right else OTHER
        return sign, palette.success
    if line.set_aside:
        return ASIDE, palette.faint
    return (OPEN, palette.warning) if line.differs else (SAME, palette.faint)


def chosen_side(line: ComparedLine, side: int) -> int:
    """The version that keys act on: the side asked for, else the one there is."""
    if line.left is None or line.right is None:
        return 0 if line.right is None else 1
    return side


def paint_compared(line: ComparedLine, width: int, look: CompareLook, *, current: bool) -> Strip:
    """One line in exactly ``width`` cells."""
    palette = look.palette
    cells, differs = compare_columns(width)
    painter = LinePainter(palette, current=current)
    quiet = not line.differs or line.set_aside
    sign, ink = sign_of(line, palette)
    painter.bar()
    painter.text(f"{sign} ", ink, "bold")
    chosen = chosen_side(line, look.side) if current else None
    for side, version in enumerate((line.left, line.right)):
        _paint_version(painter, version, cells, look, line.lang, quiet=quiet, chosen=side == chosen)
        painter.text(" " * GAP if not side or differs else "", None)
    if differs:
        words = "set aside" if line.set_aside else ", ".join(line.differs)
        told = palette.faint if quiet or line.agreed else palette.warning
        painter.text(fitted(words, differs), told)
    return painter.strip(width)


def _paint_version(
    painter: LinePainter,
    version: CoderVersion | None,
    cells: int,
    look: CompareLook,
    lang: str,
    *,
    quiet: bool,
    chosen: bool,
) -> None:
    palette = look.palette
    if version is None:
        painter.text(fitted(f"{NO_VALUE} ", cells), palette.faint)
        return
    ground = palette.select if chosen else painter.ground
    letter, label, color = letter_of(version.code, look.codebook)
    words = look.convert(lang, " ".join(version.words.split()))
    ink = palette.ink if chosen else palette.faint if quiet else palette.dim
    painter.text(f"{letter} ", letter_color(color, ground), "bold", ground=ground)
    told = fitted(f"{label} “{words}”", cells - 2)
    painter.text(told, ink, "bold" if chosen else "", ground=ground)


def compare_heads(names: tuple[str, str], width: int, *, named: bool) -> str:
    """The names of the columns; that of what differs only if it is ``named``."""
    cells, differs = compare_columns(width)
    left, right = (fitted(name, cells - 2) for name in names)
    air = " " * (MARGIN + SIGN + 2)
    differing = "differs" if differs and named else ""
    return fit(f"{air}{left}{' ' * (GAP + 2)}{right}{' ' * GAP}{differing}", width, cell_len, "")
