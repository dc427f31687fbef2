"""What is learned of the lines that a source repeats, kept by source as one number a line."""

from collections.abc import Collection

from cityreader.store.session import Unit, View

LONGEST = 100_000
"""Code points; a longer text is a book, not one of the articles that a source frames alike."""


def sample(view: View, source: str, most: int) -> list[str]:
    """The current bodies of the articles of a source that came last, at most so many.

    Left out are books, articles in the trash and those that were like another when they came.
    """
    bodies = view.column(
        "SELECT b.body FROM articles a"
        " JOIN bodies b ON b.article_id = a.id AND b.revision = a.revision"
        " WHERE a.source = ? AND a.deleted_at IS NULL AND a.length <= ?"
        " AND NOT EXISTS (SELECT 1 FROM likenesses l WHERE l.body_id = b.id)"
        " ORDER BY a.id DESC LIMIT ?",
        source,
        LONGEST,
        most,
    )
    return [str(body) for body in bodies]


def lines_of(view: View, source: str) -> set[int]:
    """The lines learned of a source."""
    return {int(line) for line in view.column("SELECT line FROM clutter WHERE source = ?", source)}


def replace(unit: Unit, source: str, lines: Collection[int]) -> None:
    """Keep these lines as those of a source, in place of what was learned before."""
    unit.run("DELETE FROM clutter WHERE source = ?", source)
    for line in sorted(lines):
        unit.run("INSERT INTO clutter VALUES (?, ?)", source, line)
    unit.changed = True
