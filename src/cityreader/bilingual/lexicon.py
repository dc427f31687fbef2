"""What alignment asks of a dictionary of Chinese."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol


class Lexicon(Protocol):
    """A Chinese-English dictionary; ``store.dictionary`` keeps the real one.

    Each method is one bulk question about many candidates at once, most of which are no words.
    """

    def translations(self, words: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The English definitions of those of ``words``, in simplified characters, that exist."""
        ...

    def readings(self, characters: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The syllables, in pinyin without tones (``lü`` as ``lv``), of simplified characters."""
        ...
