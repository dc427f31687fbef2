"""Articles, their bodies in every revision, and where they were imported from."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cityreader.errors import LibraryError
from cityreader.models import NO_DATE, Article, ArticleDetails, ArticleDraft, DateRange
from cityreader.models.article import MOST_REVISIONS
from cityreader.store import fulltext, likeness
from cityreader.store.session import Row, Unit, View
from cityreader.text.addresses import canonical
from cityreader.text.scripts import fold

_TAGS = """(SELECT json_group_array(tag) FROM
  (SELECT DISTINCT tag FROM article_tags WHERE article_id = a.id ORDER BY tag)) AS topics"""

_SELECT = f"SELECT a.*, {_TAGS} FROM articles a"


def get(view: View, article_id: int) -> Article | None:
    """The article with this id, also from the trash."""
    row = view.row(f"{_SELECT} WHERE a.id = ?", article_id)
    return _article(row) if row else None


def published(view: View, article_id: int) -> DateRange:
    """When the article came out; no date at all where there is no such article."""
    row = view.row(
        "SELECT published_start, published_end, published_precision, published_text,"
        " published_basis FROM articles WHERE id = ?",
        article_id,
    )
    return date_of("published", row) if row else NO_DATE


def by_uuid(view: View, uuid: str) -> Article | None:
    """The article with this UUID, also from the trash; one it has elsewhere names it too."""
    key = key_of(view, uuid)
    return None if key is None else get(view, key)


def key_of(view: View, uuid: str) -> int | None:
    """The id of the article with this UUID, here or elsewhere."""
    value = view.value(
        "SELECT id FROM articles WHERE uuid = ?1"
        " UNION ALL SELECT article_id FROM aliases WHERE uuid = ?1",
        uuid,
    )
    return None if value is None else int(value)


def by_uuid_prefix(view: View, prefix: str) -> list[Article]:
    """The articles of which a UUID, here or elsewhere, begins so, at most three."""
    rows = view.rows(
        f"{_SELECT} WHERE a.id IN (SELECT id FROM articles WHERE uuid >= ?1 AND uuid < ?2"
        " UNION SELECT article_id FROM aliases WHERE uuid >= ?1 AND uuid < ?2)"
        " ORDER BY a.uuid LIMIT 3",
        prefix.lower(),
        prefix.lower() + "~",
    )
    return [_article(row) for row in rows]


def many(view: View, ids: Sequence[int]) -> list[Article]:
    """The articles with these ids, in this order; missing ones are left out."""
    found = {row["id"]: row for row in view.rows_in(f"{_SELECT} WHERE a.id IN ({{keys}})", ids)}
    return [_article(found[key]) for key in ids if key in found]


def same_url(view: View, url: str) -> list[Article]:
    """The articles whose URL names the same page, the oldest first."""
    rows = view.rows(f"{_SELECT} WHERE a.address = ? ORDER BY a.id", canonical(url))
    return [_article(row) for row in rows]


def same_message(view: View, message_id: str) -> list[Article]:
    """The articles that came as this message or feed entry, the oldest first."""
    rows = view.rows(f"{_SELECT} WHERE a.message_id = ? ORDER BY a.id", message_id)
    return [_article(row) for row in rows]


def same_text(view: View, text_sha256: str) -> list[Article]:
    """The articles whose current body has this hash, the oldest first."""
    rows = view.rows(f"{_SELECT} WHERE a.text_sha256 = ? ORDER BY a.id", text_sha256)
    return [_article(row) for row in rows]


def earlier_texts(view: View) -> dict[int, list[str]]:
    """The hashes of the bodies that articles had before, the first one first, by article id."""
    found: dict[int, list[str]] = {}
    for row in view.rows(
        "SELECT b.article_id, b.text_sha256 FROM articles a"
        " JOIN bodies b ON b.article_id = a.id AND b.revision < a.revision"
        " WHERE a.revision > 1 ORDER BY b.article_id, b.revision"
    ):
        found.setdefault(row["article_id"], []).append(row["text_sha256"])
    return found


def body(view: View, article_id: int, revision: int | None = None) -> str | None:
    """The body of a revision, by default of the current one."""
    value = view.value(
        "SELECT b.body FROM bodies b JOIN articles a ON a.id = b.article_id"
        " WHERE a.id = ? AND b.revision = COALESCE(?, a.revision)",
        article_id,
        revision,
    )
    return None if value is None else str(value)


def bodies(view: View, ids: Iterable[int]) -> dict[int, str]:
    """The current bodies of these articles by article id."""
    rows = view.rows_in(
        "SELECT a.id, b.body FROM articles a JOIN bodies b"
        " ON b.article_id = a.id AND b.revision = a.revision WHERE a.id IN ({keys})",
        ids,
    )
    return {row["id"]: row["body"] for row in rows}


def revisions_like(view: View, article_id: int, revision: int) -> set[int]:
    """The other revisions of an article that have the very text of this one."""
    found = view.column(
        "SELECT b.revision FROM bodies b JOIN bodies t ON t.article_id = b.article_id"
        " AND t.text_sha256 = b.text_sha256 AND t.revision <> b.revision"
        " WHERE t.article_id = ? AND t.revision = ?",
        article_id,
        revision,
    )
    return set(found)


def deleted(view: View) -> list[Article]:
    """What lies in the trash, the last deleted first."""
    rows = view.rows(f"{_SELECT} WHERE a.deleted_at IS NOT NULL ORDER BY a.deleted_at DESC, a.id")
    return [_article(row) for row in rows]


def add(unit: Unit, draft: ArticleDraft, text_sha256: str, *, uuid: str, kind: str) -> int:
    """Store a new article with its first revision; returns its id."""
    article_id = unit.insert(
        "articles",
        {
            "uuid": uuid,
            "kind": kind,
            **_fields(draft.details, draft.reasons),
            "message_id": draft.message_id,
            "revision": 1,
            "text_sha256": text_sha256,
            "length": len(draft.body),
            "added_at": unit.now,
            "updated_at": unit.now,
        },
    )
    _add_body(unit, article_id, 1, draft.body, text_sha256)
    return article_id


def add_record(unit: Unit, article: Article, body: str, message_id: str | None = None) -> int:
    """Store an article that comes from another library, under its own UUID and revision."""
    article_id = unit.insert(
        "articles",
        {
            "uuid": article.uuid,
            "kind": article.kind,
            **_fields(article.details, article.reasons),
            "message_id": message_id,
            "revision": article.revision,
            "text_sha256": article.text_sha256,
            "length": len(body),
            "added_at": unit.now,
            "updated_at": unit.now,
        },
    )
    _add_body(unit, article_id, article.revision, body, article.text_sha256)
    return article_id


def put_text(unit: Unit, article_id: int, body: str, text_sha256: str, revision: int) -> int:
    """Make a text of another library the current one, under its number there if that is free.

    Returns the number.
    """
    there = unit.value(
        "SELECT text_sha256 FROM bodies WHERE article_id = ? AND revision = ?", article_id, revision
    )
    if there not in (None, text_sha256):
        last = unit.value("SELECT MAX(revision) FROM bodies WHERE article_id = ?", article_id)
        revision, there = last + 1, None
    if there is None:
        _add_body(unit, article_id, revision, body, text_sha256)
    values = {"revision": revision, "text_sha256": text_sha256, "length": len(body)}
    unit.update("articles", article_id, {**values, "updated_at": unit.now})
    return revision


def message_ids(view: View, ids: Iterable[int]) -> dict[int, str]:
    """What messages or feed entries these articles came as, by article id."""
    rows = view.rows_in(
        "SELECT id, message_id FROM articles WHERE message_id IS NOT NULL AND id IN ({keys})", ids
    )
    return {row["id"]: row["message_id"] for row in rows}


def add_revision(unit: Unit, article_id: int, body: str, text_sha256: str) -> int:
    """Store a new body and make it the current one; returns its revision number."""
    revision = 1 + int(
        unit.value("SELECT MAX(revision) FROM bodies WHERE article_id = ?", article_id)
    )
    _add_body(unit, article_id, revision, body, text_sha256)
    unit.update(
        "articles",
        article_id,
        {
            "revision": revision,
            "text_sha256": text_sha256,
            "length": len(body),
            "updated_at": unit.now,
        },
    )
    return revision


def update_details(
    unit: Unit, article_id: int, details: ArticleDetails, reasons: Mapping[str, str]
) -> bool:
    """Write what an article says of itself, and why; returns whether anything differed."""
    if not unit.update("articles", article_id, _fields(details, reasons)):
        return False
    unit.update("articles", article_id, {"updated_at": unit.now})
    return True


def set_deleted(unit: Unit, article_id: int, deleted: bool) -> None:
    """Put an article into the trash or take it out."""
    unit.update("articles", article_id, {"deleted_at": unit.now if deleted else None})


def _add_body(unit: Unit, article_id: int, revision: int, body: str, text_sha256: str) -> None:
    if revision > MOST_REVISIONS:
        # Only a crafted export counts so far; one more, and nothing could read an export of it.
        raise LibraryError(
            "No more revisions",
            f"Article {article_id} came with revision number {revision - 1}, the last there can be;"
            " nothing was changed.",
            "Import its text as a new article.",
        )
    body_id = unit.insert(
        "bodies",
        {
            "article_id": article_id,
            "revision": revision,
            "body": body,
            "text_sha256": text_sha256,
            "created_at": unit.now,
        },
    )
    fulltext.add(unit, body_id, body)
    likeness.note(unit, body_id, article_id, body)


def _fields(details: ArticleDetails, reasons: Mapping[str, str]) -> Row:
    return {
        "title": details.title,
        "title_fold": fold(details.title),
        "lang": details.lang,
        "source": details.source,
        "author": details.author,
        "url": details.url,
        "address": canonical(details.url) if details.url else None,
        **date_columns("published", details.published),
        "reasons": json.dumps(dict(reasons), ensure_ascii=False),
    }


def date_columns(prefix: str, date: DateRange) -> Row:
    """A date as the five columns that begin with ``prefix``."""
    return {
        f"{prefix}_start": date.start,
        f"{prefix}_end": date.end,
        f"{prefix}_precision": date.precision,
        f"{prefix}_text": date.text,
        f"{prefix}_basis": date.basis,
    }


def date_of(prefix: str, row: Mapping[str, Any]) -> DateRange:
    """The date in the five columns that begin with ``prefix``."""
    return DateRange(
        start=row[f"{prefix}_start"],
        end=row[f"{prefix}_end"],
        precision=row[f"{prefix}_precision"],
        text=row[f"{prefix}_text"],
        basis=row[f"{prefix}_basis"],
    )


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        uuid=row["uuid"],
        title=row["title"],
        lang=row["lang"],
        source=row["source"],
        author=row["author"],
        url=row["url"],
        published=date_of("published", row),
        kind=row["kind"],
        revision=row["revision"],
        text_sha256=row["text_sha256"],
        length=row["length"],
        added_at=row["added_at"],
        tags=tuple(json.loads(row["topics"])),
        reasons=json.loads(row["reasons"]),
        deleted=row["deleted_at"] is not None,
    )
