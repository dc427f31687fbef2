"""What became of each stretch of a text in its next revision."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import unescape
from typing import NamedTuple

from cityreader.coding.revision_slides import Change, Slides
from cityreader.coding.text_borders import border_strength
from cityreader.models import Span
from cityreader.text.han import HAN
from cityreader.text.scripts import fold

# A line with something on it, and all white space up to the next one.
_PARAGRAPH = re.compile(r"\s*\S[^\n]*(?:\n\s*|\Z)|\s+")
# White space, a character of HTML by name or number, a word or number with its marks, or one other
# character (each Han one for itself).
_TOKEN = re.compile(rf"\s+|&#?\w{{2,8}};|(?:[^\W_{HAN}][\u0300-\u036f]*)+|.", re.DOTALL)
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
        self._loose: list[Span] = []
        self.pieces = _merged(_paragraph_pieces(old, new, self._loose))
        kept = sum(len(old[slice(*piece.old)]) for piece in self.pieces if piece.akin)
        self.share_kept = kept / max(len(old), 1)
        """The share of the old code points that stand in the new text too, 0 to 1."""
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

    def is_loose(self, span: Span) -> bool:
        """Whether ``span`` could be either of two copies, one of which is gone or was put in."""
        return any(loose.contains(span) for loose in self._loose)

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


class _Side(NamedTuple):
    """One text of a comparison, or a part of it, cut into items with the keys they compare by."""

    text: str
    items: list[Span]
    keys: list[str]
    end: int

    def around(self, first: int, last: int) -> Span:
        """From the start of item ``first`` to the end of the one before ``last``, maybe empty."""
        start = self.items[first].start if first < len(self.items) else self.end
        return Span(start, self.items[last - 1].end if last > first else start)

    def border(self, number: int) -> int:
        """How strong the border before an item is."""
        return border_strength(self.text, self.around(number, number).start)


def _paragraph_pieces(old: str, new: str, loose: list[Span]) -> Iterator[Piece]:
    """Paragraph by paragraph; a changed stretch of paragraphs token by token."""
    left, right = _paragraphs(old), _paragraphs(new)
    for change in _changes(left, right, loose, autojunk=False):
        if not change.equal:
            parts = left.around(change.i1, change.i2), right.around(change.j1, change.j2)
            yield from _token_pieces(old, parts[0], new, parts[1], loose)
            continue
        items = left.items[change.i1 : change.i2], right.items[change.j1 : change.j2]
        for before, after in zip(*items, strict=True):
            if old[slice(*before)] == new[slice(*after)]:
                yield Piece(before, after, same=True, akin=True)
            else:
                yield from _token_pieces(old, before, new, after, loose)


def _token_pieces(
    old: str, old_part: Span, new: str, new_part: Span, loose: list[Span]
) -> Iterator[Piece]:
    """Token by token inside one stretch of each text."""
    left, right = _tokens(old, old_part), _tokens(new, new_part)
    autojunk = min(len(left.keys), len(right.keys)) > _LONG
    for change in _changes(left, right, loose, autojunk):
        if not change.equal:
            before, after = left.around(change.i1, change.i2), right.around(change.j1, change.j2)
            yield Piece(before, after, same=False, akin=False)
            continue
        items = left.items[change.i1 : change.i2], right.items[change.j1 : change.j2]
        for before, after in zip(*items, strict=True):
            same = old[slice(*before)] == new[slice(*after)]
            yield Piece(before, after, same=same, akin=True)


def _changes(left: _Side, right: _Side, loose: list[Span], autojunk: bool) -> Iterator[Change]:
    """The steps from one side to the other; what they leave open is put to ``loose``."""
    matcher = SequenceMatcher(None, left.keys, right.keys, autojunk=autojunk)
    steps = [Change(name == "equal", *indices) for name, *indices in matcher.get_opcodes()]
    slides = Slides(
        (left.keys, right.keys), lambda side, n: (left, right)[side].border(n), _is_word
    )
    settled = slides.settled(steps)
    loose.extend(left.around(*found) for found in slides.loose)
    return settled


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


def _paragraphs(text: str) -> _Side:
    items = _split(_PARAGRAPH, text, Span(0, len(text)))
    keys = [fold(" ".join(text[slice(*item)].split())) for item in items]
    return _Side(text, items, keys, len(text))


def _tokens(text: str, part: Span) -> _Side:
    items = _split(_TOKEN, text, part)
    tokens = (text[slice(*item)] for item in items)
    keys = [" " if token.isspace() else fold(unescape(token)) for token in tokens]
    return _Side(text, items, keys, part.end)


def _split(pattern: re.Pattern[str], text: str, part: Span) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text, *part)]


def _is_word(key: str) -> bool:
    return any(map(str.isalnum, key))
