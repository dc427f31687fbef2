"""Short ways to change a bare library, for tests of the store."""

import hashlib
from typing import Any

from cityreader.models import ArticleDraft, Bead, DateRange, Span
from cityreader.store import articles, pairs
from cityreader.store.database import Database
from cityreader.store.session import Unit

ANN = ("11111111-0000-4000-8000-000000000001", "Ann")
BOB = ("22222222-0000-4000-8000-000000000002", "Bob")


def put_article(unit: Unit, title: str, body: str = "A body.", **fields: Any) -> int:
    """Add an article inside a unit; ``day`` is the ISO day it was published on."""
    day = fields.pop("day", None)
    if day:
        fields["published"] = DateRange(day, day, "day")
    draft = ArticleDraft(title=title, body=body, lang=fields.pop("lang", "en"), **fields)
    digest = hashlib.sha256(body.encode()).hexdigest()
    return articles.add(unit, draft, digest, uuid=unit.identify(), kind="article")


def put_pair(unit: Unit, left: int, right: int, beads: int = 1) -> str:
    """Link two articles whose bodies are at least ``beads`` long, a row a character."""
    uuid = unit.identify()
    rows = [Bead(Span(i, i + 1), Span(i, i + 1), 1.0) for i in range(beads)]
    pairs.add(unit, left, right, (1, 1), rows, uuid=uuid, origin="manual")
    return uuid


def add(database: Database, title: str, body: str = "A body.", **fields: Any) -> int:
    """Add an article in a step of Ann's."""
    with database.unit(*ANN, f"import {title}") as unit:
        return put_article(unit, title, body, **fields)


def titles(database: Database) -> list[str]:
    """The titles of all articles that are not in the trash, in the order they came."""
    with database.view() as view:
        return view.column("SELECT title FROM articles WHERE deleted_at IS NULL ORDER BY id")
