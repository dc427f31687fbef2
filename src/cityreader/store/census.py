"""Counting what is in a library, coder by coder and language by language."""

from cityreader.models.census import Census, CoderCensus
from cityreader.store.session import View

_PUBLISHED = "a.deleted_at IS NULL AND a.kind <> 'user-translation'"
_MARKS = (
    "FROM annotations n JOIN articles a ON a.id = n.article_id AND a.deleted_at IS NULL"
    " JOIN coders c ON c.id = n.coder_id WHERE n.deleted_at IS NULL"
)
_MENTIONED = (
    "FROM events e JOIN coders c ON c.id = e.coder_id JOIN event_mentions m ON m.event_id = e.id"
    " JOIN annotations n ON n.id = m.annotation_id AND n.deleted_at IS NULL"
    " JOIN articles a ON a.id = n.article_id AND a.deleted_at IS NULL WHERE e.deleted_at IS NULL"
)


def done(view: View) -> dict[str, set[int]]:
    """The articles that each coder marked as done, by the UUID of the coder; none in the trash."""
    found: dict[str, set[int]] = {}
    for row in view.rows(
        "SELECT c.uuid, r.article_id FROM readings r JOIN coders c ON c.id = r.coder_id"
        " JOIN articles a ON a.id = r.article_id AND a.deleted_at IS NULL"
        " WHERE r.state = 'done'"
    ):
        found.setdefault(row["uuid"], set()).add(row["article_id"])
    return found


def tied(view: View) -> list[tuple[int, int]]:
    """Two and two, the articles that are a pair or in which one event is mentioned; of an event
    each article stands beside the first, and trash is among them."""
    rows = view.rows(
        "SELECT left_id AS one, right_id AS other FROM pairs"
        " WHERE deleted_at IS NULL AND status = 'linked'"
        " UNION SELECT first.article_id, n.article_id FROM event_mentions m"
        " JOIN annotations n ON n.id = m.annotation_id"
        " JOIN (SELECT m.event_id, MIN(n.article_id) AS article_id FROM event_mentions m"
        "  JOIN annotations n ON n.id = m.annotation_id GROUP BY m.event_id"
        "  HAVING COUNT(DISTINCT n.article_id) > 1) first ON first.event_id = m.event_id"
        " WHERE n.article_id <> first.article_id"
    )
    return [(row["one"], row["other"]) for row in rows]


def census(view: View, left_out: str) -> Census:
    """Count everything; ``left_out`` is the UUID of the coder whose events are copies."""
    published = view.row(
        "SELECT MIN(a.published_start) AS first,"
        " MAX(COALESCE(a.published_end, a.published_start)) AS last,"
        " SUM(a.published_start IS NULL) AS undated, SUM(a.source IS NULL) AS unsourced"
        f" FROM articles a WHERE {_PUBLISHED}"
    )
    assert published is not None
    translations = view.value(
        "SELECT COUNT(*) FROM articles WHERE deleted_at IS NULL AND kind = 'user-translation'"
    )
    pairs = view.rows(
        "SELECT l.lang AS one, r.lang AS other, COUNT(*) AS number FROM pairs p"
        " JOIN articles l ON l.id = p.left_id AND l.deleted_at IS NULL"
        " JOIN articles r ON r.id = p.right_id AND r.deleted_at IS NULL"
        " WHERE p.deleted_at IS NULL AND p.status = 'linked'"
        " GROUP BY l.lang, r.lang ORDER BY number DESC, one, other"
    )
    joined: dict[tuple[str, str], int] = {}
    for row in pairs:
        one, other = sorted((row["one"], row["other"]))
        joined[one, other] = joined.get((one, other), 0) + row["number"]
    return Census(
        languages=_counted(view, "a.lang", f"FROM articles a WHERE {_PUBLISHED}"),
        sources=_counted(
            view, "a.source", f"FROM articles a WHERE {_PUBLISHED} AND a.source IS NOT NULL"
        ),
        unsourced=published["unsourced"] or 0,
        first=published["first"],
        last=published["last"],
        undated=published["undated"] or 0,
        translations=translations,
        pairs=joined,
        event_languages=_event_languages(view, left_out),
        coders=_coders(view),
    )


def _counted(view: View, column: str, source: str, *values: object) -> dict[str, int]:
    """How often each value of a column is there, the most frequent first."""
    rows = view.rows(
        f"SELECT {column} AS value, COUNT(*) AS number {source}"
        " GROUP BY value ORDER BY number DESC, value",
        *values,
    )
    return {row["value"]: row["number"] for row in rows}


def _event_languages(view: View, left_out: str) -> dict[str, int]:
    rows = view.rows(
        "SELECT languages, COUNT(*) AS number FROM (SELECT e.id,"
        " group_concat(DISTINCT CASE WHEN a.lang LIKE 'zh%' THEN 'zh' ELSE a.lang END) AS languages"
        f" {_MENTIONED} AND c.uuid <> ? GROUP BY e.id) GROUP BY languages",
        left_out,
    )
    found: dict[str, int] = {}
    for row in rows:
        languages = ",".join(sorted(row["languages"].split(",")))
        found[languages] = found.get(languages, 0) + row["number"]
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _coders(view: View) -> tuple[CoderCensus, ...]:
    """Everybody who marked, made an event or marked an article as done, in the order they came."""
    finished = done(view)
    found = []
    for row in view.rows("SELECT uuid, name FROM coders ORDER BY name, uuid"):
        uuid = row["uuid"]
        marks = _counted(
            view,
            "CASE WHEN n.role = 'trigger' THEN 'mention' WHEN n.role IS NOT NULL THEN 'role'"
            " WHEN n.tag IS NOT NULL THEN 'topic' ELSE 'note' END",
            f"{_MARKS} AND c.uuid = ?",
            uuid,
        )
        kinds = view.row(
            "SELECT COUNT(DISTINCT e.id) AS events, COUNT(DISTINCT e.type) AS types"
            f" {_MENTIONED} AND c.uuid = ?",
            uuid,
        )
        assert kinds is not None
        one = CoderCensus(
            uuid=uuid,
            name=row["name"],
            done=len(finished.get(uuid, ())),
            events=kinds["events"],
            types=kinds["types"],
            marks=marks,
            languages=_counted(view, "a.lang", f"{_MARKS} AND c.uuid = ?", uuid),
            accepted=view.value(
                f"SELECT COUNT(*) {_MARKS} AND c.uuid = ? AND n.origin = 'suggestion'", uuid
            ),
        )
        if one.done or one.events or one.total:
            found.append(one)
    return tuple(found)
