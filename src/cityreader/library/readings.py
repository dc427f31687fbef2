"""How far a person is with each article.

Decisions (done, new again, flagged) are records in the library. The place where one stopped reading
is not: it lies in the state folder by library and article, so that reading never changes a library.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from cityreader.library.context import Context
from cityreader.models import LibraryCounts, ReadingState
from cityreader.store import articles, listing, people
from cityreader.store.database import utc_now


@dataclass(frozen=True, slots=True)
class Place:
    """Where reading stopped: a code point of the left or right body, and when."""

    offset: int
    side: str
    at: str


class ReadingService:
    """States, flags and places."""

    def __init__(self, context: Context) -> None:
        self._context = context
        with context.view() as view:
            library_uuid = view.value("SELECT value FROM settings WHERE key = 'uuid'")
        self._path = context.folders.state / "places" / f"{library_uuid}.json"
        self._places: dict[str, Place] | None = None

    def set_state(self, article_ids: Sequence[int], state: ReadingState) -> int:
        """Mark articles as new, opened or done; returns how many changed."""
        named = _named(article_ids)
        with self._context.unit(f"{state}: {named}", article_id=_only(article_ids)) as unit:
            changed = sum(people.set_reading(unit, key, state=state) for key in article_ids)
            if not changed:
                unit.abandon()
            return changed

    def set_flag(self, article_ids: Sequence[int], flagged: bool) -> int:
        """Flag articles or take the flag off; returns how many changed."""
        word = "flag" if flagged else "no flag"
        named = _named(article_ids)
        with self._context.unit(f"{word}: {named}", article_id=_only(article_ids)) as unit:
            changed = sum(people.set_reading(unit, key, flagged=flagged) for key in article_ids)
            if not changed:
                unit.abandon()
            return changed

    def counts(self) -> LibraryCounts:
        """The numbers of the header."""
        with self._context.view() as view:
            return listing.counts(view, self._context.coder.uuid, self._loaded())

    def opened(self, article_uuid: str) -> bool:
        """Whether this article was opened on this machine."""
        return article_uuid in self._loaded()

    def place(self, article_uuid: str) -> Place | None:
        """Where reading of this article stopped."""
        return self._loaded().get(article_uuid)

    def last_read(self) -> str | None:
        """The UUID of the article that was read last."""
        places = self._loaded()
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
        places = {**self._loaded(), article_uuid: Place(offset, side, utc_now())}
        self._places = places
        aside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(
                json.dumps({uuid: asdict(place) for uuid, place in places.items()}),
                encoding="utf-8",
            )
            aside.replace(self._path)
        except OSError:
            aside.unlink(missing_ok=True)

    def _loaded(self) -> dict[str, Place]:
        if self._places is None:
            self._places = _read(self._path)
        return self._places


def _read(path: Path) -> dict[str, Place]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(uuid): Place(int(place["offset"]), str(place["side"]), str(place["at"]))
            for uuid, place in found.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _only(article_ids: Sequence[int]) -> int | None:
    return article_ids[0] if len(article_ids) == 1 else None


def _named(article_ids: Sequence[int]) -> str:
    return "1 article" if len(article_ids) == 1 else f"{len(article_ids)} articles"
