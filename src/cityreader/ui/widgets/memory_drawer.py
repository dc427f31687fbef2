"""The lines below the text while a translation is written: memory matches and glossary terms."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from cityreader.models import MemoryMatch
from cityreader.text.safety import visible
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, palette_of
from cityreader.ui.widgets.words import Words

Term = tuple[str, tuple[str, ...]]
"""A term as the sentence has it, and its forms in the language that is written."""

_LEAST_SOURCE = 24


class MemoryDrawer(Words):
    """One line a match, numbered as its key, and one for the terms; as many lines as there are."""

    DEFAULT_CSS = """
    MemoryDrawer { height: auto; padding: 0 2; background: $panel; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.matches: Sequence[MemoryMatch] = ()
        self._terms: Sequence[Term] = ()

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Show the terms of a sentence."""
        self._terms = terms
        self._paint()

    def show_matches(self, matches: Sequence[MemoryMatch]) -> None:
        """Show rows like the sentence, best first."""
        self.matches = matches
        self._paint()

    def clear(self) -> None:
        """Show nothing."""
        self.matches, self._terms = (), ()
        self._paint()

    def on_resize(self) -> None:
        """Cut the lines to the new width."""
        self._paint()

    def _paint(self) -> None:
        palette = palette_of(self)
        room = max(20, self.app.size.width - 4)
        lines = [_match(n, match, room, palette) for n, match in enumerate(self.matches, 1)]
        if self._terms:
            words = " · ".join(f"{term} → {' / '.join(forms)}" for term, forms in self._terms)
            shown = fitted(words, room - 6).rstrip()
            lines.append(Content.assemble(Content.styled("terms ", palette.faint), Content(shown)))
        self.display = bool(lines)
        self.update(Content("\n").join(lines))


def _match(number: int, match: MemoryMatch, room: int, palette: Palette) -> Content:
    """``alt+1  94 % ✓ the target   ← the source, where from``."""
    head = f"alt+{number} "
    sure = f"{int(match.score):>3} %{' ✓' if match.checked else '  '} "
    left = room - cell_len(head) - cell_len(sure)
    own = "your translation" if match.article.kind == "user-translation" else ""
    place = own or " ".join(
        part for part in (match.article.source, match.article.published.iso) if part
    )
    origin = visible(f"  ← {match.source}" + (f" · {place}" if place else ""))
    target = visible(match.target)
    share = max(left - max(_LEAST_SOURCE, cell_len(origin)), left * 2 // 3)
    target = fitted(target, share).rstrip() if cell_len(target) > share else target
    rest = left - cell_len(target)
    origin = fitted(origin, rest).rstrip() if cell_len(origin) > rest else origin
    tone = palette.success if match.score >= 85 else palette.warning
    return Content.assemble(
        Content.styled(head, palette.accent),
        Content.styled(sure, tone),
        Content(target),
        Content.styled(origin, palette.faint),
    )
