"""Two texts made comparable: folded, split into words, their roles known."""

from collections.abc import Sequence

from cityreader.bilingual.bounds import LONGEST_READ
from cityreader.bilingual.cues import cues
from cityreader.bilingual.evidence import Side, english_words, length_ratio
from cityreader.bilingual.features import MOST_CHINESE, MOST_ENGLISH, Features, RunVectors
from cityreader.bilingual.lexicon import Lexicon, Vocabulary
from cityreader.bilingual.vectors import Encoder, SentenceVectors
from cityreader.bilingual.watch import Watch
from cityreader.text.han import count_han
from cityreader.text.scripts import to_simplified

# A stretch whose lengths differ from the ratio of the whole by more than this lacks something.
_ODD_RATIO = 1.25
# How many sentences it takes to trust the ratio of a stretch as much as that of the whole.
_RATIO_TRUST = 300


class Comparison:
    """The sentences of two texts, ready to be compared in any of their parts.

    Of a sentence only the first ``LONGEST_READ`` code points are looked at, so that a text without
    any full stop costs no more than another.

    ``swapped`` says that the right text has the role of the Chinese one. The role is by Han
    characters, so that each order of the same texts is compared alike.
    """

    def __init__(
        self,
        left: Sequence[str],
        right: Sequence[str],
        lexicon: Lexicon | None = None,
        encoder: Encoder | None = None,
        watch: Watch | None = None,
    ) -> None:
        left, right = ([text[:LONGEST_READ] for text in side] for side in (left, right))
        # Between equal shares the texts decide, only so that the order does not.
        self.swapped = (_han_share(right), [*right]) > (_han_share(left), [*left])
        texts = [right, left] if self.swapped else [left, right]
        chinese, english = ([to_simplified(text) for text in side] for side in texts)
        self.vocabulary: Vocabulary | None = None
        if lexicon is not None:
            self.vocabulary = Vocabulary(lexicon, [*chinese, *english])
        self.chinese = _side(chinese, self.vocabulary, english=False)
        self.english = _side(english, self.vocabulary, english=True)
        self.ratio = length_ratio(self.chinese, self.english)
        self._vectors: tuple[SentenceVectors, SentenceVectors] | None = None
        if encoder is not None:
            heard = watch or Watch()
            share = len(chinese) / max(len(chinese) + len(english), 1)
            self._vectors = (
                encoder.read(chinese, heard.part(0.0, share)),
                encoder.read(english, heard.part(share, 1.0)),
            )

    @property
    def has_vectors(self) -> bool:
        """Whether an encoder has read the texts."""
        return self._vectors is not None

    def vectors(self, chinese: range, english: range, longest: bool = True) -> RunVectors | None:
        """The vectors of stretches of both texts, of runs up to the longest or of sentences."""
        if self._vectors is None:
            return None
        mine, theirs = self._vectors
        return RunVectors(
            mine.runs(chinese, MOST_CHINESE if longest else 1),
            theirs.runs(english, MOST_ENGLISH if longest else 1),
        )

    def features(self, chinese: range, english: range) -> Features:
        """The features of all beads of two stretches."""
        mine, theirs = self.chinese.part(chinese), self.english.part(english)
        return Features(
            mine,
            theirs,
            self._ratio_of(mine, theirs),
            self.vocabulary,
            self.vectors(chinese, english),
        )

    def _ratio_of(self, chinese: Side, english: Side) -> float:
        """The ratio of lengths in a stretch, which counts as far as it is long and not odd."""
        here = length_ratio(chinese, english)
        if not self.ratio / _ODD_RATIO < here < self.ratio * _ODD_RATIO:
            return self.ratio
        trust = len(chinese.texts) / (len(chinese.texts) + _RATIO_TRUST)
        return trust * here + (1 - trust) * self.ratio


def _side(texts: list[str], vocabulary: Vocabulary | None, *, english: bool) -> Side:
    if english:
        words = [english_words(text, vocabulary) for text in texts]
    else:
        words = [vocabulary.words(text) if vocabulary else [] for text in texts]
    return Side(texts, words, [cues(text) for text in texts])


def _han_share(texts: Sequence[str]) -> float:
    return sum(map(count_han, texts)) / max(sum(map(len, texts)), 1)
