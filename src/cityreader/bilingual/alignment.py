"""Which sentences of two texts translate each other."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cityreader.bilingual.bounds import WHOLE, Bounds, placed_by_length, read_length, units
from cityreader.bilingual.lexicon import Lexicon
from cityreader.bilingual.pins import (
    Block,
    Pin,
    SentenceBead,
    blocks_between,
    cut_at,
    gaps,
    pinned,
    rows_of_block,
)
from cityreader.bilingual.vectors import Encoder
from cityreader.bilingual.watch import Watch
from cityreader.models import Alignment, Bead, Span
from cityreader.text.sentences import paragraphs, sentences


def align(
    left_body: str,
    right_body: str,
    left_sentences: Sequence[Span] | None = None,
    right_sentences: Sequence[Span] | None = None,
    *,
    pins: Sequence[Bead] = (),
    lexicon: Lexicon | None = None,
    encoder: Encoder | None = None,
    bounds: Bounds = WHOLE,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Alignment:
    """The sentences of both bodies and the rows they form, in reading order.

    Every sentence is in exactly one row; a row reaches from the start of its first sentence to the
    end of its last. Sentences that are already known can be given as spans of the bodies.

    ``pins`` are confirmed rows in reading order. They stand in the result as they are, with score
    1.0, and only what lies between them is aligned; a sentence in which one begins or ends is cut
    there. ``progress`` hears shares of the work from 0 to 1. What lies between two pins and exceeds
    the ``bounds`` is compared less closely; of a text with very many sentences several are taken
    together as one.

    Raises UsageError if pins cross or overlap, and StoppedError once ``cancelled`` says yes.
    """
    left = units(left_body, bounds.sentences) if left_sentences is None else left_sentences
    right = units(right_body, bounds.sentences) if right_sentences is None else right_sentences
    left = tuple(cut_at(left, [pin.left for pin in pins], left_body))
    right = tuple(cut_at(right, [pin.right for pin in pins], right_body))
    watch = Watch(progress, cancelled)
    engine = _Engine(left_body, right_body, left, right, lexicon, encoder, bounds)
    rows: list[tuple[SentenceBead, Bead]] = []
    for part in blocks_between(pinned(left, right, pins), len(left), len(right)):
        if isinstance(part, Pin):
            rows.append(part.row())
        else:
            rows.extend(engine.rows(part, watch))
    watch.reach(1.0)
    return Alignment(
        left_sentences=left,
        right_sentences=right,
        left_beads=tuple(numbers.left for numbers, _ in rows),
        right_beads=tuple(numbers.right for numbers, _ in rows),
        beads=tuple(bead for _, bead in rows),
    )


def monolingual(body: str) -> tuple[Bead, ...]:
    """The rows of a body without counterpart: one for each sentence, on the left."""
    return tuple(Bead(span, None, 1.0) for span in sentences(body))


@dataclass(frozen=True, slots=True)
class _Engine:
    """Aligns blocks of two texts."""

    left_body: str
    right_body: str
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    lexicon: Lexicon | None
    encoder: Encoder | None
    bounds: Bounds

    def rows(self, block: Block, watch: Watch) -> list[tuple[SentenceBead, Bead]]:
        """The rows of one block; the watch hears the share of all sentences placed."""
        # Loads numpy, which opening an article must not.
        from cityreader.bilingual.sentence_alignment import Borders, align_sentences

        lefts, rights = block.free_left(), block.free_right()
        left = [self.left[number] for number in lefts]
        right = [self.right[number] for number in rights]
        left_texts = [self.left_body[slice(*span)] for span in left]
        right_texts = [self.right_body[slice(*span)] for span in right]
        size = read_length(left_texts) + read_length(right_texts)
        most = self.bounds.sentences
        # A passage more than asked for is left over at the end of a text.
        many = max(len(left), len(right)) > most + 1
        if left and right and (many or size > self.bounds.words):
            found = placed_by_length(left_texts, right_texts, most, gaps(lefts), gaps(rights))
            return rows_of_block(block, found, self._row)
        every = max(len(self.left) + len(self.right), 1)
        found = align_sentences(
            left_texts,
            right_texts,
            lexicon=self.lexicon,
            encoder=self.encoder if size <= self.bounds.vectors else None,
            left_borders=Borders(_paragraph_starts(self.left_body, left), gaps(lefts)),
            right_borders=Borders(_paragraph_starts(self.right_body, right), gaps(rights)),
            watch=watch.part(
                (block.left.start + block.right.start) / every,
                (block.left.stop + block.right.stop) / every,
            ),
        )
        return rows_of_block(block, found, self._row)

    def _row(self, bead: SentenceBead) -> Bead:
        return Bead(_around(self.left, bead.left), _around(self.right, bead.right), bead.score)


def _paragraph_starts(body: str, spans: Sequence[Span]) -> list[int]:
    """The numbers of the sentences, beyond the first, that begin a paragraph."""
    starts = [span.start for span in spans]
    numbers = {bisect_left(starts, paragraph.start) for paragraph in paragraphs(body)}
    return sorted(number for number in numbers if 0 < number < len(spans))


def _around(spans: Sequence[Span], numbers: Sequence[int]) -> Span | None:
    return Span(spans[numbers[0]].start, spans[numbers[-1]].end) if numbers else None
