"""What a dictionary says about a word."""

from dataclasses import dataclass
from typing import Literal

from cityreader.models.people import GlossaryEntry
from cityreader.models.span import Span


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """One entry of the Chinese dictionary.

    ``pinyin`` is one syllable a character with the tone as a digit, as the dictionary has it
    (``bei4 wang4 lu4``); ``senses`` are its English meanings, never none.
    """

    traditional: str
    simplified: str
    pinyin: str
    senses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DictionaryInfo:
    """Where the dictionary comes from: its name, the date and licence its makers state, and how
    many entries it has."""

    name: str
    date: str
    licence: str
    entries: int


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A form of a glossary entry that stands in a text, and the language it is a form in."""

    span: Span
    entry: GlossaryEntry
    lang: str


@dataclass(frozen=True, slots=True)
class Gloss:
    """What to tell about a word of a text.

    ``span`` is where the word stands, ``other`` the same word in the other Chinese script (empty
    where that is the same), ``pinyin`` as in ``DictionaryEntry``, ``source`` who says so.
    """

    span: Span
    word: str
    other: str
    pinyin: str
    senses: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A Chinese word that stands in rows whose other side has an English word.

    ``rows`` counts the rows with both, ``score`` says how far from chance that is (log-likelihood
    ratio), and ``here`` whether it stands in the row one came from.
    """

    word: str
    rows: int
    score: float
    here: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known about the word at a place: the glossary first, then the dictionary, and of
    each the longest words first.

    ``dictionary`` tells whether it could be asked: ``unmade`` until it is made from its source,
    ``absent`` where that is not installed.
    """

    glosses: tuple[Gloss, ...]
    dictionary: Literal["ready", "unmade", "absent"] = "ready"
