"""What a dictionary says about a word."""

from dataclasses import dataclass


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
