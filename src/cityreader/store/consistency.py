"""What records must agree on with each other, whoever changed which of them last.

Single changes keep to it by themselves; undoing one after somebody else went on might not, and is
refused then.
"""

from collections.abc import Iterable, Sequence

from cityreader.store.session import Row, View

Place = tuple[str, int]
"""A row: its table and its key."""

_REMOVED_BUT_MENTIONED = """
SELECT e.id AS events, n.id AS annotations FROM events e
  JOIN event_mentions m ON m.event_id = e.id JOIN annotations n ON n.id = m.annotation_id
  WHERE e.deleted_at IS NOT NULL AND n.deleted_at IS NULL AND e.id IN ({keys})"""

_NOT_MENTIONED = """
SELECT e.id AS events,
  (SELECT MAX(m.annotation_id) FROM event_mentions m WHERE m.event_id = e.id) AS annotations
  FROM events e WHERE e.deleted_at IS NULL AND e.id IN ({keys}) AND NOT EXISTS (
    SELECT 1 FROM event_mentions m JOIN annotations n ON n.id = m.annotation_id
    WHERE m.event_id = e.id AND n.deleted_at IS NULL)"""

_MARK_OF_ANOTHER_TEXT = """
SELECT n.id AS annotations, a.id AS articles FROM articles a
  JOIN annotations n ON n.article_id = a.id
  WHERE n.deleted_at IS NULL AND n.status <> 'orphan' AND n.revision <> a.revision
  AND a.id IN ({keys})"""

_PAIR_OF_ANOTHER_TEXT = """
SELECT p.id AS pairs, a.id AS articles FROM articles a JOIN pairs p
  ON p.left_id = a.id AND p.left_revision <> a.revision
  OR p.right_id = a.id AND p.right_revision <> a.revision
  WHERE p.deleted_at IS NULL AND a.id IN ({keys})"""


def broken(
    view: View, *, articles: Iterable[int], events: Iterable[int], loosened: Iterable[int]
) -> list[tuple[Place, ...]]:
    """The rows that contradict each other among these articles and events.

    A removed event has no marks; every mark and every pair belongs to the text in force; an event
    that lost a mention (``loosened``) has another one.
    """
    found: list[Row] = []
    found += view.rows_in(_REMOVED_BUT_MENTIONED, events)
    found += view.rows_in(_NOT_MENTIONED, loosened)
    articles = list(articles)
    found += view.rows_in(_MARK_OF_ANOTHER_TEXT, articles)
    found += view.rows_in(_PAIR_OF_ANOTHER_TEXT, articles)
    return [tuple((table, key) for table, key in row.items() if key is not None) for row in found]


def marked_by_others(
    view: View, article_ids: Iterable[int], coder_id: int
) -> list[tuple[Place, ...]]:
    """The marks that other coders made in these articles."""
    rows = view.rows_in(
        "SELECT article_id, id FROM annotations"
        " WHERE deleted_at IS NULL AND article_id IN ({keys}) AND coder_id <> ?",
        article_ids,
        coder_id,
    )
    return [(("articles", row["article_id"]), ("annotations", row["id"])) for row in rows]


_SENTENCES = {
    ("annotations", "articles"): "a mark in article {} belongs to another text of it",
    ("events", "annotations"): "a mark in article {} mentions a removed event",
    ("pairs", "articles"): "the rows of a pair of article {} belong to another text of it",
}


def contradictions(view: View, article_ids: Sequence[int]) -> list[str]:
    """What marks, events, pairs and texts of these articles disagree about, a sentence each."""
    mentioned = view.rows_in(
        "SELECT DISTINCT m.event_id AS id FROM event_mentions m"
        " JOIN annotations n ON n.id = m.annotation_id WHERE n.article_id IN ({keys})",
        article_ids,
    )
    events = [row["id"] for row in mentioned]
    sentences = []
    for first, (table, key) in broken(view, articles=article_ids, events=events, loosened=()):
        if table == "annotations":
            key = view.value("SELECT article_id FROM annotations WHERE id = ?", key)
        sentences.append(_SENTENCES[first[0], table].format(key))
    return sentences
