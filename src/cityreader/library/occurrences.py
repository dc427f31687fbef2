"""All occurrences of some words in the library, and tagging those a person wants in one step."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from cityreader.library.context import Context
from cityreader.library.lookup import changed_since
from cityreader.library.tagging import tag_span
from cityreader.models import Article, Clause, Query, Span
from cityreader.store import annotations, articles, codebooks, fulltext, listing
from cityreader.store.session import View
from cityreader.text.graphemes import snap
from cityreader.text.han import count_han
from cityreader.text.occurrences import occurrences
from cityreader.text.phrases import shortened
from cityreader.text.scripts import fold

AT_ONCE = 40
"""Bodies looked through at a time; between them others get at the library."""

MOST = 2_000
"""More occurrences than this nobody looks through; the words want to be chosen more narrowly."""

CONTEXT = 80
"""Code points on each side of the words; more than a line shows."""

_HYPHENED = re.compile("[-\u2010\u2011][^\\W_]")
"""A hyphen that joins, seen from the word: with a letter or a digit behind it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words in an article, with what stands before and behind them, on one line."""

    article: Article
    span: Span
    before: str
    words: str
    after: str


class OccurrenceService:
    """Finds words wherever they stand, whatever their script, case and width."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(
        self,
        words: str,
        code: str,
        *,
        first: Sequence[int] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Occurrence]:
        """Where words stand that this coder has not given this tag yet, ``MOST`` at most.

        Those in the articles ``first`` come first, then those in the newest articles. Words count
        only where they stand whole: ``port`` is not in ``ports``, nor ``one`` in ``one-China``.
        """
        wanted = " ".join(fold(words).split())
        found: list[Occurrence] = []
        for part in self._articles(wanted, first) if wanted else ():
            if cancelled() or len(found) >= MOST:
                break
            with self._context.view() as view:
                found += self._in_articles(view, part, wanted, code)
        return found[:MOST]

    def tag(self, places: Collection[Occurrence], code: str) -> int:
        """Tag all these places in one step; returns how many marks were made.

        An event type makes an event at each, or joins the one that its sentence or the counterpart
        sentence has. Raises UsageError for a tag that cannot be, RefusedError where the text has
        changed since it was found.
        """
        made = 0
        with self._context.unit("tag all occurrences") as unit:
            for one in places:
                coder, key = self._context.coder.uuid, one.article.id
                tagged = tag_span(unit, coder, key, one.span, code, together=True)
                if tagged.annotation.exact.replace("\n", " ") != one.words:
                    raise changed_since(
                        f"“{one.article.title}” was changed since the words were found in it.",
                        "Nothing was tagged; look for them again.",
                    )
                made += not tagged.repeated
            tag = codebooks.tag(unit, code)
            words = next((one.words for one in places), "")
            unit.describe(f"{tag.label() if tag else code} at {made} places “{shortened(words)}”")
        return made

    def _articles(self, wanted: str, first: Sequence[int]) -> Iterator[Sequence[int]]:
        """The articles that may hold the words, some at a time."""
        query, _ = fulltext.narrowed(Query(wanted, (Clause("phrase", (wanted,)),)))
        with self._context.view() as view:
            ids = listing.article_ids(
                view, query, self._context.coder.uuid, opened=self._context.places.all()
            )
        yield list(first)
        rest = [key for key in ids if key not in first]
        for start in range(0, len(rest), AT_ONCE):
            yield rest[start : start + AT_ONCE]

    def _in_articles(
        self, view: View, ids: Sequence[int], wanted: str, code: str
    ) -> list[Occurrence]:
        bodies = articles.bodies(view, ids)
        places = {
            key: [span for span in occurrences(bodies.get(key, ""), [wanted], at_most=MOST)
                  if _is_whole(bodies[key], span)]
            for key in ids
        }  # fmt: skip
        held = [key for key in ids if places[key]]
        known = {one.id: one for one in articles.many(view, held)}
        coder = self._context.coder.uuid
        tagged = {
            (mark.article_uuid, mark.span)
            for mark in annotations.of_articles(view, held)
            if mark.tag == code and mark.coder_uuid == coder and mark.status != "orphan"
        }
        return [
            _occurrence(known[key], bodies[key], span)
            for key in held
            for span in places[key]
            if key in known and (known[key].uuid, span) not in tagged
        ]


def _is_whole(body: str, span: Span) -> bool:
    """Whether no word goes on behind a span, nor with a hyphen before or behind it.

    A name is whole beside a hyphen: ``Taipei`` in ``Shanghai-Taipei``, but not ``one`` in
    ``one-China``. Chinese words have no borders that are seen.
    """
    around = body[span.end - 1 : span.end + 1]
    if count_han(around) > 0:
        return True
    if len(around) == 2 and around.isalnum():
        return False
    before, behind = body[max(0, span.start - 2) : span.start], body[span.end : span.end + 2]
    joined = _HYPHENED.fullmatch(before[::-1]) or _HYPHENED.fullmatch(behind)
    return not joined or body[span.start].isupper()


def _occurrence(article: Article, body: str, span: Span) -> Occurrence:
    around = snap(body, Span(max(0, span.start - CONTEXT), min(len(body), span.end + CONTEXT)))
    parts = (
        body[around.start : span.start],
        body[span.start : span.end],
        body[span.end : around.end],
    )
    return Occurrence(article, span, *(part.replace("\n", " ") for part in parts))
