"""English words and the Chinese ones beside them in the rows of the library."""

import time
from collections.abc import Callable
from contextlib import suppress

from cityreader.bilingual.association import candidates, likeliest, wording_in
from cityreader.library.concordance import ConcordanceService
from cityreader.library.context import Context
from cityreader.library.dictionary import DictionaryService
from cityreader.models import ConcordanceHit, Equivalent, Span
from cityreader.store import articles, pairs
from cityreader.store.dictionary import DictionaryError
from cityreader.text.han import count_han, han_runs
from cityreader.text.words import words

MOST_ROWS = 400
"""Rows with the word that are looked at, those of the newest articles first."""

MOST_PAIRS = 40
"""Pairs whose other rows tell what is common."""

_GRAMMAR_WORDS = """
a about after all also an and are as at be been before but by can could did do does for from had has
have he her him his how i if in into is it its may me more most my no nor not of on one or our she
should so some such than that the their them then there these they this those to too was we were
what when which while who whose will with would you your
"""
_GRAMMAR = frozenset(_GRAMMAR_WORDS.split())

SECONDS = 0.3
"""How long rows are looked for; what was found by then is weighed."""


class EquivalentService:
    """Finds what an English word is in Chinese, in the texts that are there."""

    def __init__(
        self, context: Context, concordance: ConcordanceService, dictionary: DictionaryService
    ) -> None:
        self._context = context
        self._concordance = concordance
        self._dictionary = dictionary

    def candidates(
        self, word: str, here: str = "", cancelled: Callable[[], bool] = lambda: False
    ) -> list[Equivalent]:
        """Chinese words that go with an English word in the rows, likeliest first.

        ``here`` is the Chinese of the row one came from; words that stand in it say so. For
        workers: takes up to half a second.
        """
        # Words of grammar go with everything and have no counterpart of their own.
        hits = [] if word.lower() in _GRAMMAR else self._rows_with(word, cancelled)
        if not hits:
            return []
        seen = {(hit.pair_uuid, hit.row) for hit in hits}
        with_word = list({(hit.pair_uuid, hit.row): hit.other for hit in hits}.values())
        without: list[str] = []
        for uuid in list(dict.fromkeys(hit.pair_uuid for hit in hits))[:MOST_PAIRS]:
            if cancelled():
                return []
            without += self._other_rows(uuid, seen)
        lexicon = self._dictionary.words("\n".join([*with_word, *without, here]))
        return candidates(
            [_segments(row, lexicon) for row in with_word],
            [_segments(row, lexicon) for row in without],
            _segments(here, lexicon),
        )

    def in_row(self, phrase: str, row: str) -> str:
        """What some words are in the text beside them, as it stands there, or nothing.

        ``phrase`` is Chinese and the row English, or the other way round. For workers: takes up to
        half a second, and a second or two more where the dictionary has to be made first.
        """
        # Without a dictionary, or where it cannot be made, the rows alone tell.
        with suppress(DictionaryError):
            self._dictionary.prepare()
        if count_han(phrase):
            return wording_in(row, self._dictionary.senses([phrase]).get(phrase, ()))
        lexicon = self._dictionary.words(row)
        separate = _segments(row, lexicon)
        senses = self._dictionary.senses(lexicon | separate)
        return likeliest(phrase, senses, self.candidates(phrase, row), separate)

    def _rows_with(self, word: str, cancelled: Callable[[], bool]) -> list[ConcordanceHit]:
        ends = time.monotonic() + SECONDS
        walk = self._concordance.walk_words(word)
        found: list[ConcordanceHit] = []
        while not walk.done and len(found) < MOST_ROWS and not cancelled():
            hits = walk.more(SECONDS / 4)
            found += [hit for hit in hits if hit.counterpart.lang.startswith("zh")]
            if time.monotonic() > ends:
                break
        return found[:MOST_ROWS]

    def _other_rows(self, pair_uuid: str, seen: set[tuple[str, int]]) -> list[str]:
        """The Chinese of the rows of a pair that do not have the word."""
        with self._context.view() as view:
            pair = pairs.by_uuid(view, pair_uuid)
            if pair is None:
                return []
            ids = pairs.sides(view, pair_uuid)
            known = articles.many(view, ids)
            bodies = articles.bodies(view, ids)
        chinese = next((one for one in known if one.lang.startswith("zh")), None)
        if chinese is None:
            return []
        body, on_left = bodies[chinese.id], chinese.uuid == pair.left_uuid
        spans: list[tuple[int, Span | None]] = [
            (number, bead.left if on_left else bead.right)
            for number, bead in enumerate(pair.beads, start=1)
        ]
        return [
            body[span.start : span.end]
            for number, span in spans
            if span is not None and (pair_uuid, number) not in seen
        ]


def _segments(text: str, lexicon: frozenset[str]) -> set[str]:
    """The Chinese words of a text by longest match."""
    return {run[slice(*span)] for run in han_runs(text) for span in words(run, lexicon)}
