"""Removing articles for good, with all that hangs on them and every trace in the journal."""

from collections.abc import Sequence

from cityreader.store import fulltext
from cityreader.store.session import Unit

# What goes with what: a table, the column that names its owner, and the owner's table.
_DEPENDENTS = (
    ("bodies", "article_id", "articles"),
    ("origins", "article_id", "articles"),
    ("translation_links", "article_id", "articles"),
    ("readings", "article_id", "articles"),
    ("article_tags", "article_id", "articles"),
    ("annotations", "article_id", "articles"),
    ("suggestion_decisions", "article_id", "articles"),
    ("aliases", "article_id", "articles"),
    ("pairs", "left_id", "articles"),
    ("pairs", "right_id", "articles"),
    ("beads", "pair_id", "pairs"),
    ("event_mentions", "annotation_id", "annotations"),
)

# Rows that refer to others go before them.
_ORDER = (
    "beads",
    "pairs",
    "event_mentions",
    "participants",
    "events",
    "annotations",
    "suggestion_decisions",
    "aliases",
    "versions",
    "lineages",
    "article_tags",
    "readings",
    "translation_links",
    "origins",
    "bodies",
    "articles",
)


def purge(unit: Unit, article_ids: Sequence[int]) -> None:
    """Remove articles for good: bodies, marks, pairs, and events that nothing else mentions.

    The history keeps that there were steps, without their words, and undo passes over them. Freed
    space is overwritten.
    """
    unit.changed = True
    unit.run("PRAGMA secure_delete = ON")
    unit.run("CREATE TEMP TABLE gone (entity TEXT, id INTEGER, PRIMARY KEY (entity, id))")
    for key in article_ids:
        unit.run("INSERT INTO gone VALUES ('articles', ?)", key)
    for table, column, owner in _DEPENDENTS:
        _doom(unit, table, column, owner)
    # Only events that lose a mention here: some came without any, and those stay.
    unit.run(
        "INSERT INTO gone SELECT 'events', e.id FROM events e WHERE e.id IN"
        " (SELECT event_id FROM event_mentions WHERE id IN"
        "   (SELECT id FROM gone WHERE entity = 'event_mentions')"
        "  UNION SELECT json_extract(COALESCE(after, before), '$.event_id') FROM changes"
        "   WHERE entity = 'event_mentions' AND row_id IN"
        "   (SELECT id FROM gone WHERE entity = 'event_mentions'))"
        " AND NOT EXISTS (SELECT 1 FROM event_mentions m WHERE m.event_id = e.id"
        "  AND m.id NOT IN (SELECT id FROM gone WHERE entity = 'event_mentions'))"
    )
    _doom(unit, "participants", "event_id", "events")
    _doom(unit, "event_mentions", "event_id", "events")
    for table in ("versions", "lineages"):
        _doom_named(unit, table)
    _forget(unit)
    unit.run(
        "UPDATE articles SET lead_id = NULL WHERE lead_id IN"
        " (SELECT id FROM gone WHERE entity = 'articles')"
    )
    fulltext.remove(unit, unit.column("SELECT id FROM gone WHERE entity = 'bodies'"))
    for table in _ORDER:
        unit.run(f"DELETE FROM {table} WHERE id IN (SELECT id FROM gone WHERE entity = ?)", table)
    unit.run("DROP TABLE gone")


def _doom(unit: Unit, table: str, column: str, owner: str) -> None:
    """Note the rows of ``table`` that hang on rows already noted, also those only the journal has.

    Each row came or went whole in some step, and that step names its owner.
    """
    owners = f"(SELECT id FROM gone WHERE entity = '{owner}')"
    unit.run(
        f"INSERT OR IGNORE INTO gone SELECT '{table}', id FROM {table} WHERE {column} IN {owners}"
        f" UNION SELECT '{table}', row_id FROM changes WHERE entity = '{table}'"
        f" AND json_extract(COALESCE(after, before), '$.{column}') IN {owners}"
    )


def _doom_named(unit: Unit, table: str) -> None:
    """Note what merges kept of the rows already noted, which are named by kind and UUID."""
    unit.run(
        "CREATE TEMP TABLE names AS"
        " SELECT 'mark:' || uuid AS record FROM annotations"
        "  WHERE id IN (SELECT id FROM gone WHERE entity = 'annotations')"
        " UNION SELECT 'event:' || uuid FROM events"
        "  WHERE id IN (SELECT id FROM gone WHERE entity = 'events')"
        " UNION SELECT side.value || a.uuid FROM articles a,"
        '  json_each(\'["details:", "text:", "trash:"]\') side'
        "  WHERE a.id IN (SELECT id FROM gone WHERE entity = 'articles')"
        " UNION SELECT 'pair:' || MIN(l.uuid, r.uuid) || '|' || MAX(l.uuid, r.uuid) FROM pairs p"
        "  JOIN articles l ON l.id = p.left_id JOIN articles r ON r.id = p.right_id"
        "  WHERE p.id IN (SELECT id FROM gone WHERE entity = 'pairs')"
        # Readings and topics have no UUID; the first of those that name them is the article's.
        f" UNION SELECT record FROM (SELECT record FROM {table} UNION"
        "  SELECT json_extract(COALESCE(after, before), '$.record') FROM changes"
        f"   WHERE entity = '{table}')"
        "  WHERE (record LIKE 'reading:%' OR record LIKE 'topic:%')"
        "  AND substr(record, instr(record, ':') + 1, instr(record, '|') - instr(record, ':') - 1)"
        "   IN (SELECT uuid FROM articles WHERE id IN (SELECT id FROM gone WHERE entity ="
        "    'articles'))"
    )
    unit.run(
        f"INSERT OR IGNORE INTO gone SELECT '{table}', id FROM {table}"
        "  WHERE record IN (SELECT record FROM names)"
        " UNION SELECT '" + table + "', row_id FROM changes WHERE entity = '" + table + "'"
        "  AND json_extract(COALESCE(after, before), '$.record') IN (SELECT record FROM names)"
    )
    unit.run("DROP TABLE names")


def _forget(unit: Unit) -> None:
    """Take the rows noted out of the journal, and the words of the steps that were about them."""
    unit.run(
        "CREATE TEMP TABLE emptied AS SELECT DISTINCT h.journal_id AS id FROM changes h"
        " JOIN gone g ON g.entity = h.entity AND g.id = h.row_id"
    )
    unit.run(
        "DELETE FROM changes WHERE id IN (SELECT h.id FROM gone g"
        " JOIN changes h ON h.entity = g.entity AND h.row_id = g.id)"
    )
    unit.run(
        "UPDATE journal SET summary = 'purged', article_id = NULL"
        " WHERE article_id IN (SELECT id FROM gone WHERE entity = 'articles')"
        " OR (id IN (SELECT id FROM emptied)"
        "  AND NOT EXISTS (SELECT 1 FROM changes h WHERE h.journal_id = journal.id))"
    )
    unit.run("DROP TABLE emptied")
