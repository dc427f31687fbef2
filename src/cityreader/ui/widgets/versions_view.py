"""Two versions of one record beside each other, with what differs marked, and the words that a
mark stands on inverted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.containers import VerticalScroll
from textual.content import Content

from cityreader.models import Span, ToldVersion
from cityreader.text.deltas import blocks, deltas
from cityreader.text.lines import line_breaks
from cityreader.text.safety import visible
from cityreader.ui.keys import press_key
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, palette_of
from cityreader.ui.widgets.words import Words

WIDEST = 72
"""Cells of a column of text."""

LABEL = 16
"""Cells of the name of a field, where any has one."""

DIFFERS = "≠ "
"""Stands before what differs, beside its underlined words, so that colour is not needed."""

MOST_ALIKE = 3
"""Fields in a row that are the same and still shown; of more, only their number is told."""

NOWHERE = Span(0, 0)
"""No words of a mark."""


class _Field(NamedTuple):
    """One field of both versions, None where a version has none; ``alike`` counts same ones.

    ``standing`` is where the words of a mark stand on each side, empty where there are none.
    """

    name: str
    left: str | None
    right: str | None
    alike: int = 0
    standing: tuple[Span, Span] = (NOWHERE, NOWHERE)


class VersionsView(VerticalScroll, can_focus=True):
    """Two versions, field by field; long ones scroll."""

    DEFAULT_CSS = """
    VersionsView { height: 1fr; background: $background; padding: 1 2 0 2; overflow-x: hidden; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._versions: tuple[ToldVersion, ToldVersion] | None = None
        self._heads = ("", "")
        self._words = Words()

    def compose(self) -> Iterator[Words]:
        """The lines of both."""
        yield self._words

    def show(self, heads: tuple[str, str], versions: tuple[ToldVersion, ToldVersion]) -> None:
        """Show two versions from their beginning; ``heads`` stand over them."""
        if (heads, versions) == (self._heads, self._versions):
            return
        self._heads, self._versions = heads, versions
        self._paint()
        self.scroll_to(y=0, animate=False)

    def scroll_page(self, pages: int) -> None:
        """A page down or up; a line of it stays in sight."""
        self.scroll_relative(y=pages * max(1, self.size.height - 2), animate=False)

    async def on_key(self, event: events.Key) -> None:
        """Keys are commands of the screen."""
        await press_key(self, event)

    def on_resize(self) -> None:
        """The columns have another width."""
        self._paint()

    def _paint(self) -> None:
        width = self.scrollable_content_region.width
        if self._versions is not None and width > 0:
            left, right = self._versions
            lines = _Lines(width, left, right, palette_of(self))
            self._words.update(Content("\n").join(lines.all(self._heads)))


class _Lines:
    """The lines of two versions in so many cells."""

    def __init__(self, width: int, left: ToldVersion, right: ToldVersion, palette: Palette) -> None:
        self._palette = palette
        self._fields = list(_collapsed(list(_aligned(left, right))))
        named = any(field.name for field in self._fields)
        self._label = min(LABEL, width // 5 + 1) if named else len(DIFFERS)
        self._column = min(WIDEST, (width - self._label - 3) // 2)

    def all(self, heads: tuple[str, str]) -> Iterator[Content]:
        """The heads, and then the fields."""
        palette = self._palette
        inks = (f"bold {palette.ink}",) * 2
        yield from self._row(Content(""), heads, inks, ([], []))
        yield Content("")
        for field in self._fields:
            if field.alike:
                noun = "paragraphs" if not field.name else "fields"
                told = f"… {field.alike:,} {noun} alike …"
                yield Content.styled(" " * self._label + told, palette.faint)
                yield Content("")
                continue
            differs = field.left != field.right
            sign = DIFFERS if differs else " " * len(DIFFERS)
            name = fitted(field.name, self._label - len(sign) - 1)
            label = Content.styled(sign + name, palette.warning if differs else palette.faint)
            ink = palette.ink if differs else palette.dim
            sides = (_told(field.left), _told(field.right))
            both = field.left is not None and field.right is not None
            marked = deltas(*sides) if differs and both else ([], [])
            yield from self._row(label, sides, (ink, ink), marked, field.standing)
            if not field.name:
                yield Content("")

    def _row(
        self,
        label: Content,
        sides: tuple[str, str],
        inks: tuple[str, str],
        marked: tuple[list[Span], list[Span]],
        standing: tuple[Span, Span] = (NOWHERE, NOWHERE),
    ) -> Iterator[Content]:
        both = [
            self._wrapped(text, ink, spans, words)
            for text, ink, spans, words in zip(sides, inks, marked, standing, strict=True)
        ]
        rule = Content.styled(" │ ", self._palette.rule)
        for number in range(max(map(len, both))):
            left, right = (part[number] if number < len(part) else Content("") for part in both)
            first = label if number == 0 else Content("")
            yield Content.assemble(
                first, " " * max(0, self._label - first.cell_length),
                left, " " * max(0, self._column - left.cell_length), rule, right,
            )  # fmt: skip

    def _wrapped(
        self, text: str, ink: str, marked: Sequence[Span], standing: Span
    ) -> list[Content]:
        shown = visible(text)
        content = Content.styled(shown, ink)
        if len(shown) == len(text):
            for start, end in marked:
                content = content.stylize(f"bold underline {self._palette.warning}", start, end)
            content = content.stylize("reverse", *standing) if standing != NOWHERE else content
        starts = line_breaks(shown, max(self._column, 4), cell_len)
        ends = [*starts[1:], len(shown)]
        return [content[a:b].rstrip() for a, b in zip(starts, ends, strict=True)] or [Content("")]


def _told(words: str | None) -> str:
    return "—" if words is None else " ".join(words.split()) or "—"


def _aligned(left: ToldVersion, right: ToldVersion) -> Iterator[_Field]:
    """The fields of both by their names, in the order of the left; long words by paragraphs."""
    if any(name == "" and "\n\n" in words for name, words in (*left.fields, *right.fields)):
        for block in blocks(_whole(left), _whole(right)):
            alike = block.alike if block.alike > 1 else 0
            yield _Field("", block.left, block.right, alike)
        return
    ours, theirs = _by_name(left), _by_name(right)
    here, there = dict(left.standing), dict(right.standing)
    for key in dict.fromkeys((*ours, *theirs)):
        name = key[0]
        standing = here.get(name, NOWHERE), there.get(name, NOWHERE)
        yield _Field(name, ours.get(key), theirs.get(key), standing=standing)


def _by_name(version: ToldVersion) -> dict[tuple[str, int], str]:
    """The words by name, and by which of that name they are."""
    found: dict[tuple[str, int], str] = {}
    for name, words in version.fields:
        number = sum(known == name for known, _ in found)
        found[name, number] = words
    return found


def _whole(version: ToldVersion) -> str:
    return "\n\n".join(words for _, words in version.fields)


def _collapsed(fields: Sequence[_Field]) -> Iterator[_Field]:
    """Many fields in a row that are the same become one line."""
    run: list[_Field] = []
    for field in [*fields, None]:
        if field is not None and field.name and field.left == field.right:
            run.append(field)
            continue
        if len(run) > MOST_ALIKE:
            yield _Field(run[0].name, None, None, len(run))
        else:
            yield from run
        run = []
        if field is not None:
            yield field
