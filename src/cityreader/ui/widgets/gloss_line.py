"""The line that explains the word under the cursor."""

from collections.abc import Sequence

from textual.content import Content

from cityreader.models import Equivalent, Gloss
from cityreader.text.pinyin import read_out, reading
from cityreader.ui.safety import plain
from cityreader.ui.theme import Palette, recolored
from cityreader.ui.widgets.words import Words

_AIR = 2
"""Cells between the parts."""


class GlossLine(Words):
    """One line: word, other script, reading and senses on the left, who says so on the right.

    It takes no room until there is something to tell, and keeps it then, so that the text does not
    jump with every word.
    """

    DEFAULT_CSS = """
    GlossLine { height: 1; padding: 0 2; background: $panel; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left = Content("")
        self._right = Content("")

    @property
    def told(self) -> str:
        """What it says, without the air between the parts."""
        return f"{self._left.plain}  {self._right.plain}".strip()

    def tell(self, left: Content, right: Content) -> None:
        """Show both parts; the left one is cut where they do not fit."""
        if self.display and (left, right) == (self._left, self._right):
            return
        self._left, self._right = left, right
        self.display = True
        self._paint()

    def clear(self) -> None:
        """Say nothing."""
        if self.display:
            self.tell(Content(""), Content(""))

    def repaint(self, before: Palette, after: Palette) -> None:
        """Show both parts in the colours of another palette."""
        self._left = recolored(self._left, before, after)
        self._right = recolored(self._right, before, after)
        self._paint()

    def on_resize(self) -> None:
        """Fit both parts into the new width."""
        self._paint()

    def _paint(self) -> None:
        width = max(0, self.app.size.width - 4)
        room = max(0, width - self._right.cell_length - _AIR)
        left = self._left
        if left.cell_length > room:
            left = left.truncate(max(0, room - 1)) + Content("…")
        air = " " * max(0, width - left.cell_length - self._right.cell_length)
        self.update(Content.assemble(left, air, self._right), layout=False)


def gloss_content(
    glosses: Sequence[Gloss], style: str, palette: Palette
) -> tuple[Content, Content]:
    """The parts of the line for some glosses: the first in full, then the other words, quietly.

    ``style`` is how Chinese is read: ``pinyin`` or ``zhuyin``.
    """
    first = glosses[0]
    same = [gloss for gloss in glosses if gloss.source == first.source]
    left = _in_full(first, style, palette)
    for gloss in glosses[1:]:
        senses = read_out(gloss.senses[0], style)
        read = f" {reading(gloss.pinyin, style)}" if gloss.pinyin else ""
        left += Content.styled("   · ", palette.faint)
        left += plain(f"{gloss.word}{read}  {senses}").stylize(palette.dim)
    count = f"  1 of {len(same)}" if len(same) > 1 else ""
    return left, Content.styled(f"{first.source}{count}", palette.faint)


def candidates_content(
    word: str, found: Sequence[Equivalent], palette: Palette
) -> tuple[Content, Content]:
    """The parts of the line for the Chinese words beside an English one, with their rows."""
    parts = [plain(word).stylize("bold"), Content("  ")]
    for candidate in found:
        ink = palette.accent if candidate.here else palette.ink
        parts += [plain(candidate.word).stylize(ink)]
        parts += [Content.styled(f" {candidate.rows}  ", palette.faint)]
    return Content.assemble(*parts), Content.styled("beside it in rows", palette.faint)


def _in_full(gloss: Gloss, style: str, palette: Palette) -> Content:
    other = f"〔{gloss.other}〕" if gloss.other else ""
    read = f" {reading(gloss.pinyin, style)}" if gloss.pinyin else ""
    senses = "; ".join(read_out(sense, style) for sense in gloss.senses)
    return Content.assemble(
        plain(f"{gloss.word}").stylize(f"bold {palette.ink}"),
        plain(other).stylize(palette.dim),
        plain(read).stylize(palette.accent),
        "   ",
        plain(senses).stylize(palette.ink),
    )
