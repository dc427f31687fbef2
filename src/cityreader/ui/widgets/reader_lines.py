"""The lines around the text: the heading above it and the status below."""

from rich.cells import cell_len
from textual.content import Content

from cityreader.models import Codebook, Coverage, Event, Spread
from cityreader.text.phrases import counted
from cityreader.text.safety import visible
from cityreader.ui.safety import fitted, plain
from cityreader.ui.theme import Palette, palette_of, recolored
from cityreader.ui.widgets.words import Words

LANGUAGE_NAMES = {"en": "en", "zh-Hans": "简", "zh-Hant": "繁"}

SHORTEST_SOURCE = 8
"""Cells that the name of a source keeps on a line that is too short for it."""


class ReaderHeading(Words):
    """Two lines: the titles, then date, sources, languages and how much is paired."""

    DEFAULT_CSS = """
    ReaderHeading { height: 2; padding: 0 2; background: $panel; }
    """

    def show(self, spread: Spread, *, state: str, flagged: bool, viewpoint: str = "") -> None:
        """Show the titles and sources of a spread, and whose marks are shown if not all are."""
        palette = palette_of(self)
        room = max(20, self.app.size.width - 4)
        self.update(
            Content("\n").join(
                [
                    _titles(spread, room),
                    _facts(
                        spread, palette, room, state=state, flagged=flagged, viewpoint=viewpoint
                    ),
                ]
            ),
            layout=False,
        )


class StatusLine(Words):
    """One line: what was done or the current event on the left, where one is on the right."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 2; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left = Content("")
        self._right = Content("")

    @property
    def left(self) -> Content:
        """The left part as it was given."""
        return self._left

    @property
    def room(self) -> int:
        """Cells for the left part beside the right one, and one of air at least."""
        return max(0, self.app.size.width - 5 - self._right.cell_length)

    def repaint(self, before: Palette, after: Palette) -> None:
        """Show both parts in the colours of another palette."""
        self.show(recolored(self._left, before, after), recolored(self._right, before, after))

    def show(self, left: Content | None = None, right: Content | None = None) -> None:
        """Show a new left or right part; what is None stays."""
        self._left = self._left if left is None else left
        self._right = self._right if right is None else right
        # So that the place on the right is never cut.
        room, shown = self.room, self._left
        if shown.cell_length > room:
            shown = shown.truncate(max(0, room - 1)) + Content("…")
        air = room - shown.cell_length + 1
        self.update(Content.assemble(shown, " " * air, self._right), layout=False)


def event_line(event: Event, codebook: Codebook, palette: Palette, by: str = "") -> Content:
    """An event on one line: ``▸ agreement · 2025-12-28 · Shanghai · 2 mentions · 3 roles``.

    ``by`` is who made it, said of the events of others.
    """
    tag = codebook.get(event.type)
    mentions = event.mentions
    roles = len(event.annotation_uuids) - mentions
    parts = [
        (tag.label() if tag else event.type) + (f" by {visible(by)}" if by else ""),
        event.status if event.status != "happened" else "",
        event.date.iso or "",
        event.place.name or "",
        counted(mentions, "mention"),
        counted(roles, "role") if roles else "",
        event.title or "",
    ]
    return Content.assemble(
        Content.styled("▸ ", palette.accent), plain(" · ".join(part for part in parts if part))
    )


def _titles(spread: Spread, room: int) -> Content:
    left = spread.left.title
    if spread.right is None:
        return Content(fitted(left, room).rstrip()).stylize("bold")
    right = spread.right.title or "your translation"
    needed = cell_len(left) + 3 + cell_len(right)
    if needed > room:
        share = max(10, min(cell_len(left), max(room - 3 - cell_len(right), (room - 3) * 6 // 10)))
        left = fitted(left, share).rstrip()
        right = fitted(right, room - 3 - cell_len(left)).rstrip()
    return Content.assemble(Content(left).stylize("bold"), "   ", Content(right))


def _facts(
    spread: Spread, palette: Palette, room: int, *, state: str, flagged: bool, viewpoint: str
) -> Content:
    """The second line in at most ``room`` cells; long names of sources are what gives way."""
    whose = f"{visible(viewpoint)}  " if viewpoint else ""
    signs = " ✓ done" * (state == "done") + " ! flagged" * flagged
    date, source, *others = _parts(spread)
    others = [part for part in others if part]
    left_over = room - cell_len(whose + " · ".join([date, "", *others]) + signs)
    if cell_len(source) > left_over:
        source = fitted(source, max(SHORTEST_SOURCE, left_over)).rstrip()
    line = plain(" · ".join(part for part in (date, source, *others) if part))
    facts = Content.assemble(line.stylize(palette.dim), Content.styled(signs, palette.accent))
    return Content.assemble(Content.styled(whose, f"bold {palette.accent}"), facts)


def _parts(spread: Spread) -> list[str]:
    """Date, source, and what else is told of a spread; what is not known is empty."""
    left, right = spread.left, spread.right
    if right is None:
        language = LANGUAGE_NAMES.get(left.lang, left.lang)
        return [left.published.iso or "undated", left.source or "", language, "no counterpart"]
    sources = [source for source in (left.source, right.source) if source]
    return [
        left.published.iso or right.published.iso or "undated",
        " ↔ ".join(dict.fromkeys(sources)),
        " ↔ ".join(LANGUAGE_NAMES.get(lang, lang) for lang in (left.lang, right.lang)),
        "your translation" if "user-translation" in (left.kind, right.kind) else "",
        str(Coverage.of(spread.beads)),
        _which_counterpart(spread) if len(spread.counterparts) > 1 else "",
    ]


def _which_counterpart(spread: Spread) -> str:
    """Which of several counterparts is shown: ``counterpart 1 of 2``."""
    shown = {article.id for article in (spread.left, spread.right) if article is not None}
    numbers = [n for n, one in enumerate(spread.counterparts, 1) if one.id in shown]
    return f"counterpart {min(numbers, default=1)} of {len(spread.counterparts)}"
