"""How far a person is with each article.

Decisions (done, new again, flagged) are records in the library. That an article was opened, and
where one stopped reading it, are not: see ``places``.
"""

from collections.abc import Sequence

from cityreader.library.context import Context
from cityreader.library.places import ReadingPlace
from cityreader.models import LibraryCounts, Reading, ReadingState
from cityreader.store import articles, listing, readings


class ReadingService:
    """States, flags and places."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def set_state(self, article_ids: Sequence[int], state: ReadingState) -> int:
        """Mark articles as new, opened or done; returns how many changed."""
        named = _named(article_ids)
        with self._context.unit(f"{state}: {named}", article_id=_only(article_ids)) as unit:
            return sum(readings.set_reading(unit, key, state=state) for key in article_ids)

    def set_flag(self, article_ids: Sequence[int], flagged: bool) -> int:
        """Flag articles or take the flag off; returns how many changed."""
        word = "flag" if flagged else "no flag"
        named = _named(article_ids)
        with self._context.unit(f"{word}: {named}", article_id=_only(article_ids)) as unit:
            changed = 0
            for article in articles.many(unit, article_ids):
                # Without this the record of the flag would make an opened article new again.
                first = "opened" if self.opened(article.uuid) else "new"
                changed += readings.set_reading(unit, article.id, flagged=flagged, first=first)
            return changed

    def of_article(self, article_id: int) -> Reading | None:
        """How far the coder at the keyboard is with an article, as far as the library knows."""
        with self._context.view() as view:
            found = readings.of_articles(view, [article_id]).get(article_id, [])
        coder = self._context.coder.uuid
        return next((reading for reading in found if reading.coder_uuid == coder), None)

    def counts(self) -> LibraryCounts:
        """The numbers of the header, but for what is to review; see ``library.waiting``."""
        with self._context.view() as view:
            return listing.counts(view, self._context.coder.uuid, self._context.places.all())

    def opened(self, article_uuid: str) -> bool:
        """Whether this article was opened on this machine."""
        return article_uuid in self._context.places.all()

    def place(self, article_uuid: str) -> ReadingPlace | None:
        """Where reading of this article stopped."""
        return self._context.places.all().get(article_uuid)

    def last_read(self) -> str | None:
        """The UUID of the article that was read last."""
        places = self._context.places.all()
        return max(places, key=lambda uuid: places[uuid].at, default=None)

    def last_read_id(self) -> int | None:
        """The id of the article that was read last, if it is still there."""
        uuid = self.last_read()
        if uuid is None:
            return None
        with self._context.view() as view:
            article = articles.by_uuid(view, uuid)
        return article.id if article and not article.deleted else None

    def remember(self, article_uuid: str, offset: int, side: str) -> None:
        """Keep the place where reading of an article stopped; a full disk is no reason to fail."""
        self._context.places.put(article_uuid, offset, side)


def _only(article_ids: Sequence[int]) -> int | None:
    return article_ids[0] if len(article_ids) == 1 else None


def _named(article_ids: Sequence[int]) -> str:
    return "1 article" if len(article_ids) == 1 else f"{len(article_ids)} articles"
