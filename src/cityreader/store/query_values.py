"""What the fields of a query can be asked for in this library."""

from cityreader.models.people import told_apart
from cityreader.store.coders import everybody
from cityreader.store.session import View


def languages(view: View) -> list[str]:
    """The languages of all articles, the most frequent first."""
    return view.column("SELECT lang FROM articles GROUP BY lang ORDER BY COUNT(*) DESC, lang")


def sources(view: View) -> list[str]:
    """The sources of the lines of the list, the most frequent first."""
    return view.column(
        "SELECT source FROM articles WHERE deleted_at IS NULL AND lead_id IS NULL"
        " AND source IS NOT NULL GROUP BY source ORDER BY COUNT(*) DESC, source"
    )


def coders(view: View) -> list[str]:
    """The names of all coders, in order; of those who share one also what tells them apart."""
    found = everybody(view)
    return sorted({coder.name for coder in found} | set(told_apart(found).values()))


IS_CODER = (
    "folded(?) IN (folded(c.name), folded(c.name || ' (' || substr(c.uuid, 1, 8) || ')'),"
    " substr(c.uuid, 1, 8))"
)
"""Whether coder ``c`` is called so; see ``told_apart``."""


def cities(view: View) -> list[str]:
    """The cities that take part in events or are places of them, the most frequent first."""
    return view.column(
        "WITH places(one, names) AS ("
        " SELECT p.id, json_array(p.name, p.name_en, p.name_zh) FROM participants p"
        " JOIN events e ON e.id = p.event_id WHERE e.deleted_at IS NULL AND p.kind = 'city'"
        " UNION ALL SELECT -e.id, json_array(json_extract(e.place, '$.name')) FROM events e"
        " WHERE e.deleted_at IS NULL)"
        " SELECT n.value FROM places, json_each(places.names) n WHERE n.value IS NOT NULL"
        " GROUP BY n.value ORDER BY COUNT(DISTINCT places.one) DESC, n.value"
    )
