"""Queries that were given a name."""

from cityreader.models import SavedSearch
from cityreader.store.session import Unit, View


def all_searches(view: View) -> list[SavedSearch]:
    """Every saved search, by name."""
    rows = view.rows("SELECT uuid, name, query FROM saved_searches ORDER BY name, id")
    return [SavedSearch(row["uuid"], row["name"], row["query"]) for row in rows]


def put(unit: Unit, search: SavedSearch) -> bool:
    """Add a search, or change the one with its UUID; returns whether anything differed."""
    key = unit.value("SELECT id FROM saved_searches WHERE uuid = ?", search.uuid)
    values = {"name": search.name, "query": search.query}
    if key is None:
        unit.insert("saved_searches", {"uuid": search.uuid, **values})
        return True
    return unit.update("saved_searches", key, values)


def remove(unit: Unit, uuid: str) -> bool:
    """Take a search away; returns whether it was there."""
    key = unit.value("SELECT id FROM saved_searches WHERE uuid = ?", uuid)
    if key is not None:
        unit.delete("saved_searches", key)
    return key is not None
