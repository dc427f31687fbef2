"""Which sentences of two texts translate each other."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from cityreader.bilingual.evidence import AGAIN, SHAPES, Evidence
from cityreader.bilingual.lattice import best_path
from cityreader.bilingual.lexicon import Lexicon
from cityreader.bilingual.pins import Block, Pin, blocks_between, cut_at, pinned
from cityreader.bilingual.vectors import Encoder
from cityreader.bilingual.watch import Watch
from cityreader.models import Alignment, Bead, Span
from cityreader.text.sentences import paragraphs, sentences


class SentenceBead(NamedTuple):
    """Sentences of both sides, numbered from 0, that belong together; one side may be empty.

    ``score`` is the probability that the bead is right, from 0 to 1.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float


def align(
    left_body: str,
    right_body: str,
    left_sentences: Sequence[Span] | None = None,
    right_sentences: Sequence[Span] | None = None,
    *,
    pins: Sequence[Bead] = (),
    lexicon: Lexicon | None = None,
    encoder: Encoder | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Alignment:
    """The sentences of both bodies and the rows they form, in reading order.

    Every sentence is in exactly one row; a row reaches from the start of its first sentence to the
    end of its last. Sentences that are already known can be given as spans of the bodies.

    ``pins`` are confirmed rows in reading order. They stand in the result as they are, with score
    1.0, and only what lies between them is aligned; a sentence in which one begins or ends is cut
    there. ``progress`` hears shares of the work from 0 to 1.

    Raises UsageError if pins cross or overlap, and StoppedError once ``cancelled`` says yes.
    """
    left = sentences(left_body) if left_sentences is None else left_sentences
    right = sentences(right_body) if right_sentences is None else right_sentences
    left = tuple(cut_at(left, [pin.left for pin in pins], left_body))
    right = tuple(cut_at(right, [pin.right for pin in pins], right_body))
    watch = Watch(progress, cancelled)
    rows: list[tuple[SentenceBead, Bead]] = []
    parts = blocks_between(pinned(left, right, pins), len(left), len(right))
    for part in parts:
        watch.reach(_placed(part) / max(len(left) + len(right), 1))
        if isinstance(part, Pin):
            rows.append(_pin_row(part))
        else:
            rows.extend(_block_rows(left_body, right_body, left, right, part))
    watch.reach(1.0)
    return Alignment(
        left_sentences=left,
        right_sentences=right,
        left_beads=tuple(numbers.left for numbers, _ in rows),
        right_beads=tuple(numbers.right for numbers, _ in rows),
        beads=tuple(bead for _, bead in rows),
    )


def align_block(
    left_body: str,
    right_body: str,
    rows: Sequence[Bead],
    number: int,
    *,
    lexicon: Lexicon | None = None,
    encoder: Encoder | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Bead, ...]:
    """All rows, with those around row ``number`` aligned again.

    The block reaches from the nearest checked row with two sides before it to the nearest after
    it; checked rows inside, and all rows outside, stay as they are.
    """
    fixed = [row.checked and bool(row.left) and bool(row.right) for row in rows]
    if fixed[number]:
        return tuple(rows)
    first = next((n + 1 for n in range(number - 1, -1, -1) if fixed[n]), 0)
    last = next((n for n in range(number + 1, len(rows)) if fixed[n]), len(rows))
    block = rows[first:last]
    left, left_offset = _stretch(left_body, [row.left for row in block])
    right, right_offset = _stretch(right_body, [row.right for row in block])
    found = align(
        left,
        right,
        pins=[_moved(row, -left_offset, -right_offset) for row in block if row.checked],
        lexicon=lexicon,
        encoder=encoder,
        progress=progress,
        cancelled=cancelled,
    )
    again = (_moved(row, left_offset, right_offset) for row in found.beads)
    return (*rows[:first], *again, *rows[last:])


def align_sentences(
    left: Sequence[str],
    right: Sequence[str],
    left_breaks: Sequence[int] = (),
    right_breaks: Sequence[int] = (),
    left_gaps: Sequence[int] = (),
    right_gaps: Sequence[int] = (),
) -> list[SentenceBead]:
    """The beads of two texts given as sentences, in order; every sentence is in exactly one.

    ``left_breaks`` and ``right_breaks`` are the numbers, in order, of the sentences that begin a
    paragraph, beyond the first. Where both texts have as many paragraphs, and each about as long as
    its partner, beads stay inside them; otherwise the borders are one sign among others.
    No bead reaches across a gap: sentences are left out before those of these numbers.
    """
    evidence = Evidence(left, right, left_breaks, right_breaks)
    beads: list[SentenceBead] = []
    for lefts, rights in _blocks(
        evidence, _stretches(left_breaks, len(left)), _stretches(right_breaks, len(right))
    ):
        i, j = lefts.start, rights.start

        def cost(x: int, y: int, a: int, b: int, i: int = i, j: int = j) -> float:
            across = any(i + x < gap < i + x + a for gap in left_gaps)
            across = across or any(j + y < gap < j + y + b for gap in right_gaps)
            return 1e6 if across else evidence.cost(i + x, j + y, a, b)

        for bead in best_path(len(lefts), len(rights), SHAPES, AGAIN, cost):
            beads.append(
                SentenceBead(
                    tuple(lefts[bead.i : bead.i + bead.a]),
                    tuple(rights[bead.j : bead.j + bead.b]),
                    round(bead.probability, 4),
                )
            )
    return beads


def monolingual(body: str) -> tuple[Bead, ...]:
    """The rows of a body without counterpart: one for each sentence, on the left."""
    return tuple(Bead(span, None, 1.0) for span in sentences(body))


def line_spans(text: str) -> list[Span]:
    """The lines of ``text``, for texts with one sentence a line; a line may be empty."""
    spans: list[Span] = []
    start = 0
    for line in text.removesuffix("\n").split("\n") if text else []:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _blocks(
    evidence: Evidence, left: Sequence[range], right: Sequence[range]
) -> list[tuple[range, range]]:
    """Paragraph by paragraph where they go together, else the whole of both texts."""
    pairs = list(zip(left, right, strict=False))
    if len(left) == len(right) and all(evidence.are_alike(*pair) for pair in pairs):
        return pairs
    return [(range(left[-1].stop), range(right[-1].stop))]


def _stretches(breaks: Sequence[int], count: int) -> list[range]:
    borders = [0, *breaks, count]
    return [range(start, end) for start, end in pairwise(borders)]


def _paragraph_starts(body: str, spans: Sequence[Span]) -> list[int]:
    """The numbers of the sentences, beyond the first, that begin a paragraph."""
    starts = [span.start for span in spans]
    numbers = {bisect_left(starts, paragraph.start) for paragraph in paragraphs(body)}
    return sorted(number for number in numbers if 0 < number < len(spans))


def _around(spans: Sequence[Span], numbers: Sequence[int]) -> Span | None:
    return Span(spans[numbers[0]].start, spans[numbers[-1]].end) if numbers else None


def _placed(part: Block | Pin) -> int:
    """How many sentences stand before a part."""
    return part.left.start + part.right.start


def _pin_row(pin: Pin) -> tuple[SentenceBead, Bead]:
    return SentenceBead(tuple(pin.left), tuple(pin.right), 1.0), replace(pin.bead, score=1.0)


def _block_rows(
    left_body: str, right_body: str, left: Sequence[Span], right: Sequence[Span], block: Block
) -> list[tuple[SentenceBead, Bead]]:
    lefts, rights = block.free_left(), block.free_right()
    left_spans = [left[number] for number in lefts]
    right_spans = [right[number] for number in rights]
    found = align_sentences(
        [left_body[slice(*span)] for span in left_spans],
        [right_body[slice(*span)] for span in right_spans],
        _paragraph_starts(left_body, left_spans),
        _paragraph_starts(right_body, right_spans),
        _gaps(lefts),
        _gaps(rights),
    )
    rows = []
    for bead in found:
        numbers = SentenceBead(
            tuple(lefts[number] for number in bead.left),
            tuple(rights[number] for number in bead.right),
            bead.score,
        )
        row = Bead(_around(left, numbers.left), _around(right, numbers.right), bead.score)
        rows.append((numbers, row))
    for pin in block.pins:
        place = next(
            (n + 1 for n in range(len(rows) - 1, -1, -1) if _is_before(rows[n][0], pin)), 0
        )
        rows.insert(place, _pin_row(pin))
    return rows


def _is_before(bead: SentenceBead, pin: Pin) -> bool:
    """Whether a row must stand before a confirmed row with one side."""
    if pin.left:
        return bool(bead.left) and bead.left[0] < pin.left.start
    return bool(bead.right) and bead.right[0] < pin.right.start


def _gaps(numbers: Sequence[int]) -> list[int]:
    """Before which of the sentences others are left out."""
    return [n for n, (before, after) in enumerate(pairwise(numbers), 1) if after > before + 1]


def _stretch(body: str, spans: Sequence[Span | None]) -> tuple[str, int]:
    """The text from the first span to the last, and where it begins."""
    present = [span for span in spans if span is not None]
    if not present:
        return "", 0
    return body[present[0].start : present[-1].end], present[0].start


def _moved(row: Bead, left: int, right: int) -> Bead:
    def moved(span: Span | None, offset: int) -> Span | None:
        return Span(span.start + offset, span.end + offset) if span is not None else None

    return replace(row, left=moved(row.left, left), right=moved(row.right, right))
