"""Searches with a name, kept in the library."""

from cityreader.errors import NotFoundError, UsageError
from cityreader.library.context import Context
from cityreader.library.named_queries import written_out
from cityreader.models import SavedSearch
from cityreader.store import saved_searches
from cityreader.text.safety import clean_line
from cityreader.text.scripts import fold


class SavedSearchService:
    """Names for queries; every change is one step of the history."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        with self._context.view() as view:
            return saved_searches.all_searches(view)

    def save(self, name: str, query: str) -> SavedSearch:
        """Keep a query under a name; a search of that name gets the new query.

        A query that begins with the name of another one is kept written out, so that it stays what
        it is. Raises UsageError without a name or a query.
        """
        name, query = clean_line(name), clean_line(query)
        if not name or not query:
            raise UsageError("Nothing to save", "A saved search needs a name and a query.")
        with self._context.unit(f"save search {name}") as unit:
            every = saved_searches.all_searches(unit)
            query = written_out(query, every)
            same = [search for search in every if fold(search.name) == fold(name)]
            found = SavedSearch(same[0].uuid if same else unit.identify(), name, query)
            saved_searches.put(unit, found)
        return found

    def rename(self, uuid: str, name: str) -> None:
        """Give a search another name. Raises NotFoundError, and UsageError for a taken one."""
        name = clean_line(name)
        if not name:
            raise UsageError("No name", "A saved search needs a name.")
        with self._context.unit(f"rename search {name}") as unit:
            every = saved_searches.all_searches(unit)
            found = next((search for search in every if search.uuid == uuid), None)
            if found is None:
                raise _missing()
            if any(s.uuid != uuid and fold(s.name) == fold(name) for s in every):
                raise UsageError("Name is taken", f"There is a search “{name}” already.")
            saved_searches.put(unit, SavedSearch(uuid, name, found.query))

    def remove(self, uuid: str) -> None:
        """Take a search away; undo brings it back. Raises NotFoundError."""
        with self._context.unit("remove search") as unit:
            every = saved_searches.all_searches(unit)
            found = next((search for search in every if search.uuid == uuid), None)
            if found is None or not saved_searches.remove(unit, uuid):
                raise _missing()
            unit.describe(f"remove search {found.name}")


def _missing() -> NotFoundError:
    return NotFoundError("No such search", "This saved search is gone.")
