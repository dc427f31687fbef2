"""The fingerprints of a library, made as needed and kept in the cache folder."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from cityreader.bilingual import fingerprints
from cityreader.bilingual.counterpart_terms import ChineseTerms, Translations
from cityreader.bilingual.counterparts import Entry, Shelf
from cityreader.library.context import Context
from cityreader.library.dictionary import open_dictionary
from cityreader.store import articles
from cityreader.store.candidates import ShelvedArticle
from cityreader.store.dictionary import DictionaryError
from cityreader.store.fingerprints import FingerprintFile

if TYPE_CHECKING:
    from cityreader.store.dictionary import Dictionary

AT_ONCE = 50
"""Articles read from the library and fingerprinted at a time."""


class NoTranslations:
    """What stands in for a dictionary that is not installed: names and numbers still compare."""

    def translations(self, words: object) -> Mapping[str, Sequence[str]]:
        """Nothing."""
        return {}


class Shelving:
    """Brings the shelf of a library up to date."""

    def __init__(self, context: Context, file: FingerprintFile) -> None:
        self._context = context
        self._file = file
        self._shelf: Shelf | None = None
        self._shelved: dict[int, str] = {}
        self._prints: dict[str, fingerprints.Fingerprint] = {}
        self._chinese: ChineseTerms | None = None
        self._edition = ""

    def shelf(
        self,
        found: Sequence[ShelvedArticle],
        *,
        first: int | None = None,
        seconds: float | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Shelf:
        """The shelf of these articles.

        With ``seconds``, articles that take longer to get ready are left for the next time, those
        published around article ``first`` last of all. Raises DictionaryError.
        """
        self._open_dictionary()
        found = [one for one in found if fingerprints.side_of(one.lang)]
        keys = {one.id: self.key(one) for one in found}
        self._load(keys.values())
        missing = [one for one in found if keys[one.id] not in self._prints]
        self._make(_around(missing, first, found), keys, seconds, progress, cancelled)
        ready = {one.id: keys[one.id] for one in found if keys[one.id] in self._prints}
        if self._shelf is None or ready != self._shelved:
            entries = [
                Entry(one.id, one.lang, self._prints[keys[one.id]], one.day)
                for one in found
                if one.id in ready
            ]
            self._shelf, self._shelved = Shelf(entries), ready
        return self._shelf

    def key(self, one: ShelvedArticle) -> str:
        """What the fingerprint of an article is kept under: all that it depends on."""
        side, title = fingerprints.side_of(one.lang), crc32(one.title.encode())
        return f"{fingerprints.VERSION} {self._edition} {side} {one.text_sha256[:32]} {title:x}"

    def forget_all_but_these(self) -> None:
        """Drop what is kept of texts that are no longer on the shelf."""
        self._file.forget_all_but(self._shelved.values())
        kept = set(self._shelved.values())
        self._prints = {key: print_ for key, print_ in self._prints.items() if key in kept}

    def _open_dictionary(self) -> None:
        if self._chinese is None:
            dictionary: Dictionary | None
            try:
                dictionary = open_dictionary(self._context.folders)
            except DictionaryError:
                dictionary = None
            source: Translations = dictionary if dictionary is not None else NoTranslations()
            self._chinese = ChineseTerms(source)
            self._edition = f"{crc32(dictionary.made_from.encode()):x}" if dictionary else "none"

    def _load(self, keys: Iterable[str]) -> None:
        wanted = [key for key in keys if key not in self._prints]
        for key, stored in self._file.prints(wanted).items():
            try:
                self._prints[key] = fingerprints.unpack(stored)
            except ValueError:
                continue

    def _make(
        self,
        missing: Sequence[ShelvedArticle],
        keys: Mapping[int, str],
        seconds: float | None,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        chinese = self._chinese
        end = time.monotonic() + seconds if seconds is not None else None
        for start in range(0, len(missing), AT_ONCE):
            late = end is not None and time.monotonic() > end
            if chinese is None or late or cancelled():
                return
            progress(start, len(missing))
            part = missing[start : start + AT_ONCE]
            with self._context.view() as view:
                bodies = articles.bodies(view, [one.id for one in part])
            made = {
                keys[one.id]: fingerprints.fingerprint(
                    one.title, bodies.get(one.id, ""), one.lang, chinese
                )
                for one in part
            }
            self._prints.update(made)
            self._file.keep({key: fingerprints.pack(print_) for key, print_ in made.items()})


def _around(
    missing: Sequence[ShelvedArticle], first: int | None, found: Sequence[ShelvedArticle]
) -> list[ShelvedArticle]:
    """The same, nearest in time to article ``first`` before the others, undated ones between."""
    day = next((one.day for one in found if one.id == first), None)
    if first is None:
        return list(missing)

    def distance(one: ShelvedArticle) -> tuple[bool, int]:
        known = day is not None and one.day is not None
        return one.id != first, abs(one.day - day) if known else 31  # type: ignore[operator]

    return sorted(missing, key=distance)
