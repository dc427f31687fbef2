"""The lower part of the comparison: a sentence, and field by field what two coders say of it."""

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from cityreader.models.comparison import CoderVersion, ComparedLine, Comparison
from cityreader.text.lines import line_breaks
from cityreader.text.phrases import counted
from cityreader.text.safety import visible
from cityreader.ui.listing.columns import SCROLLBAR
from cityreader.ui.listing.compared_line import CompareLook, chosen_side, compare_heads
from cityreader.ui.listing.event_line import NO_VALUE, date_words, letter_of
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, letter_color, palette_of

LABEL = 9
"""Cells of the name of a field, with the sign of a difference behind it."""

SENTENCE_LINES = 2
FIELDS = ("type", "status", "date", "place", "who", "words")
"""What is shown of every event; whatever else one of the two says stands below."""

_ALWAYS = ("title", "note")
"""What of the rest is shown where both say the same, too."""

CONSENSUS_FROM = 100
"""Cells from which the consensus has a column of its own."""


def compare_heading(found: Comparison, palette: Palette) -> tuple[Content, Content]:
    """What the line above says: who, how much is the same and differs, how much is to decide."""
    names = " ↔ ".join(visible(name) for name in found.names)
    articles = counted(found.articles, "article")
    decided = f"{found.open:,} to decide" if found.open else "all decided"
    left = Content.assemble(
        Content.styled("Compare", f"bold {palette.accent}"),
        Content.styled(f"  {found.same:,} the same", palette.dim),
        Content.styled(" · ", palette.faint),
        Content.styled(
            counted(found.differing, "differs", "differ"),
            palette.warning if found.open else palette.dim,
        ),
        # Last, where they may be cut: they stand over the columns too.
        Content.styled(f"  {names}", palette.ink),
    )
    right = f"{decided} · {articles}" if found.differing else articles
    return left, Content.styled(right, palette.faint)


class CompareHeads(Widget):
    """Names the two coders over their columns, and the column of what differs, if anything does."""

    DEFAULT_CSS = """
    CompareHeads { height: 1; background: $background; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: Comparison | None = None

    def show(self, found: Comparison) -> None:
        """Show other names."""
        self._found = found
        self.refresh()

    def render(self) -> Content:
        """The names; nothing where nobody is compared."""
        found, width = self._found, max(1, self.size.width - SCROLLBAR)
        if found is None:
            return Content("")
        return Content(compare_heads(found.names, width, named=found.differing > 0))


class ComparedView(Widget):
    """One line of the comparison in full."""

    DEFAULT_CSS = """
    ComparedView {
        height: auto; min-height: 10; max-height: 60%;
        padding: 0 2; background: $background; border-top: solid $border;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._line: ComparedLine | None = None
        self._comparison: Comparison | None = None
        self._look: CompareLook | None = None

    def show(
        self, line: ComparedLine | None, comparison: Comparison | None, look: CompareLook
    ) -> None:
        """Show another line, or another of its sides."""
        self._line, self._comparison, self._look = line, comparison, look
        self.refresh(layout=True)

    def render(self) -> Content:
        """The sentence and the fields."""
        line, comparison, look = self._line, self._comparison, self._look
        if line is None or comparison is None or look is None:
            return Content("")
        palette = palette_of(self)
        width = self.content_size.width
        side = chosen_side(line, look.side)
        shown = [line.left, line.right]
        heads = list(comparison.names)
        if width >= CONSENSUS_FROM:
            shown.append(line.agreed)
            heads.append("consensus")
        column = (width - LABEL) // len(shown)
        rows = self._sentence(line, (line.left, line.right)[side], look, palette, width)
        rows.append(self._heads(heads, column, side, palette))
        topic = next(one for one in shown if one is not None).topic
        for field in (*(("type", "words") if topic else FIELDS), *_more(line)):
            rows.append(_field(field, shown, line, look, palette, column))
        return Content("\n").join(rows)

    def _sentence(
        self,
        line: ComparedLine,
        version: CoderVersion | None,
        look: CompareLook,
        palette: Palette,
        width: int,
    ) -> list[Content]:
        """The sentence on two lines, the words of the chosen version on the ground of a
        selection."""
        text = visible(look.convert(line.lang, line.sentence))
        words = visible(look.convert(line.lang, " ".join(version.words.split()))) if version else ""
        starts = line_breaks(text, max(width, 4), cell_len)
        ends = [*starts[1:], len(text)]
        at = text.find(words) if words else -1
        # The lines that hold the words, where not all of them fit.
        first = 0
        if at >= 0:
            inside = [number for number, end in enumerate(ends) if end > at]
            first = max(0, min(inside[0], len(starts) - SENTENCE_LINES))
        marked = Content.styled(text, palette.ink)
        if at >= 0:
            marked = marked.stylize(f"on {palette.select}", at, at + len(words))
        chosen = list(zip(starts, ends, strict=True))[first : first + SENTENCE_LINES]
        rows = [marked[start:end] for start, end in chosen]
        return [*rows, *[Content("")] * (SENTENCE_LINES - len(rows))]

    def _heads(self, heads: list[str], column: int, side: int, palette: Palette) -> Content:
        parts = [Content(" " * LABEL)]
        for number, name in enumerate(heads):
            chosen = number == side
            shown = fitted(("▸ " if chosen else "  ") + name, column - 1) + " "
            parts.append(
                Content.styled(shown, f"bold {palette.accent}" if chosen else palette.faint)
            )
        return Content.assemble(*parts)


def _more(line: ComparedLine) -> list[str]:
    """The names of what else one of the two says, first those in which they differ."""
    said = [name for one in (line.left, line.right) if one is not None for name, _ in one.more]
    names = sorted(dict.fromkeys(said), key=lambda name: name not in line.differs)
    return [name for name in names if name in line.differs or name in _ALWAYS]


def _field(
    field: str,
    shown: list[CoderVersion | None],
    line: ComparedLine,
    look: CompareLook,
    palette: Palette,
    column: int,
) -> Content:
    differs = field in line.differs
    label = Content.styled(
        f"{field:<{LABEL - 2}}{'≠ ' if differs else '  '}",
        palette.warning if differs else palette.faint,
    )
    parts = [label]
    for version in shown:
        value = _value(field, version, look, line.lang)
        ink = palette.faint if version is None else palette.ink if differs else palette.dim
        text = Content.styled("  " + fitted(value, column - 3) + " ", ink)
        if field == "type" and version is not None:
            letter, _, color = letter_of(version.code, look.codebook)
            text = text.stylize(f"bold {letter_color(color, palette.ground)}", 2, 2 + len(letter))
        parts.append(text)
    return Content.assemble(*parts)


def _value(field: str, version: CoderVersion | None, look: CompareLook, lang: str) -> str:
    if version is None:
        return NO_VALUE if field == "type" else ""
    if field == "type":
        letter, label, _ = letter_of(version.code, look.codebook)
        return f"{letter} {label}"
    if field == "words":
        return f"“{look.convert(lang, ' '.join(version.words.split()))}”"
    values = {
        "status": version.status,
        "date": date_words(version.date, 24),
        "place": look.convert(lang, version.place),
        "who": look.convert(lang, ", ".join(version.participants)),
        **{name: " ".join(words.split()) for name, words in version.more},
    }
    return values.get(field) or NO_VALUE
