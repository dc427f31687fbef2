"""Hint labels: short names over the words of a sentence, typed to pick words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cityreader.models import Span
from cityreader.models.pair import Side

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Letters of labels: the home row first, then the rows above and below it."""

DIGITS = "23456789"
"""Digits serve once the letters are used up; 0 and 1 look too much like letters."""

_SELDOM_AT_A_BORDER = (
    "a an and are as at be been but by for from had has have in is it its of on or that the their"
    " this to was were which will with would"
    " 的 了 在 和 与 與 及 是 为 為 等 之 也 都 而 于 於 将 將 对 對 从 從 并 並 这 這 该 該"
)
_FUNCTION_WORDS = frozenset(_SELDOM_AT_A_BORDER.split())
"""Words with which a marked span seldom begins or ends."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one sentence with their labels, and what was typed of them so far.

    ``typed`` is the beginning of a label, ``first`` the word that the first label named.
    """

    side: Side
    unit: int
    words: tuple[Span, ...]
    names: tuple[str, ...]
    typed: str = ""
    first: Span | None = None

    def press(self, character: str) -> "Labels | Span | None":
        """What one more character makes: labels still to type, the words picked, or None where no
        label goes on with it."""
        typed = self.typed + character.lower()
        left = [name for name in self.names if name.startswith(typed)]
        if not left:
            return None
        if typed not in left:
            return replace(self, typed=typed)
        word = self.words[self.names.index(typed)]
        if self.first is None:
            return replace(self, typed="", first=word)
        return Span(min(self.first.start, word.start), max(self.first.end, word.end))

    def taken_back(self) -> "Labels | None":
        """One step back: a letter, then the first word; None where nothing was typed."""
        if self.typed:
            return replace(self, typed=self.typed[:-1])
        return None if self.first is None else replace(self, first=None)

    def shown(self) -> list[tuple[Span, str]]:
        """The words whose labels go on with what was typed, with the rest of those labels."""
        return [
            (word, name[len(self.typed) :])
            for word, name in zip(self.words, self.names, strict=True)
            if name.startswith(self.typed)
        ]


def label_names(texts: Sequence[str]) -> tuple[str, ...]:
    """A label for each of these words, in reading order; no label begins another.

    One letter or digit where those are enough. Else some letters begin labels of two, which go to
    words like ``of`` and ``the`` first, and then to the last words.
    """
    singles = LETTERS + DIGITS
    count = len(texts)
    prefixes = 0
    while len(singles) - prefixes + prefixes * len(LETTERS) < count and prefixes < len(LETTERS):
        prefixes += 1
    beginnings = LETTERS[len(LETTERS) - prefixes :]
    short = [letter for letter in singles if letter not in beginnings]
    rank = sorted(range(count), key=lambda n: (texts[n].lower() in _FUNCTION_WORDS, n))
    with_short = sorted(rank[: len(short)])
    names = dict(zip(with_short, short, strict=False))
    double = (before + after for before in beginnings for after in LETTERS)
    for number in range(count):
        if number not in names:
            names[number] = next(double, "")
    return tuple(names[number] for number in range(count))
