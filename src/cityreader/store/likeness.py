"""Which articles are nearly the same text: wire copies, and the same story told again.

What is found hangs on two revisions and holds as long as both are current, so undo needs no word of
it. Nothing here links or hides an article.
"""

from typing import NamedTuple

from cityreader.store.session import Unit, View
from cityreader.text.sketch import Sketch, pack, similarity, sketch, unpack

NEAR_DUPLICATE = 0.9
"""From this similarity on an article is reported as a near duplicate."""

SAME_STORY = 0.7
"""From this similarity on two articles are offered as the same story."""

KEYS = 8
"""How many of the smallest checksums lead to a body: of two that share 0.7 of their text, fewer
than two keys meet once in a thousand."""

MEETING_KEYS = 2
"""Keys that must meet before two sketches are compared."""

COMPARED = 20
"""Bodies compared with a new one, those with the most keys in common."""

COMMON = 200
"""Bodies looked up by one key: a stretch that more share is furniture and tells nothing."""

_CURRENT = """
  FROM likenesses l
  JOIN bodies b ON b.id = l.body_id
  JOIN articles a ON a.id = b.article_id AND a.revision = b.revision
  JOIN bodies c ON c.id = l.other_id
  JOIN articles o ON o.id = c.article_id AND o.revision = c.revision
"""
"""Noted likenesses of which both sides are current: ``a`` came in after ``o``."""


class Likeness(NamedTuple):
    """Another article that is not in the trash, and the share of text that both have."""

    article_id: int
    similarity: float

    @property
    def named(self) -> tuple[str, float]:
        """The same with the article as people name it."""
        return f"article {self.article_id}", self.similarity


def note(unit: Unit, body_id: int, article_id: int, body: str) -> None:
    """Keep the sketch of a new body and how like it is to the current bodies of other articles."""
    values = sketch(body)
    for other_id, alike in _alike(unit, values, article_id):
        unit.run("INSERT INTO likenesses VALUES (?, ?, ?)", body_id, other_id, alike.similarity)
    unit.run("INSERT INTO sketches VALUES (?, ?)", body_id, pack(values))
    unit.connection.executemany(
        "INSERT INTO sketch_keys VALUES (?, ?)", [(value, body_id) for value in values[:KEYS]]
    )


def nearest(view: View, article_id: int) -> Likeness | None:
    """The article that this one was most like when its current body came in."""
    row = view.row(
        f"SELECT o.id, l.similarity {_CURRENT} WHERE a.id = ? AND o.deleted_at IS NULL"
        " ORDER BY l.similarity DESC, o.id LIMIT 1",
        article_id,
    )
    return Likeness(row["id"], row["similarity"]) if row else None


def nearest_to(view: View, values: Sketch) -> Likeness | None:
    """The article that the sketch of a body not stored yet is most like."""
    found = [alike for _, alike in _alike(view, values, 0)]
    return max(found, key=lambda alike: (alike.similarity, -alike.article_id), default=None)


def same_story(view: View, article_id: int) -> list[Likeness]:
    """The articles that share most of their text with this one, the likest first.

    Near duplicates are among them, and it makes no difference which of two came first.
    """
    rows = view.rows(
        f"SELECT o.id, l.similarity {_CURRENT} WHERE a.id = ?1 AND o.deleted_at IS NULL"
        f" UNION SELECT a.id, l.similarity {_CURRENT} WHERE o.id = ?1 AND a.deleted_at IS NULL"
        " ORDER BY 2 DESC, 1",
        article_id,
    )
    return [Likeness(row["id"], row["similarity"]) for row in rows]


def _alike(view: View, values: Sketch, article_id: int) -> list[tuple[int, Likeness]]:
    """The bodies that share most of their text with this sketch, with their articles."""
    if not values:
        return []
    each = f"SELECT * FROM (SELECT body_id FROM sketch_keys WHERE hash = ? LIMIT {COMMON})"
    keys = values[:KEYS]
    rows = view.rows(
        "SELECT s.body_id, s.hashes, a.id FROM ("
        f" SELECT body_id, COUNT(*) AS met FROM ({' UNION ALL '.join([each] * len(keys))})"
        f" GROUP BY body_id HAVING COUNT(*) >= {min(MEETING_KEYS, len(keys))}) k"
        " JOIN sketches s ON s.body_id = k.body_id JOIN bodies b ON b.id = s.body_id"
        " JOIN articles a ON a.id = b.article_id AND a.revision = b.revision"
        " WHERE a.deleted_at IS NULL AND a.id <> ? "
        f" ORDER BY k.met DESC, s.body_id LIMIT {COMPARED}",
        *keys,
        article_id,
    )
    own = {*values}
    found = []
    for row in rows:
        other = unpack(row["hashes"])
        # What two have in common bounds how like they are, and is counted far sooner.
        if len(own.intersection(other)) >= SAME_STORY * max(len(own), len(other)):
            alike = Likeness(row["id"], similarity(values, other))
            if alike.similarity >= SAME_STORY:
                found.append((row["body_id"], alike))
    return found
