"""What became of each stretch of a text in its next revision."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from cityreader.models import Span
from cityreader.text.han import HAN
from cityreader.text.scripts import fold

# A line with something on it, and all white space up to the next one.
_PARAGRAPH = re.compile(r"\s*\S[^\n]*(?:\n\s*|\Z)|\s+")
# White space, a word or number with its marks, or one other character (each Han one for itself).
_TOKEN = re.compile(rf"\s+|(?:[^\W_{HAN}][\u0300-\u036f]*)+|.", re.DOTALL)
# Above this many tokens on a side difflib may pass over frequent ones; it is quadratic otherwise.
_LONG = 3_000
# Letters that two spellings of one word share; a typing mistake put right keeps more.
_SAME_WORD = 0.75
# Code points beyond which a rewritten piece is no word any more.
_LONGEST_WORDS = 80
# The image of a span that has grown beyond this is no longer the same words.
_LARGEST_GROWTH = 2


class Piece(NamedTuple):
    """``old`` became ``new``: ``same`` to the code point, or ``akin`` but for case, width, script.

    A piece that is neither was rewritten; where one side is empty, it was inserted or deleted.
    """

    old: Span
    new: Span
    same: bool
    akin: bool


class RevisionDiff:
    """The pieces of two revisions of one body, in order and without gaps on either side.

    Paragraphs are compared first and words only inside those that changed, so that a long body
    with a few edits is quick. Words are compared folded: a change of script is no rewriting.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self.pieces = _merged(_pieces(old, new))
        self._starts = [piece.old.start for piece in self.pieces]

    def image(self, span: Span) -> Span | None:
        """Where the words of ``span`` stand now, edits inside included.

        None where less than half of them is left, or where they are scattered. A rewritten piece
        belongs to the image only if it lies wholly inside the span.
        """
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        touched = []
        for piece in self.pieces[first:]:
            if piece.old.start >= span.end:
                break
            if piece.old.end > span.start and piece.old.overlaps(span):
                touched.append(piece)
        kept = sum(
            min(piece.old.end, span.end) - max(piece.old.start, span.start)
            if piece.same or piece.akin
            else self._letters_kept(piece, span)
            for piece in touched
        )
        if not touched or 2 * kept < span.end - span.start:
            return None
        start, end = _image_of_start(touched[0], span), _image_of_end(touched[-1], span)
        size = span.end - span.start
        return Span(start, end) if 0 < end - start <= _LARGEST_GROWTH * size + 8 else None

    def _letters_kept(self, piece: Piece, span: Span) -> int:
        """Code points kept in a rewritten piece inside a span, if it is the same word respelt."""
        if not span.contains(piece.old):
            return 0
        before, after = self.old[slice(*piece.old)], self.new[slice(*piece.new)]
        if max(len(before), len(after)) > _LONGEST_WORDS:
            return 0
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if matcher.ratio() < _SAME_WORD:
            return 0
        return sum(block.size for block in matcher.get_matching_blocks())


def _image_of_start(piece: Piece, span: Span) -> int:
    if piece.same:
        return piece.new.start + max(span.start - piece.old.start, 0)
    inside = piece.old.start >= span.start
    return piece.new.start if inside or piece.akin else piece.new.end


def _image_of_end(piece: Piece, span: Span) -> int:
    if piece.same:
        return piece.new.start + min(span.end, piece.old.end) - piece.old.start
    inside = piece.old.end <= span.end
    return piece.new.end if inside or piece.akin else piece.new.start


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Paragraph by paragraph; a changed stretch of paragraphs token by token."""
    old_spans, new_spans = _split(_PARAGRAPH, old), _split(_PARAGRAPH, new)
    old_keys = [fold(" ".join(old[slice(*span)].split())) for span in old_spans]
    new_keys = [fold(" ".join(new[slice(*span)].split())) for span in new_spans]
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            for left, right in zip(old_spans[i1:i2], new_spans[j1:j2], strict=True):
                if old[slice(*left)] == new[slice(*right)]:
                    yield Piece(left, right, same=True, akin=True)
                else:
                    yield from _token_pieces(old, left, new, right)
        else:
            left, right = _around(old_spans, i1, i2, len(old)), _around(new_spans, j1, j2, len(new))
            yield from _token_pieces(old, left, new, right)


def _token_pieces(old: str, old_part: Span, new: str, new_part: Span) -> Iterator[Piece]:
    """Token by token inside one stretch of each text."""
    old_spans = _split(_TOKEN, old, old_part)
    new_spans = _split(_TOKEN, new, new_part)
    old_keys = [_key(old[slice(*span)]) for span in old_spans]
    new_keys = [_key(new[slice(*span)]) for span in new_spans]
    autojunk = min(len(old_keys), len(new_keys)) > _LONG
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=autojunk)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            for left, right in zip(old_spans[i1:i2], new_spans[j1:j2], strict=True):
                same = old[slice(*left)] == new[slice(*right)]
                yield Piece(left, right, same=same, akin=True)
        else:
            left = _around(old_spans, i1, i2, old_part.end)
            right = _around(new_spans, j1, j2, new_part.end)
            yield Piece(left, right, same=False, akin=False)


def _merged(pieces: Iterator[Piece]) -> list[Piece]:
    """Join neighbouring pieces that are the same; drop empty ones."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and piece.same and merged[-1].same:
            before = merged.pop()
            old = Span(before.old.start, piece.old.end)
            piece = Piece(old, Span(before.new.start, piece.new.end), same=True, akin=True)
        if piece.old.start < piece.old.end or piece.new.start < piece.new.end:
            merged.append(piece)
    return merged


def _key(token: str) -> str:
    return " " if token.isspace() else fold(token)


def _split(pattern: re.Pattern[str], text: str, part: Span | None = None) -> list[Span]:
    start, end = part or (0, len(text))
    return [Span(*match.span()) for match in pattern.finditer(text, start, end)]


def _around(spans: Sequence[Span], first: int, last: int, end: int) -> Span:
    """From the start of ``spans[first]`` to the end of ``spans[last - 1]``, possibly empty."""
    start = spans[first].start if first < len(spans) else end
    return Span(start, spans[last - 1].end if last > first else start)
