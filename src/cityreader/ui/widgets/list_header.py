"""The first line of the list: which library, whose, and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from cityreader.text.safety import visible
from cityreader.ui.safety import fitted
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
    """Names the library on the left and counts on the right; what does not fit goes."""

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
        palette = palette_of(self)
        state, room = self._state, self.content_size.width
        named = [("cityreader", f"bold {palette.accent}"), (state.library, palette.ink)]
        named += [(state.warning, f"bold {palette.warning}")]
        named += [(state.viewpoint, f"bold {palette.accent}")]
        aside = [(state.coder, palette.dim), (state.note, palette.faint)]
        if not state.importing:
            named += [(state.working, palette.ink)] if state.working else aside
        left = _width([text for text, _ in named if text])
        # The numbers get what the names leave, half of the line at the least.
        counted = _counted(state, room // 4 if state.importing else max(room // 2, room - left - 2))
        room -= _width(counted) + 2
        parts: list[Content] = []
        if state.importing:
            named.pop(0)
            taken = sum(cell_len(SEPARATOR + text) for text, _ in named if text)
            named.append((_longest_fitting(state.importing, room - taken), palette.dim))
        elif left > room:
            named.pop(0)
        for text, style in named:
            shown = visible(text)
            if not shown:
                continue
            separation = SEPARATOR if parts else ""
            if cell_len(separation) + cell_len(shown) > room:
                if room < 8:
                    break
                shown = fitted(shown, room - cell_len(separation)).rstrip()
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


def _counted(state: HeaderState, room: int) -> list[str]:
    """The numbers in as many cells; what is least urgent goes first where they are too many."""
    selected = [f"{state.selected:,} selected"] if state.selected else []
    if state.counts is None:
        return selected
    counts = state.counts
    articles = "1 article" if counts.articles == 1 else f"{counts.articles:,} articles"
    lines = "line" if counts.listed == 1 else "lines"
    parts = {
        "new": f"{counts.new:,} new" * bool(counts.new),
        "done": f"{counts.done:,} done" * bool(counts.done),
        "to review": f"{counts.to_review:,} to review" * bool(counts.to_review),
        "not compared": f"{counts.not_compared:,} not compared · R" * bool(counts.not_compared),
    }
    in_lines = f" in {counts.listed:,} {lines}" * (counts.listed != counts.articles)
    for last in ("", "done", "new", "lines", "not compared", "to review"):
        parts.pop(last, None)
        in_lines = "" if last == "lines" else in_lines
        shown = [*selected, articles + in_lines, *filter(None, parts.values())]
        if _width(shown) <= room:
            break
    return shown


def _styled_counts(counted: list[str], state: HeaderState, accent: str) -> list[tuple[str, str]]:
    return [
        (text, f"bold {accent}" if state.selected and not position else "")
        for position, text in enumerate(counted)
    ]


def _width(counted: list[str]) -> int:
    return cell_len(SEPARATOR.join(counted))
