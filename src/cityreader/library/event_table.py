"""The table of events: all that a query selects, a million as well as ten."""

from array import array
from collections.abc import Iterable, Sequence

from cityreader.library.context import Context
from cityreader.library.queries import Queries
from cityreader.library.record_words import asks_words, chosen_by_fields, with_words
from cityreader.models import Query
from cityreader.models.event_table import EventLine, EventListing, EventSort
from cityreader.store import event_table, records
from cityreader.store.session import View


def event_keys(
    view: View,
    query: Query,
    coder_uuid: str,
    opened: Iterable[str],
    sort: EventSort = "date",
    *,
    reverse: bool = False,
    shown: str | None = None,
) -> list[int]:
    """The keys of the events that a query selects, in an order; only those of the coder ``shown``.

    Words are looked for in title, note, place, participants, mentions and article titles.
    """
    opened = list(opened)

    def select(asked: Query) -> list[int]:
        condition = records.event_condition(asked, coder_uuid, opened)
        return event_table.keys(view, condition, sort, reverse=reverse, shown=shown)

    found = select(query)
    if not asks_words(query):
        return found
    chosen = chosen_by_fields(query, select, _itself)
    texts = event_table.texts(view, found)
    return with_words(found, query, texts.__getitem__, chosen, _itself)


class EventTableService:
    """Keys first, lines by page."""

    def __init__(self, context: Context, queries: Queries) -> None:
        self._context = context
        self._queries = queries

    def listing(
        self, text: str = "", sort: EventSort = "date", *, reverse: bool = False
    ) -> EventListing:
        """The events that a query selects; parts of it that are not understood are left out.

        The usual order of ``date`` and ``added`` is the newest first, of ``type`` that of the
        codebook, of ``place`` the alphabet; ``reverse`` turns it round. Never raises.
        """
        query = self._queries.read(text)
        coder, opened = self._context.coder.uuid, self._context.places.all()
        with self._context.view() as view:
            shown = self._context.viewpoint.coder_uuid
            found = event_keys(view, query, coder, opened, sort, reverse=reverse, shown=shown)
            return EventListing(query, array("q", found), event_table.counts(view, found))

    def first_lines(self, count: int) -> list[EventLine]:
        """The first lines of the whole table, newest first, at once whatever its size."""
        with self._context.view() as view:
            shown = self._context.viewpoint.coder_uuid
            return event_table.lines(view, event_table.newest_keys(view, count, shown))

    def lines(self, ids: Sequence[int]) -> list[EventLine]:
        """The lines of these events, in this order; those removed are left out."""
        with self._context.view() as view:
            return event_table.lines(view, ids)


def _itself(key: int) -> int:
    return key
