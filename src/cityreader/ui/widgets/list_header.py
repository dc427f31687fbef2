"""The first line of the list: which library, whose, and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from cityreader.text.cells import fit
from cityreader.text.safety import visible
from cityreader.ui.theme import palette_of

if TYPE_CHECKING:
    from cityreader.models import LibraryCounts

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class HeaderState:
    """What the header tells.

    ``importing`` is how far an import is, the whole of it first, then ever shorter ways to say it;
    it stands in place of the coder and the note. So does ``working``, what else goes on.
    """

    library: str = ""
    coder: str = ""
    note: str = ""
    warning: str = ""
    viewpoint: str = ""
    counts: LibraryCounts | None = None
    selected: int = 0
    importing: tuple[str, ...] = ()
    working: str = ""


class ListHeader(Widget):
    """Names the library on the left and counts on the right; what does not fit goes, last first."""

    DEFAULT_CSS = """
    ListHeader { height: 1; padding: 0 2; background: $panel; color: $text-muted; }
    """

    def __init__(self, state: HeaderState) -> None:
        super().__init__()
        self._state = state

    @property
    def state(self) -> HeaderState:
        """What is shown."""
        return self._state

    def change(self, **changes: object) -> None:
        """Show something else."""
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]
        self.refresh()

    def render(self) -> Content:
        """Both sides on one line."""
        palette = palette_of(self.app.current_theme)
        state, room = self._state, self.content_size.width
        counted = _counted(state)
        share = 4 if state.importing else 2
        while len(counted) > 1 and _width(counted) > room // share:
            counted.pop()
        room -= _width(counted) + 2
        parts: list[Content] = []
        named = [("cityreader", f"bold {palette.accent}"), (state.library, palette.ink)]
        named += [(state.warning, f"bold {palette.warning}")]
        named += [(state.viewpoint, f"bold {palette.accent}")]
        if state.importing:
            named.pop(0)
            taken = sum(cell_len(SEPARATOR + text) for text, _ in named if text)
            named.append((_longest_fitting(state.importing, room - taken), palette.dim))
        else:
            aside = [(state.coder, palette.dim), (state.note, palette.faint)]
            named += [(state.working, palette.ink)] if state.working else aside
            if _width([text for text, _ in named if text]) > room:
                named.pop(0)
        for text, style in named:
            shown = visible(text)
            if not shown:
                continue
            separation = SEPARATOR if parts else ""
            if cell_len(separation) + cell_len(shown) > room:
                if room < 8:
                    break
                shown = fit(shown, room - cell_len(separation), cell_len).rstrip()
            parts += [Content.styled(separation, palette.faint), Content.styled(shown, style)]
            room -= cell_len(separation) + cell_len(shown)
        parts.append(Content(" " * max(0, room + 2)))
        for position, (text, style) in enumerate(_styled_counts(counted, state, palette.accent)):
            separation = SEPARATOR if position else ""
            parts += [
                Content.styled(separation, palette.faint),
                Content.styled(text, style or palette.dim),
            ]
        return Content.assemble(*parts)


def _longest_fitting(texts: tuple[str, ...], room: int) -> str:
    return next((text for text in texts if cell_len(text) <= room), texts[-1])


def _counted(state: HeaderState) -> list[str]:
    selected = [f"{state.selected:,} selected"] if state.selected else []
    if state.counts is None:
        return selected
    counts = state.counts
    articles = "1 article" if counts.articles == 1 else f"{counts.articles:,} articles"
    if counts.listed != counts.articles:
        articles += f" in {counts.listed:,} {'line' if counts.listed == 1 else 'lines'}"
    parts = [
        (counts.new, "new"),
        (counts.done, "done"),
        (counts.to_review, "to review"),
    ]
    return [*selected, articles, *(f"{count:,} {noun}" for count, noun in parts if count)]


def _styled_counts(counted: list[str], state: HeaderState, accent: str) -> list[tuple[str, str]]:
    return [
        (text, f"bold {accent}" if state.selected and not position else "")
        for position, text in enumerate(counted)
    ]


def _width(counted: list[str]) -> int:
    return cell_len(SEPARATOR.join(counted))
