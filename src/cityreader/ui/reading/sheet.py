"""What is read from the library while a translation is written."""

from typing import TYPE_CHECKING, NamedTuple

from cityreader.library.library import Library
from cityreader.models import Annotation, Codebook, MemoryMatch, Span, Spread
from cityreader.models.pair import Side, other_side
from cityreader.text.phrases import on_one_line
from cityreader.ui.widgets.memory_drawer import Term

if TYPE_CHECKING:
    from cityreader.library.writing import RowToWrite

OWN = "user-translation"
"""The kind of an article that was written here."""

MOST_TERMS = 8


class Sheet(NamedTuple):
    """An article beside its translation as far as it is written; ``typed`` is what was typed and
    not written when the program ended, with its sentence."""

    spread: Spread
    marks: list[Annotation]
    codebook: Codebook
    typed: tuple[Span, str] | None
    source_id: int


def read_sheet(library: Library, source_id: int, lang: str | None = None) -> Sheet:
    """Read the sheet of an article; for a thread."""
    spread = library.writing.sheet(source_id, lang)
    shown = (spread.left, spread.right)
    ids = [article.id for article in shown if article is not None and article.id]
    source = spread.article(other_side(written_side(spread) or "left"))
    typed = library.writing.unwritten.of(source.uuid) if source is not None else None
    return Sheet(spread, library.coding.marks(ids), library.coding.codebook(), typed, source_id)


def written_side(spread: Spread) -> Side | None:
    """The side that holds a translation written here, if one does."""
    if spread.right is not None and spread.right.kind == OWN:
        return "right"
    return "left" if spread.left.kind == OWN and spread.right is not None else None


def row_of(spread: Spread, bead: int) -> "RowToWrite | None":
    """What is written when a row of a sheet is; None where the source has no text."""
    from cityreader.library.writing import RowToWrite

    side = written_side(spread)
    if side is None or spread.right is None:
        return None
    span = spread.beads[bead].on(other_side(side))
    source, translation = (
        (spread.left, spread.right) if side == "right" else (spread.right, spread.left)
    )
    if span is None:
        return None
    return RowToWrite(source.id, source.revision, span, translation.lang)


def stored_text(spread: Spread, bead: int) -> str:
    """What is written in a row by now."""
    side = written_side(spread) or "right"
    return spread.words(spread.beads[bead], side)


def source_text(spread: Spread, bead: int) -> str:
    """The sentence of a row that is to be translated, on one line."""
    side = other_side(written_side(spread) or "right")
    return on_one_line(spread.words(spread.beads[bead], side))


def terms_of(library: Library, text: str, lang: str) -> list[Term]:
    """The glossary's terms in a sentence that have forms in ``lang``, its own script first."""
    family = lang.partition("-")[0]
    found: dict[str, Term] = {}
    for match in library.glossary.matches(text):
        forms = match.entry.forms
        others = [form for key in forms if key.partition("-")[0] == family for form in forms[key]]
        wanted = tuple(forms.get(lang, ())) or tuple(others)
        word = text[match.span.start : match.span.end]
        if wanted and word not in wanted:
            found.setdefault(match.entry.uuid, (word, wanted))
    return list(found.values())[:MOST_TERMS]


def memory_of(
    library: Library, text: str, source_lang: str, row: "RowToWrite"
) -> list[MemoryMatch]:
    """Rows of the library like a sentence."""
    besides = (row.source_id, row.span)
    return library.memory.matches(text, source_lang, row.lang, besides=besides)
