"""How a tag looks in a picker: one line in the list, and its definition with examples."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from cityreader.models import Tag
from cityreader.text.cells import fit
from cityreader.text.safety import clean_line, visible
from cityreader.ui.dialogs.tag_search import found_span
from cityreader.ui.theme import FALLBACK_TAG_COLOR, Palette, letter_color

WIDEST_LABEL = 22
"""Cells that a label gets at most."""


@dataclass(frozen=True, slots=True)
class TagColumns:
    """How wide the two labels are, in cells, and in which languages."""

    lang: str
    label: int
    other: int

    @classmethod
    def of(cls, tags: Sequence[Tag], lang: str) -> "TagColumns":
        """The columns into which the labels of these tags fit."""
        return cls(
            lang,
            min(WIDEST_LABEL, max((cell_len(_first(tag, lang)) for tag in tags), default=0)),
            min(WIDEST_LABEL, max((cell_len(_other(tag, lang)) for tag in tags), default=0)),
        )

    def line(self, tag: Tag, palette: Palette, query: str = "") -> Content:
        """Key, label, label in the other language and definition, with what was found marked."""
        key = visible(tag.key or " ")
        color = letter_color(tag.color or FALLBACK_TAG_COLOR, palette.panel)
        retired = "retired · " if tag.retired else ""
        return Content.assemble(
            Content.styled(key, f"bold {color}"),
            "  ",
            _marked(fit(_first(tag, self.lang), self.label, cell_len), query, palette.ink, palette),
            "  ",
            _marked(fit(_other(tag, self.lang), self.other, cell_len), query, palette.dim, palette),
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


def _other(tag: Tag, lang: str) -> str:
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
