"""How a tag looks in a picker: one line in the list, and its definition with examples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from cityreader.models import Tag
from cityreader.text.safety import clean_line, visible
from cityreader.ui.dialogs.tag_search import above, found_span
from cityreader.ui.safety import fitted
from cityreader.ui.theme import Palette, letter_color, tag_color

WIDEST_LABEL = 22
"""Cells that a label gets at most."""


@dataclass(frozen=True, slots=True)
class TagColumns:
    """How wide the two labels are, in cells, and in which languages.

    ``depths`` tells how many tags of the list stand above one, by its code.
    """

    lang: str
    label: int
    other: int
    depths: Mapping[str, int]

    @classmethod
    def of(cls, tags: Sequence[Tag], lang: str) -> "TagColumns":
        """The columns into which the labels of these tags fit."""
        depths = {tag.code: len(above(tag, tags)) for tag in tags}
        labels = [cell_len(_branch(depths[tag.code]) + _first(tag, lang)) for tag in tags]
        return cls(
            lang,
            min(WIDEST_LABEL, max(labels, default=0)),
            min(WIDEST_LABEL, max((cell_len(other_label(tag, lang)) for tag in tags), default=0)),
            depths,
        )

    def line(self, tag: Tag, palette: Palette, query: str = "") -> Content:
        """Key, label, label in the other language and definition, with what was found marked."""
        key = visible(tag.key or " ")
        color = letter_color(tag_color(tag), palette.panel)
        retired = "retired · " if tag.retired else ""
        # What a search found stands without the tags above it.
        label = ("" if query else _branch(self.depths.get(tag.code, 0))) + _first(tag, self.lang)
        return Content.assemble(
            Content.styled(key, f"bold {color}"),
            "  ",
            _marked(fitted(label, self.label), query, palette.ink, palette),
            "  ",
            _marked(fitted(other_label(tag, self.lang), self.other), query, palette.dim, palette),
            "  ",
            Content.styled(retired + visible(clean_line(tag.definition)), palette.faint),
        )


def definition(tag: Tag, lang: str, palette: Palette) -> Content:
    """The full definition and the code, with examples of what is coded so and what is not."""
    lines = [
        Content.assemble(
            Content.styled(visible(tag.definition) or _first(tag, lang), palette.ink),
            Content.styled(f"  {tag.kind} {visible(tag.code)}", palette.faint),
        )
    ]
    for mark, examples, ink in (
        ("✓", tag.yes, palette.success),
        ("✗", tag.no, palette.error),
    ):
        if examples:
            words = visible(" · ".join(examples))
            lines.append(
                Content.assemble((mark, ink), Content.styled(f" {words}", palette.dim))
            )  # fmt: skip
    return Content("\n").join(lines)


def _first(tag: Tag, lang: str) -> str:
    return visible(" ".join(tag.label(lang).split()))


def _branch(depth: int) -> str:
    return "  " * (depth - 1) + "└ " if depth else ""


def other_label(tag: Tag, lang: str) -> str:
    """The label in Chinese beside an English one, and the other way round."""
    if lang.startswith("zh"):
        label = tag.labels.get("en", "")
    else:
        chinese = (name for code, name in tag.labels.items() if code.startswith("zh"))
        label = next(chinese, "")
    return visible(" ".join(label.split()))


def _marked(text: str, query: str, ink: str, palette: Palette) -> Content:
    words = Content.styled(text, ink)
    span = found_span(text, query)
    return words if span is None else words.stylize(f"on {palette.found}", *span)
