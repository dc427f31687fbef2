"""Reading a query with what the library knows: its tags, languages and coders."""

from collections.abc import Callable, Sequence

from cityreader.errors import UsageError
from cityreader.library.context import Context
from cityreader.library.named_queries import (
    SIGNS,
    begins_with_name,
    named_part,
    names_beginning,
    not_saved,
    stood_for,
)
from cityreader.models import Completion, Query, Tag
from cityreader.search.completion import choices_at, fixed_values, place_at
from cityreader.search.grammar import KnownValues, closed, parse_query
from cityreader.search.query_fields import FIELD_NAMES
from cityreader.store import codebooks, query_values, saved_searches, titles
from cityreader.store.session import View
from cityreader.store.titles import TitleState
from cityreader.text.scripts import fold

_ASKED_OF_LIBRARY = ("tag", "type", "lang", "coder")


def is_field(name: str) -> bool:
    """Whether a query can name a field so."""
    return name in FIELD_NAMES


class Queries:
    """The queries of one library, and the values that fields of them can have."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: tuple[TitleState, KnownValues] | None = None
        self._asked: TitleState | None = None
        self._values: dict[str, list[str]] = {}

    def read(self, text: str) -> Query:
        """What a query says; a value that the library does not know is a problem. Never raises.

        A query that begins with ``@name`` says what the saved search of that name does.
        """
        return self._read(text, self._checked)

    def read_all(self, text: str) -> Query:
        """The same, but a value that the library does not know stands, so that nothing has it.

        That goes for the beginning of a known value too: nobody is typing on.
        """
        query = self.read(text)
        return self._read(text, parse_query) if query.problems or query.pending else query

    def unknown(self, text: str) -> list[str]:
        """A sentence for each value of a query that the library does not know."""
        query = self.read(text)
        return [problem.message for problem in (*query.problems, *query.pending)]

    def clear(self, text: str) -> Query:
        """The same of a query without problems: what it selects may be exported.

        Raises UsageError for one with a part that is not understood, or not finished.
        """
        query = self._read(text, parse_query)
        names = [one for one in query.pending if text[one.start] in SIGNS]
        if query.problems or names:
            raise UsageError(
                "Unclear query",
                (*query.problems, *names)[0].message,
                "A word with a colon or an @ can stand in quotation marks.",
            )
        if query.pending:
            raise UsageError(
                "Unfinished query",
                f"“{text[query.pending[0].start : query.pending[0].end]}” leads nowhere.",
                "Write what it should find behind it.",
            )
        return self.read_all(text)

    def _read(self, text: str, parse: Callable[[str], Query]) -> Query:
        if not begins_with_name(text):
            return parse(text)
        with self._context.view() as view:
            searches = saved_searches.all_searches(view)
        part = named_part(text, searches)
        # The rest stands where it is typed, so that its problems do.
        rest = parse(" " * part.end + text[part.end :])
        if part.search is None:
            return not_saved(text, part, rest, searches)
        return stood_for(text, part, parse(closed(part.search.query)), rest)

    def _checked(self, text: str) -> Query:
        """A query with the values that the library does not know as problems."""
        query = parse_query(text)
        named = {part.field for clause in query.clauses for part in clause.parts()}
        if named.isdisjoint(_ASKED_OF_LIBRARY):
            return query
        with self._context.view() as view:
            return parse_query(text, known=self._known_values(view))

    def complete(self, text: str, cursor: int) -> Completion | None:
        """What is being typed at the cursor and what it can become; None for nothing."""
        if begins_with_name(text[:cursor]):
            with self._context.view() as view:
                searches = saved_searches.all_searches(view)
            if names := names_beginning(text[:cursor], searches):
                return Completion(text.index(text.strip()[0]), cursor, tuple(names))
        place = place_at(text, cursor)
        if place is None:
            return None
        values = [] if place.field is None else self._values_of(place.field)
        choices = tuple(choices_at(place, values))
        return Completion(place.start, place.end, choices) if choices else None

    def _values_of(self, field: str) -> list[str]:
        """The same as ``values``, asked of the library once for each of its states."""
        with self._context.view() as view:
            state = titles.state(view)
        if self._asked != state:
            self._asked, self._values = state, {}
        if field not in self._values:
            self._values[field] = self.values(field)
        return self._values[field]

    def values(self, field: str) -> list[str]:
        """What a field can be asked for, the likeliest first; empty for free text."""
        with self._context.view() as view:
            match field:
                case "tag" | "type":
                    book = codebooks.get(view)
                    topics = book.topics if field == "tag" else ()
                    tags = (*book.event_types, *topics)
                    labels = [label for tag in tags for label in tag.labels.values()]
                    return [*(tag.code for tag in tags), *filter(_is_foreign, labels)]
                case "lang":
                    known = query_values.languages(view)
                    chinese = any(lang.startswith("zh-") for lang in known)
                    return [*known, "zh"] if chinese else known
                case "source":
                    return query_values.sources(view)
                case "coder":
                    return query_values.coders(view)
                case "city":
                    return query_values.cities(view)
        return list(fixed_values(field))

    def _known_values(self, view: View) -> KnownValues:
        state = titles.state(view)
        if self._known is None or self._known[0] != state:
            book = codebooks.get(view).tags
            known = {
                "tag": _codes(book),
                "type": _codes([tag for tag in book if tag.kind == "event"]),
                "lang": {fold(lang): lang for lang in query_values.languages(view)},
                "coder": {fold(name): name for name in query_values.coders(view)},
            }
            self._known = state, known
        return self._known[1]


def _codes(tags: Sequence[Tag]) -> dict[str, str]:
    """Codes by themselves and by every label, folded; a code is never another's label."""
    by_label = {fold(label): tag.code for tag in tags for label in tag.labels.values()}
    return {tag.code: tag.code for tag in tags} | by_label | {tag.code: tag.code for tag in tags}


def _is_foreign(label: str) -> bool:
    return not label.isascii()
