"""Reading a query with what the library knows: its tags, languages and coders."""

from collections.abc import Sequence

from cityreader.errors import UsageError
from cityreader.library.context import Context
from cityreader.models import Completion, Query, Tag
from cityreader.search.completion import choices_at, fixed_values, place_at
from cityreader.search.grammar import KnownValues, parse_query
from cityreader.store import codebooks, query_values, titles
from cityreader.store.session import View
from cityreader.store.titles import TitleState
from cityreader.text.scripts import fold

_ASKED_OF_LIBRARY = ("tag", "type", "lang", "coder")


def clear_query(text: str) -> Query:
    """What a query says. Raises UsageError for one with a part that is not understood or not
    finished: what it selects may be exported."""
    query = parse_query(text)
    if query.problems:
        raise UsageError(
            "Unclear query",
            query.problems[0].message,
            "A word with a colon can stand in quotation marks.",
        )
    if query.pending:
        raise UsageError(
            "Unfinished query",
            f"“{text[query.pending[0].start : query.pending[0].end]}” leads nowhere.",
            "Write what it should find behind it.",
        )
    return query


class Queries:
    """The queries of one library, and the values that fields of them can have."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: tuple[TitleState, KnownValues] | None = None
        self._asked: TitleState | None = None
        self._values: dict[str, list[str]] = {}

    def read(self, text: str) -> Query:
        """What a query says; a value that the library does not know is a problem. Never raises."""
        query = parse_query(text)
        named = {part.field for clause in query.clauses for part in clause.parts()}
        if named.isdisjoint(_ASKED_OF_LIBRARY):
            return query
        with self._context.view() as view:
            return parse_query(text, known=self._known_values(view))

    def read_all(self, text: str) -> Query:
        """The same, but a value that the library does not know stands, so that nothing has it."""
        query = self.read(text)
        return parse_query(text) if query.problems else query

    def clear(self, text: str) -> Query:
        """The same of a query without problems. Raises UsageError like ``clear_query``."""
        clear_query(text)
        return self.read_all(text)

    def complete(self, text: str, cursor: int) -> Completion | None:
        """What is being typed at the cursor and what it can become; None for nothing."""
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
