"""A translation that is written row by row: its text made of the rows, and the rows kept with it.

A written row stands in the order of the rows of the source; between two stands what stands
between their sources, a new paragraph or not. Offsets are code points of one side's body.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cityreader.bilingual.rows import Rows
from cityreader.errors import UsageError
from cityreader.models import Bead, BeadOrigin, Span
from cityreader.models.pair import Side, other_side
from cityreader.text.graphemes import is_boundary
from cityreader.text.joined import joined_lines
from cityreader.text.safety import clean

SPACELESS = ("zh", "ja", "th", "lo", "km", "my")
"""Languages that put no space between sentences."""


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """What to write into a row: its text (empty takes the row out) and who made it."""

    text: str
    origin: BeadOrigin | None = None


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The text with the rows written into it, and all rows as they then are.

    ``kept`` are the rows whose text did not change, as spans of the old body and of the new one.
    """

    body: str
    rows: Rows
    kept: tuple[tuple[Span, Span], ...]

    def image(self, span: Span) -> Span | None:
        """Where a span of the old body stands, if the rows it begins and ends in are kept."""
        first = next((pair for pair in self.kept if _holds(pair[0], span.start)), None)
        last = next((pair for pair in self.kept if _holds(pair[0], span.end - 1)), None)
        if first is None or last is None:
            return None
        start = span.start + first[1].start - first[0].start
        end = span.end + last[1].start - last[0].start
        return Span(start, end)


@dataclass(slots=True)
class _Piece:
    number: int
    text: str
    old: Span | None
    changed: bool


def row_text(text: str) -> str:
    """A row as it is stored: cleaned, on one line, no part of a character at its edges."""
    line, before = joined_lines(text), ""
    # What stands at an edge once a part is gone may not be clean there, such as a byte order mark.
    while line != before:
        before = line
        while line and not is_boundary(f"a{line}", 1):
            line = line[1:].lstrip()
        while line and not is_boundary(f"{line}a", len(line)):
            line = line[:-1].rstrip()
        line = joined_lines(line)
    return line


def rewrite(
    rows: Sequence[Bead],
    side: Side,
    source_body: str,
    old_body: str,
    written: Mapping[int, WrittenRow],
    lang: str,
) -> Rewriting:
    """Write these rows, by their numbers, into the text on ``side``, whose language is ``lang``.

    A row that a person wrote is checked; one that a machine did is not, and says so. Raises
    UsageError for text that cannot stand beside what is there.
    """
    pieces = _pieces(rows, side, old_body, written)
    order = {piece.old: n for n, piece in enumerate(_old_pieces(rows, side, old_body))}
    body, places = "", dict[int, Span]()
    before: _Piece | None = None
    for piece in pieces:
        if before is not None:
            gap = _known_gap(before, piece, order, old_body)
            if gap is None:
                gap = _new_gap(rows[before.number], rows[piece.number], side, source_body, lang)
            body += _parting(body, gap, piece.text)
        places[piece.number] = Span(len(body), len(body) + len(piece.text))
        body += piece.text
        before = piece
    if clean(body).text != body:
        raise UsageError("Not to be written", "These characters cannot stand beside each other.")
    made = []
    for number, row in enumerate(rows):
        row = row.with_text(side, places.get(number))
        if number in written and number in places:
            by = written[number].origin
            row = replace(row, score=1.0, checked=by is None, origin=by)
        elif number in written:
            row = replace(row, score=1.0, checked=False, origin=None)
        if row.left is not None or row.right is not None:
            made.append(row)
    kept = tuple((p.old, places[p.number]) for p in pieces if p.old is not None and not p.changed)
    return Rewriting(body, tuple(made), kept)


def _pieces(
    rows: Sequence[Bead], side: Side, body: str, written: Mapping[int, WrittenRow]
) -> list[_Piece]:
    found = []
    for number, row in enumerate(rows):
        old = row.on(side)
        before = body[old.start : old.end] if old is not None else ""
        text = written[number].text if number in written else before
        if text:
            found.append(_Piece(number, text, old, text != before))
    return found


def _old_pieces(rows: Sequence[Bead], side: Side, body: str) -> list[_Piece]:
    return _pieces(rows, side, body, {})


def _known_gap(
    before: _Piece, after: _Piece, order: Mapping[Span | None, int], body: str
) -> str | None:
    """What stood between two rows that were neighbours."""
    if before.old is None or after.old is None or order[after.old] != order[before.old] + 1:
        return None
    return body[before.old.end : after.old.start]


def _new_gap(before: Bead, after: Bead, side: Side, source_body: str, lang: str) -> str:
    there = other_side(side)
    one, two = before.on(there), after.on(there)
    between = source_body[one.end : two.start] if one and two else ""
    if "\n" in between:
        return "\n\n" if "\n\n" in between else "\n"
    return "" if lang.partition("-")[0] in SPACELESS else " "


def _parting(body: str, gap: str, text: str) -> str:
    """The gap, or one that keeps both texts whole characters where the gap does not."""
    for one in (gap, " ", "\n"):
        joined = f"{body}{one}{text}"
        if is_boundary(joined, len(body)) and is_boundary(joined, len(body) + len(one)):
            return one
    return "\n\n"


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end
